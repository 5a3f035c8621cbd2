"""What was left out because of a limit: of the user's, of ours, or of the network."""

from exposure_app.domain.gap_reasons import GapFacts, GapReason, Limit
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import decimal, grouped
from exposure_app.wording.audit.gap_words import GapWords, said_of
from exposure_app.wording.explanation import Explanation

_MEGABYTE = 1_000_000


@said_of(GapReason.BUDGET)
def _budget(n: int, facts: GapFacts) -> GapWords:
    what, aside = _limit_words(str(facts.get("limit", "")))
    return GapWords(
        one=Explanation(what, _("Raise that limit, then audit again.")),
        many=Explanation(
            ngettext(
                "{count} address lies beyond the limits you set for its source.",
                "{count} addresses lie beyond the limits you set for their source.",
                n,
            ),
            _("Allow more pages, pictures, bytes, minutes or depth, then audit again."),
        ),
        aside=aside,
    )


def _limit_words(limit: str) -> tuple[str, str]:
    """Of one thing beyond that limit, and what the limit is."""
    known: dict[str, tuple[str, str]] = {
        Limit.PAGES: (
            _("{url} lies beyond the number of pages you allowed for its source."),
            _("limit: pages"),
        ),
        Limit.IMAGES: (
            _("{url} lies beyond the number of pictures you allowed for its source."),
            _("limit: pictures"),
        ),
        Limit.BYTES: (
            _("{url} lies beyond the amount of data you allowed for its source."),
            _("limit: bytes"),
        ),
        Limit.HOST_BYTES: (
            _("{url} lies beyond the amount of data you allowed from one other host."),
            _("limit: bytes from one other host"),
        ),
        Limit.MINUTES: (
            _("{url} was left when the minutes you allowed for its source were over."),
            _("limit: minutes"),
        ),
        Limit.DEPTH: (
            _("{url} lies more links away than you allowed for its source."),
            _("limit: links to follow"),
        ),
    }
    return known.get(limit, (_("{url} lies beyond the limits you set for its source."), ""))


@said_of(GapReason.TOO_LARGE)
def _too_large(n: int, facts: GapFacts) -> GapWords:
    limit_bytes = int(facts.get("limit_bytes", 0))
    return GapWords(
        one=Explanation(
            _("{url} is larger than {megabytes} MB; we stopped reading there."),
            _("Save it to a folder, a picture as a smaller copy, and add that as a source."),
        ),
        many=Explanation(
            ngettext(
                "{count} file is larger than we read.", "{count} files are larger than we read.", n
            ),
            _("Save smaller copies to a folder and add it as a source."),
        ),
        aside=_("over {n} bytes"),
        figures={
            "n": grouped(limit_bytes),
            "megabytes": decimal(round(limit_bytes / _MEGABYTE, 1)),
        },
    )


@said_of(GapReason.TOO_MANY_PIXELS)
def _too_many_pixels(n: int, _facts: GapFacts) -> GapWords:
    return GapWords(
        one=Explanation(
            _("{url} says it is {width} by {height} pixels: more than is safe to open."),
            _("Save it to a folder, a picture as a smaller copy, and add that as a source."),
        ),
        many=Explanation(
            ngettext(
                "{count} picture has more pixels than is safe to open.",
                "{count} pictures have more pixels than is safe to open.",
                n,
            ),
            _("Save smaller copies to a folder and add it as a source."),
        ),
    )


@said_of(GapReason.REFUSED_ADDRESS)
def _refused_address(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("If it is your own device, add it as a source and allow private addresses.")
    return GapWords(
        one=Explanation(_("{url} leads into a private network. It was not opened."), remedy),
        many=Explanation(
            ngettext(
                "{count} address leads into a private network. It was not opened.",
                "{count} addresses lead into a private network. They were not opened.",
                n,
            ),
            remedy,
        ),
    )


@said_of(GapReason.AIR_GAP)
def _air_gap(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Turn the switch off to look at places on the network.")
    return GapWords(
        one=Explanation(
            _("The air-gap switch is on, so {url} was not asked for. Nothing was sent."), remedy
        ),
        many=Explanation(
            ngettext(
                "{count} address was not asked for: the air-gap switch is on. Nothing was sent.",
                "{count} addresses were not asked for: the air-gap switch is on. Nothing was sent.",
                n,
            ),
            remedy,
        ),
    )


@said_of(GapReason.OTHER)
def _other(n: int, _facts: GapFacts) -> GapWords:
    remedy = _("Audit again; if it stays so, look at them yourself.")
    what = ngettext("{count} thing was not looked at.", "{count} things were not looked at.", n)
    return GapWords(one=Explanation(what, remedy), many=Explanation(what, remedy))
