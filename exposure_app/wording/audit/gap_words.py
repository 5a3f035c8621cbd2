"""What is said of a reason why something was not looked at, and who says it.

One function a reason, in the modules beside this one: `net_gaps`, `limit_gaps`, `file_gaps`. They
are found by themselves. A reason without one fails `tests/wording/test_gaps.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from exposure_app.domain.gap_reasons import GapFacts, GapReason
from exposure_app.wording.explanation import Explanation


@dataclass(frozen=True, slots=True)
class GapWords:
    """A reason in words. In braces stand its facts by name, and what `figures` adds to them.

    one: of one page or picture, whose address is {url}.
    many: of {count} of them together; its remedy may be another, where all need the same. None if
        they are told with those of another reason.
    aside: what tells a gap from others of its reason, in a few words; "" where the contract's
        `detail` is a name or a number, and so the same in every language.
    figures: numbers as a person writes them, and other facts that are no words of a language.
    """

    one: Explanation
    many: Explanation | None = None
    aside: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)


Words = Callable[[int, GapFacts], GapWords]
"""From how many there are, at least 1, and the facts, of which a copy to share knows hardly any."""

SAID: dict[GapReason, Words] = {}
"""Who says it, by reason."""


def said_of(reason: GapReason) -> Callable[[Words], Words]:
    """Mark the function that says a reason."""

    def marked(words: Words) -> Words:
        SAID[reason] = words
        return words

    return marked
