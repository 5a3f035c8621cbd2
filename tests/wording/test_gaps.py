"""What tells one thing that was not looked at from another, in words."""

import dataclasses
import inspect
import re

import pytest

from exposure_app import i18n, wording
from exposure_app.domain import errors

KINDS = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, errors.GapError) and not cls.__subclasses__()
]


def details():
    """What each gap error may tell beside its reason, as the reports write it."""
    facts = {
        "url": "https://a.example/",
        "status": 503,
        "width": 1200,
        "height": 8,
        "limit_bytes": 26_000_000,
        "part": "heif",
        "signal": "",
    }
    words = {"reason": UNREADABLE, "limit": LIMITS, "unsaid": ["HTTP 503", "too large", "redirect"]}
    for cls in KINDS:
        names = [one.name for one in dataclasses.fields(cls)]
        [varied] = [name for name in names if name in words] or [""]
        for word in words.get(varied, [""]):
            known = facts | {varied: word}
            yield cls(**{name: known[name] for name in names}).detail


UNREADABLE = ["empty", "damaged", "binary", "denied", "locked", "refused", "ended", "memory"]
LIMITS = ["pages", "images", "bytes", "host bytes", "minutes", "depth"]


@pytest.mark.parametrize("detail", sorted(set(details()) - {""}))
def test_what_tells_a_gap_from_others_is_in_the_language_too(monkeypatch, detail):
    english = wording.gap_detail_words(detail)
    assert english
    monkeypatch.setattr(i18n, "_catalogue", _Shouting())
    assert wording.gap_detail_words(detail) != english or re.fullmatch(
        r"HTTP \d+|robots\.txt: HTTP \d+|\d+x\d+", detail
    )


class _Shouting:
    """A catalogue that has a translation of everything."""

    @staticmethod
    def one(text, _context=""):
        return f"¡{text}!"
