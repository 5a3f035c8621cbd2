"""What was not looked at: one thing by its address, or all that one thing would close together.

A gap is never an all-clear, so each has words and a way to close it.
"""

from dataclasses import dataclass

from exposure_app.domain.coverage import Gap
from exposure_app.domain.errors import GapError
from exposure_app.domain.gap_reasons import GapFacts, GapReason
from exposure_app.wording.audit.gap_words import SAID, GapWords
from exposure_app.wording.explanation import Explanation, explain
from exposure_app.wording.files import place_words

_TOLD_WITH = {
    GapReason.TOO_SMALL: GapReason.UNREADABLE,
    GapReason.TOOK_TOO_LONG: GapReason.TIMED_OUT,
}
"""Reasons that a user closes, or leaves, as they do another."""


@dataclass(frozen=True, slots=True)
class GapKey:
    """By what gaps are gathered: what would close them.

    part: the optional part of the program that all of them need; "" if they need none.
    """

    reason: GapReason
    part: str = ""


def gap_key(gap: Gap) -> GapKey:
    """With which others a gap is told."""
    reason = _TOLD_WITH.get(gap.reason, gap.reason)
    if reason is not GapReason.PART_MISSING:
        return GapKey(reason)
    # Without its name, as in a copy to share that left a strange one out, no part can be told of.
    part = str(gap.facts.get("part", ""))
    return GapKey(reason, part) if part else GapKey(GapReason.OTHER)


def gap_group(key: GapKey, count: int) -> Explanation:
    """Explain `count` gaps together, at least 1.

    Raises:
        KeyError: theirs is a reason that is told with another, which `gap_key` gives in its place.
    """
    many = SAID[key.reason](count, {}).many
    if many is None:
        raise KeyError(key)
    return Explanation(
        many.what.format(count=count, part=key.part), many.remedy.format(part=key.part)
    )


def gap_detail_words(gap: Gap) -> str:
    """What tells a gap from others of its reason, in words; "" if nothing does."""
    detail = gap.detail
    words = _words(gap.reason, gap.facts)
    if not detail or not words.aside:
        return detail
    parts = {name: str(fact) for name, fact in gap.facts.items()}
    return words.aside.format(**parts | dict(words.figures))


@explain.register
def _one(error: GapError) -> Explanation:
    words = _words(error.reason, error.facts)
    parts = dict(error.facts) | dict(words.figures)
    place = place_words(error.url)
    return Explanation(words.one.what.format(url=place, **parts), words.one.remedy.format(**parts))


def _words(reason: GapReason, facts: GapFacts) -> GapWords:
    return SAID[reason](1, facts)
