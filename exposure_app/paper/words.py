"""Words for paper: one text, fit to be shown, and where in it the strong parts stand."""

from dataclasses import dataclass

from exposure_app.i18n import standing_alone
from exposure_app.report.document.words import Piece, StrongWords, Words
from exposure_app.report.text import in_order

Span = tuple[int, int]
"""Where a part begins and how long it is, as Qt counts: in units of UTF-16."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in one piece. strong: where in it the strong parts are."""

    text: str
    strong: tuple[Span, ...] = ()


def plain(words: Words) -> PlainText:
    """All pieces in one text; each that runs in its own direction is kept in one piece."""
    text, strong = "", []
    for piece in words:
        said = in_order(_said(piece))
        if isinstance(piece, StrongWords):
            strong.append((_units(text), _units(said)))
        text += said
    return PlainText(text, tuple(strong))


def _said(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, StrongWords):
        return piece.text
    return standing_alone(piece.text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
