"""Pages of a PDF, filled from the top: words that wrap, pictures, charts; a new page when full.

Lengths are in points of 1/72 inch. `QPdfWriter` draws text as text and charts as lines, so a page
stays sharp at any size and its words can be searched.
"""

from collections.abc import Sequence
from functools import cache
from types import TracebackType
from typing import Self

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from exposure_app.paper.jpeg import image_of
from exposure_app.report.charts.canvas import WIDTH, Chart, Ink
from exposure_app.resources import resource

A4 = (595.0, 842.0)
"""ISO 216, in points."""

MARGIN = 48.0
BODY = 9.5
_FOOT = 24.0
_DPI = 600
_DOT = _DPI / 72

_INK, _SOFT, _LINE, _ACCENT = "#000000", "#444444", "#b5b5b5", "#2b54c4"
PAPER_INK = Ink(_INK, _SOFT, _LINE, _ACCENT, "Inter")

_FAMILIES = ["Inter", "Vazirmatn NL", "Segoe UI", "Helvetica Neue", "sans-serif"]


class Sheets:
    """A PDF that is being written. Use it in a `with` statement; `finished` gives the whole."""

    def __init__(self, title: str, *, is_rtl: bool = False) -> None:
        _have_fonts()
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setTitle(title)
        self._writer.setCreator("Exposure")
        self._writer.setResolution(_DPI)
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(QSizeF(*A4), QPageSize.Unit.Point),
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
            )
        )
        self._painter = QPainter(self._writer)
        self._direction = (
            Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        )
        self._page = 1
        self.left, self.width = MARGIN, A4[0] - 2 * MARGIN
        self._y = MARGIN
        self._write_number()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Where the paper goes before the painter, as when writing breaks off, Qt ends the process.
        if self._painter.isActive():
            self._painter.end()

    # --- what is put on them -------------------------------------------------------------------

    def heading(self, words: str, *, size: float = 14.0) -> None:
        """A heading, never alone at the foot of a page."""
        self.gap(size * 0.6)
        self._room_for(size * 6)
        self.words(words, size=size, is_strong=True)
        self.gap(4)

    def words(
        self, words: str, *, size: float = BODY, is_strong: bool = False, is_soft: bool = False
    ) -> None:
        """A paragraph over the whole width; one longer than a page goes on on the next."""
        laid = self._laid_out(words, self.width, size, is_strong=is_strong)
        for line in range(laid.lineCount()):
            one = laid.lineAt(line)
            self._room_for(one.height() / _DOT)
            self._painter.setPen(QColor(_SOFT if is_soft else _INK))
            one.draw(self._painter, QPointF(self.left * _DOT, self._y * _DOT - one.y()))
            self._y += one.height() / _DOT
        self.gap(3)

    def points(self, items: Sequence[str]) -> None:
        """A bulleted list."""
        for item in items:
            self.words(f"\N{BULLET} {item}")

    def chart(self, chart: Chart, *, width: float = 400.0) -> None:
        """A chart under its title, with its words below it."""
        height = chart.height * width / WIDTH
        self._room_for(height + 50)
        self.words(chart.title, size=11, is_strong=True)
        is_rtl = self._direction == Qt.LayoutDirection.RightToLeft
        x = self.left + (self.width - width if is_rtl else 0)
        where = QRectF(x * _DOT, self._y * _DOT, width * _DOT, height * _DOT)
        QSvgRenderer(QByteArray(chart.svg().encode())).render(self._painter, where)
        self._y += height
        self.words(chart.words, is_soft=True)
        self.gap(10)

    def beside(
        self, pictures: Sequence[bytes], lines: Sequence[str], *, side: float = 78.0
    ) -> None:
        """Square pictures in a row, and lines of words beside them; kept on one page.

        Args:
            pictures: JPEGs of our own making; an empty one leaves its place empty.
        """
        shown = [image for body in pictures if not (image := image_of(body)).isNull()]
        indent = len(shown) * (side + 8)
        laid = [
            self._laid_out(line, self.width - indent, BODY, is_strong=number == 0)
            for number, line in enumerate(lines)
        ]
        heights = [one.boundingRect().height() / _DOT + 1.5 for one in laid]
        self._room_for(max(side if shown else 0.0, sum(heights)) + 10)
        top = self._y
        is_rtl = self._direction == Qt.LayoutDirection.RightToLeft
        for number, image in enumerate(shown):
            x = self.left + number * (side + 8)
            if is_rtl:
                x = self.left + self.width - side - number * (side + 8)
            whole = QRectF(x * _DOT, top * _DOT, side * _DOT, side * _DOT)
            self._painter.drawImage(whole, image, _middle(image))
        x = self.left + (0 if is_rtl else indent)
        y = top
        for number, (one, height) in enumerate(zip(laid, heights, strict=True)):
            self._painter.setPen(QColor(_SOFT if number > 1 else _INK))
            one.draw(self._painter, QPointF(x * _DOT, y * _DOT))
            y += height
        self._y = max(y, top + (side if shown else 0.0)) + 10

    def gap(self, points: float) -> None:
        """Leave some room, but none at the top of a page."""
        if self._y > MARGIN:
            self._y += points

    def finished(self) -> bytes:
        """The whole PDF."""
        self._painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())

    # --- how -----------------------------------------------------------------------------------

    def _room_for(self, points: float) -> None:
        """Turn the page if less than that is left; what is higher than a page starts on one."""
        if self._y + points <= A4[1] - MARGIN - _FOOT or self._y == MARGIN:
            return
        self._writer.newPage()
        self._page += 1
        self._y = MARGIN
        self._write_number()

    def _write_number(self) -> None:
        foot = A4[1] - MARGIN
        self._painter.setPen(QPen(QColor(_LINE), 0.5 * _DOT))
        self._painter.drawLine(
            QPointF(self.left * _DOT, (foot - 12) * _DOT),
            QPointF((self.left + self.width) * _DOT, (foot - 12) * _DOT),
        )
        number = self._laid_out(str(self._page), self.width, 8.5, is_strong=False)
        self._painter.setPen(QColor(_SOFT))
        number.draw(self._painter, QPointF(self.left * _DOT, (foot - 6) * _DOT))

    def _laid_out(self, words: str, width: float, size: float, *, is_strong: bool) -> QTextLayout:
        font = QFont(_FAMILIES)
        font.setPixelSize(round(size * _DOT))
        # Alternates of a sign (a colon between figures, a bracket before a capital) lose what sign
        # they are: addresses and days could not be copied or searched.
        font.setFeature(QFont.Tag("calt"), 0)
        if is_strong:
            font.setWeight(QFont.Weight.DemiBold)
        option = QTextOption()
        option.setTextDirection(self._direction)
        if self._direction == Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)  # a layout by itself does not turn
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid = QTextLayout(words, font, self._writer)
        laid.setTextOption(option)
        laid.beginLayout()
        y = 0.0
        while (line := laid.createLine()).isValid():
            line.setLineWidth(width * _DOT)
            line.setPosition(QPointF(0, y))
            y += line.height() * 1.15
        laid.endLayout()
        return laid


def _middle(image: QImage) -> QRectF:
    """The largest square in the middle of a picture."""
    side = min(image.width(), image.height())
    return QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)


_application: QGuiApplication | None = None


@cache
def _have_fonts() -> None:
    """Qt's fonts want an application; the command line has none, and needs no screen for it."""
    global _application  # noqa: PLW0603 - Qt has one, and it must outlive what is drawn
    if QGuiApplication.instance() is None:
        _application = QGuiApplication(["exposure", "-platform", "offscreen"])
    for path in sorted(resource("fonts").iterdir()):
        if path.suffix in (".otf", ".ttf"):
            QFontDatabase.addApplicationFont(str(path))
