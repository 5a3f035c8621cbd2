"""Pages of a PDF, filled from the top: words that wrap, pictures, charts; a new page when full.

Lengths are in points of 1/72 inch. `QPdfWriter` draws text as text and charts as lines, so a page
stays sharp at any size and its words can be searched.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer

from exposure_app.paper.fitting import as_fine_as_seen, middle
from exposure_app.paper.fonts import have_fonts
from exposure_app.paper.lines import DOT, DPI, BrokenLines
from exposure_app.paper.words import PlainText
from exposure_app.report.charts.canvas import WIDTH, Chart, Ink

A4 = (595.0, 842.0)
"""ISO 216, in points."""

MARGIN = 48.0
BODY = 9.5
SMALL = 8.5
CHART_WIDTH = 400.0
_FOOT = 24.0

_INK, _SOFT, _LINE, _ACCENT = "#000000", "#444444", "#b5b5b5", "#2b54c4"
PAPER_INK = Ink(_INK, _SOFT, _LINE, _ACCENT, "Inter")

Here = tuple[int, float]
"""A page and how far down on it."""


class Sheets:
    """A PDF that is being written. Use it in a `with` statement; `finished` gives the whole."""

    def __init__(self, title: str, *, is_rtl: bool = False) -> None:
        have_fonts()
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setTitle(title)
        self._writer.setCreator("Exposure")
        self._writer.setResolution(DPI)
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(QSizeF(*A4), QPageSize.Unit.Point),
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
            )
        )
        self._painter = QPainter(self._writer)
        self._is_rtl = is_rtl
        self._is_trial = False
        self._page = 1
        self._left, self.width = MARGIN, A4[0] - 2 * MARGIN
        self.size = BODY
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

    def heading(self, words: PlainText, *, size: float, followed_by: float) -> None:
        """A heading, never alone at the foot of a page.

        Args:
            followed_by: how much of what follows has to stand on the same page.
        """
        self.gap(size * 0.6)
        self.room_for(size * 2 + followed_by)
        self.words(words, size=size, is_strong=True)
        self.gap(size * 0.25)

    def words(
        self,
        words: PlainText,
        *,
        size: float | None = None,
        is_strong: bool = False,
        is_soft: bool = False,
    ) -> None:
        """A paragraph over the whole width; one longer than a page goes on on the next."""
        paragraph = self._paragraph(words, self.width, size or self.size, is_strong=is_strong)
        for line, height in paragraph.lines():
            self.room_for(height)
            if not self._is_trial:
                self._painter.setPen(QColor(_SOFT if is_soft else _INK))
                paragraph.draw_line(self._painter, line, self._left, self._y)
            self._y += height
        self.gap(3)

    def chart(self, chart: Chart, *, width: float = CHART_WIDTH) -> None:
        """A chart under its title, with its words below it."""
        height = chart.height * width / WIDTH
        self.room_for(room_of(chart, width=width))
        self.words(PlainText(chart.title), size=11, is_strong=True)
        where = QRectF(self._x(0, width) * DOT, self._y * DOT, width * DOT, height * DOT)
        if not self._is_trial:
            QSvgRenderer(QByteArray(chart.svg().encode())).render(self._painter, where)
        self._y += height
        self.words(PlainText(chart.words), is_soft=True)
        self.gap(10)

    def row(self, cells: Sequence[str], widths: Sequence[float], *, is_head: bool = False) -> None:
        """Words in columns, with a line below them; never parted by the end of a page."""
        laid = [
            self._paragraph(PlainText(cell), width - 8, SMALL, is_strong=is_head or not place)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        height = max(paragraph.height for paragraph in laid)
        self.room_for(height + 6)
        if not self._is_trial:
            self._painter.setPen(QColor(_SOFT if is_head else _INK))
            for place, paragraph in enumerate(laid):
                x = self._x(sum(widths[:place]), widths[place] - 8)
                paragraph.draw(self._painter, x, self._y)
            self._rule(self._y + height + 3)
        self._y += height + 3
        self.gap(3)

    def picture(self, image: QImage, x: float, y: float, size: tuple[float, float]) -> None:
        """A picture that fills a place: `x` from where lines begin, `y` below where we are."""
        width, height = size
        where = QRectF(self._x(x, width) * DOT, (self._y + y) * DOT, width * DOT, height * DOT)
        if not self._is_trial:
            fine = as_fine_as_seen(image, size)
            self._painter.drawImage(where, fine, middle(fine, width / height))

    def note(self, words: str, x: float, y: float, width: float) -> float:
        """Small words in a place as `picture` has it; how high they are."""
        laid = self._paragraph(PlainText(words), width, 7.0, is_strong=False)
        if not self._is_trial:
            self._painter.setPen(QColor(_SOFT))
            laid.draw(self._painter, self._x(x, width), self._y + y)
        return laid.height

    # --- where ---------------------------------------------------------------------------------

    @property
    def here(self) -> Here:
        """Where the next thing will stand."""
        return self._page, self._y

    def go_below(self, here: Here, points: float) -> None:
        """Go on so far below a place, if that is on this page and we are not there yet."""
        page, y = here
        if page == self._page:
            self._y = max(self._y, y + points)

    def gap(self, points: float) -> None:
        """Leave some room, but none at the top of a page."""
        if self._y > MARGIN:
            self._y += points

    def room_for(self, points: float) -> None:
        """Turn the page if less than that is left; what is higher than a page starts on one."""
        if self._is_trial or self._y + points <= A4[1] - MARGIN - _FOOT or self._y == MARGIN:
            return
        self._writer.newPage()
        self._page += 1
        self._y = MARGIN
        self._write_number()

    @contextmanager
    def indented(self, points: float) -> Iterator[None]:
        """Leave so much free where lines begin."""
        left, width = self._left, self.width
        self.width -= points
        self._left += 0 if self._is_rtl else points
        try:
            yield
        finally:
            self._left, self.width = left, width

    @contextmanager
    def in_small(self) -> Iterator[None]:
        """Set words small that are not said to be of a size."""
        size, self.size = self.size, SMALL
        try:
            yield
        finally:
            self.size = size

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Put nothing here and turn no page, to see how far down one would come."""
        y, is_within_another, self._is_trial = self._y, self._is_trial, True
        try:
            yield
        finally:
            self._y, self._is_trial = y, is_within_another

    def finished(self) -> bytes:
        """The whole PDF."""
        self._painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())

    # --- how -----------------------------------------------------------------------------------

    def _x(self, x: float, width: float) -> float:
        """Where what is `width` wide stands, `x` from where lines begin."""
        return self._left + (self.width - x - width if self._is_rtl else x)

    def _rule(self, y: float) -> None:
        self._painter.setPen(QPen(QColor(_LINE), 0.5 * DOT))
        ends = QPointF(self._left * DOT, y * DOT), QPointF((self._left + self.width) * DOT, y * DOT)
        self._painter.drawLine(*ends)

    def _write_number(self) -> None:
        # On the margin itself, whatever is indented meanwhile.
        left, width = self._left, self.width
        self._left, self.width = MARGIN, A4[0] - 2 * MARGIN
        foot = A4[1] - MARGIN
        self._rule(foot - 12)
        number = self._paragraph(PlainText(str(self._page)), self.width, SMALL, is_strong=False)
        self._painter.setPen(QColor(_SOFT))
        number.draw(self._painter, self._left, foot - 6)
        self._left, self.width = left, width

    def _paragraph(
        self, words: PlainText, width: float, size: float, *, is_strong: bool
    ) -> BrokenLines:
        return BrokenLines(
            words, self._writer, width, size, is_strong=is_strong, is_rtl=self._is_rtl
        )


def room_of(chart: Chart, *, width: float = CHART_WIDTH) -> float:
    """How high a chart is with its words."""
    return chart.height * width / WIDTH + 50
