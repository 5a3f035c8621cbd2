"""What a place is, how far an audit of it goes, and how its owner shows that it is theirs."""

from collections.abc import Iterable

from exposure_app.domain.sources import Budget, Kind, Proof, RecognisedSource, WayToProve
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import decimal, grouped
from exposure_app.wording.sources.kinds import kind_words

_MINUTE, _HOUR = 60, 3600


def meaning_words(meaning: RecognisedSource) -> str:
    """What a typed or dropped text was recognised as."""
    what = _("picture on this computer") if meaning.is_picture else kind_words(meaning.kind)
    return _("Recognised: {what}").format(what=what)


def budget_words(kind: Kind, budget: Budget) -> str:
    """How far an audit of a place on the web would go, and how long it takes at most."""
    pages = 1 if kind is Kind.PAGE else budget.max_pages
    counted = ngettext("{n} page", "{n} pages", pages).format(n=grouped(pages))
    pictures = ngettext("{n} picture", "{n} pictures", budget.max_images).format(
        n=grouped(budget.max_images)
    )
    most = _("At most {pages}, {pictures} and {data} of data.").format(
        pages=counted, pictures=pictures, data=_bytes_words(budget.max_bytes)
    )
    parts = [most]
    if budget.max_host_bytes < budget.max_bytes:
        parts.append(
            _("From any other host at most {data}.").format(
                data=_bytes_words(budget.max_host_bytes)
            )
        )
    if kind is Kind.WEB_SITE:
        parts.append(
            ngettext(
                "Links are followed {n} step from the first page.",
                "Links are followed {n} steps from the first page.",
                budget.depth,
            ).format(n=budget.depth)
        )
    return " ".join([*parts, _time_words(pages + budget.max_images, budget)])


def _time_words(requests: int, budget: Budget) -> str:
    end = _("It ends after {minutes} at the latest.").format(
        minutes=ngettext("{n} minute", "{n} minutes", budget.max_minutes).format(
            n=grouped(budget.max_minutes)
        )
    )
    delay_s = budget.delay_s
    if delay_s <= 0:
        fast = _("There is no pause between two requests, so it goes as fast as the site answers.")
        return f"{fast} {end}"
    # A form for many: those for one and for two may leave the number out, which is half a second.
    many = int(delay_s) if delay_s == int(delay_s) else _A_FEW
    pauses = _(
        "Between two requests to one host it waits {pause}; these pauses take at most {total}."
    ).format(
        pause=ngettext("{n} second", "{n} seconds", many).format(n=decimal(delay_s)),
        total=about_how_long(min(requests * delay_s, 60 * budget.max_minutes)),
    )
    return f"{pauses} {end}"


_A_FEW = 3


def about_how_long(seconds: float) -> str:
    """A length of time, rounded to what one plans with: "about 2 hours"."""
    if seconds < 2 * _MINUTE:
        n = max(1, round(seconds))
        return ngettext("about {n} second", "about {n} seconds", n).format(n=n)
    if seconds < 2 * _HOUR:
        n = round(seconds / _MINUTE)
        return ngettext("about {n} minute", "about {n} minutes", n).format(n=n)
    n = round(seconds / _HOUR)
    return ngettext("about {n} hour", "about {n} hours", n).format(n=grouped(n))


def _bytes_words(count: int) -> str:
    for unit, size in ((_("GB"), 1_000_000_000), (_("MB"), 1_000_000), (_("kB"), 1_000)):
        if count >= size:
            return f"{decimal(count / size, ',.3g')} {unit}"
    return ngettext("{n} byte", "{n} bytes", count).format(n=count)


def way_words(way: WayToProve) -> str:
    """What to do for one way to prove a site; `way.where` and `way.text` stand beside it."""
    return {
        Proof.FILE: _("Put a file on the site, with this line in it."),
        Proof.META: _("Put this element in the head of the first page."),
        Proof.DNS: _("Add a TXT record to the DNS of the site."),
    }[way.proof]


def proof_words(ways: Iterable[WayToProve]) -> str:
    """Where a site can show its token, one way to a line."""
    said = {
        Proof.FILE: _("as a line of the file {place}: {token}"),
        Proof.META: _("in the head of its first page, {place}: {token}"),
        Proof.DNS: _("as a TXT record of {place}: {token}"),
    }
    lines = (said[way.proof].format(place=way.where, token=way.text) for way in ways)
    return "\n".join([_("Show this token in one of these ways:"), *(f"  {one}" for one in lines)])


def proved_words(proof: Proof, day: str) -> str:
    """How a site was proved, and when, for use after "It is"."""
    return {
        Proof.FILE: _("proved by a file, {day}"),
        Proof.META: _("proved by its first page, {day}"),
        Proof.DNS: _("proved by its DNS, {day}"),
    }[proof].format(day=day)
