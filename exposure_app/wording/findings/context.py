"""What stands beside a found picture, and how exposing that makes it, in words."""

from collections.abc import Iterator

from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.severity import Exposure, Reason, Severity
from exposure_app.i18n import _, figures, ngettext, pgettext


def context_lines(context: Context) -> Iterator[tuple[str, str]]:
    """What a place says about the picture: a name and what stands there, for what it says.

    Where on the map that was is not among it: `where_words`, for who asks.
    """
    other = len(context.other_sizes)
    lines = [
        (_("Page title"), context.page_title),
        (_("Caption"), context.caption),
        (_("Alternative text"), context.alt),
        (_("Text beside it"), context.nearby),
        (_("Names tied to it"), _(", ").join(context.people)),
        (_("Published by"), context.author),
        (_("Album"), context.album),
        (_("Dated"), figures.minute(context.date) if context.date else ""),
        (pgettext("where a picture was taken", "Place"), context.where_name),
        (
            _("Also there"),
            ngettext("in {n} more size", "in {n} more sizes", other).format(n=other)
            if other
            else "",
        ),
    ]
    return ((name, said) for name, said in lines if said)


def taken_words(taken: Taken) -> str:
    """When the camera says the picture was taken, without where; "" if it does not say."""
    if taken.at is None:
        return ""
    # As the camera had it: what zone its clock stood in is seldom known.
    moment = f"{figures.day(taken.at.date())} {taken.at:%H:%M}"
    return _("Taken on {moment} by the camera's clock").format(moment=moment)


def where_words(where: Coordinates) -> str:
    """A place on the map, to some ten metres."""
    return f"{where.latitude:.4f}, {where.longitude:.4f}"


def severity_words(severity: Severity) -> str:
    """How exposing, for the beginning of a line."""
    return {
        Severity.LOW: _("Hardly exposing"),
        Severity.MEDIUM: _("Exposing"),
        Severity.HIGH: _("Very exposing"),
    }[severity]


def reason_words(reason: Reason) -> str:
    """Why, as a part of a sentence."""
    return {
        Reason.NAMED: _("the name stands beside the picture"),
        Reason.TAGGED: _("names are tied to the picture"),
        Reason.LOCATED: _("it tells where that was"),
        Reason.MANY_PLACES: _("it is on many pages or sites"),
        Reason.PUBLIC: _("a page on the web shows it"),
        Reason.GONE: _("it is gone from every page on the web where it was"),
        Reason.OWN_FILES: _("it was met in files alone, not on the web"),
    }[reason]


def exposure_words(exposure: Exposure) -> str:
    """How exposing a finding is and why, such as "Exposing: a page on the web shows it."."""
    # Translators: between the parts of a list.
    reasons = _("; ").join(reason_words(reason) for reason in exposure.reasons)
    return _("{severity}: {reasons}.").format(
        severity=severity_words(exposure.severity), reasons=reasons
    )
