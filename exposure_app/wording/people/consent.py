"""Who agreed that somebody is looked for, until when, and what to know of a child."""

from datetime import datetime

from exposure_app.domain.subjects import Subject
from exposure_app.i18n import _, figures
from exposure_app.wording.terms import consent_words


def consent_line(subject: Subject, at: datetime) -> str:
    """The consent record of a subject, as it stands at that moment."""
    said = [consent_words(subject.consent)]
    if subject.guardian:
        said.append(_("agreed by {guardian}").format(guardian=subject.guardian))
    said.append(_("since {day}").format(day=_day(subject.consented_at)))
    if subject.consented_until is not None:
        until = _("until {day}") if subject.may_be_looked_for(at) else _("ended on {day}")
        said.append(until.format(day=_day(subject.consented_until)))
    return "; ".join(said)


def consent_warning(subject: Subject, at: datetime) -> str:
    """What to know before looking for a subject; "" if there is nothing."""
    if not subject.may_be_looked_for(at):
        return _(
            "The consent of {name} has ended, so nobody looks for them. If they agree again, enrol "
            "a photo with a later date; if not, remove them."
        ).format(name=subject.name)
    if subject.is_child:
        return _(
            "For children the program is about twice as often wrong as for adults. What it finds "
            "of {name} is shown one step less sure, and finding nothing means little."
        ).format(name=subject.name)
    return ""


def _day(moment: datetime) -> str:
    return figures.day(moment)
