"""A finding on paper: its pictures where lines begin, and what is said of it beside them."""

from collections.abc import Callable

from PySide6.QtGui import QImage

from exposure_app.paper.jpeg import image_of
from exposure_app.paper.sheets import Sheets
from exposure_app.paper.words import plain
from exposure_app.report.document.blocks import CardPicture, FindingCard

_SIDE = 72.0
_GUTTER = 8.0
_BOTH = 2 * _SIDE + _GUTTER
_WHOLE_AT_MOST = 62.0
"""How high the whole picture is at most."""

_KEPT_TOGETHER = 300.0
"""A card that is no higher is not parted by the end of a page."""

_HEAD = 90.0
"""So much of a higher one stands together at least."""


_Point = tuple[float, float]


class CardOnPaper:
    """One card, ready to be put on a sheet.

    write_rest: puts its places and particulars where we are.
    """

    def __init__(self, sheets: Sheets, card: FindingCard, write_rest: Callable[[], None]) -> None:
        self._sheets, self._card, self._write_rest = sheets, card, write_rest
        self._faces = [(face, image_of(face.read())) for face in card.faces]
        self._whole = (card.whole, image_of(card.whole.read())) if card.whole else None
        with sheets.trial():
            self._pictures = self._put_pictures()
            _page, top = sheets.here
            self._write()
            height = max(self._pictures, sheets.here[1] - top)
        self.room = height if height <= _KEPT_TOGETHER else max(self._pictures, _HEAD)
        """How much of it stands together."""

    def put(self) -> None:
        """Put it where we are."""
        self._sheets.room_for(self.room)
        here = self._sheets.here
        self._put_pictures()
        self._write()
        self._sheets.go_below(here, self._pictures)
        self._sheets.gap(12)

    def _write(self) -> None:
        sheets, card = self._sheets, self._card
        with sheets.indented(_BOTH + _GUTTER if self._faces else 0):
            sheets.words(plain((card.title,)), size=8, is_soft=True)
            sheets.words(plain((card.like,)), size=11, is_strong=True)
            sheets.words(plain((card.standing,)))
            if card.exposure:
                sheets.words(plain((card.exposure,)), is_soft=True)
            self._write_rest()

    def _put_pictures(self) -> float:
        """Put the pictures where we are, the whole one below the faces; how high that is."""
        down = 0.0
        for place, (picture, image) in enumerate(self._faces):
            at = (place * (_SIDE + _GUTTER), 0.0)
            down = max(down, _put(self._sheets, picture, image, at, (_SIDE, _SIDE), _SIDE))
        if self._whole is None:
            return down
        picture, image = self._whole
        size = (_BOTH, _SIDE / 2)
        if not image.isNull():
            scale = min(_BOTH / image.width(), _WHOLE_AT_MOST / image.height())
            size = (image.width() * scale, image.height() * scale)
        return _put(self._sheets, picture, image, (0.0, down + 4), size, _BOTH)


def _put(
    sheets: Sheets, picture: CardPicture, image: QImage, at: _Point, size: _Point, room: float
) -> float:
    """A picture with its caption, which has so much room; how far down that goes."""
    x, y = at
    width, height = size
    if image.isNull():
        sheets.note(picture.missing, x, y, width)
    else:
        sheets.picture(image, x, y, size)
    below = y + height + 1
    return below + sheets.note(picture.caption, x, below, room)
