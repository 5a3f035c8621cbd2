"""Errors on their way from the confined process to us, as facts."""

import re
from collections.abc import Callable

from exposure_app.confine.wire import Facts
from exposure_app.domain import errors
from exposure_app.domain.errors import GapError
from exposure_app.domain.gap_reasons import Limit, Obstacle

_WORD = re.compile(r"[a-z][a-z ]{0,31}")
_MOST = 1 << 40


def facts_of(error: GapError) -> Facts:
    """What is said of an error: its class, and its own facts but the address."""
    return {"error": type(error).__name__, **error.facts}


def error_of(untrusted_facts: Facts, url: str) -> GapError:
    """The error that a confined process told of; nonsense means "damaged"."""
    make = _ERRORS.get(str(untrusted_facts.get("error", "")))
    try:
        return make(untrusted_facts, url) if make else errors.Unreadable(url, Obstacle.DAMAGED)
    except (KeyError, ValueError):
        return errors.Unreadable(url, Obstacle.DAMAGED)


_ERRORS: dict[str, Callable[[Facts, str], GapError]] = {
    "NotAnImage": lambda _facts, url: errors.NotAnImage(url),
    "PartMissing": lambda facts, url: errors.PartMissing(url, _word(facts, "part")),
    "BudgetSpent": lambda facts, url: errors.BudgetSpent(url, Limit(str(facts["limit"]))),
    "Unreadable": lambda facts, url: errors.Unreadable(url, Obstacle(str(facts["obstacle"]))),
    "TooManyPixels": lambda facts, url: errors.TooManyPixels(url, *size_of(facts)),
    "TooSmallToShowAFace": lambda facts, url: errors.TooSmallToShowAFace(url, *size_of(facts)),
}
"""By the name of its class. What is not here cannot come out of a confined process."""


def _word(facts: Facts, name: str) -> str:
    word = facts[name]
    if isinstance(word, str) and _WORD.fullmatch(word):
        return word
    raise ValueError


def size_of(facts: Facts) -> tuple[int, int]:
    """(width, height) out of facts.

    Raises:
        KeyError, ValueError: there is none.
    """
    size = facts["width"], facts["height"]
    if all(isinstance(side, int) and 0 <= side <= _MOST for side in size):
        return int(size[0]), int(size[1])
    raise ValueError
