"""A paragraph, broken into lines as they will stand on paper."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QPaintDevice,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from exposure_app.paper.fonts import font_of
from exposure_app.paper.words import PlainText, Span

DPI = 600
DOT = DPI / 72
"""Of the paper's dots in a point."""

_LEADING = 1.15


class BrokenLines:
    """Words laid out for a width; all lengths in points."""

    def __init__(
        self,
        words: PlainText,
        paper: QPaintDevice,
        width: float,
        size: float,
        *,
        is_strong: bool,
        is_rtl: bool,
    ) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)  # a layout by itself does not turn
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self._laid = QTextLayout(words.text, font_of(round(size * DOT), is_strong=is_strong), paper)
        self._laid.setTextOption(option)
        self._laid.setFormats([_strong(span) for span in words.strong])
        self._laid.beginLayout()
        y = 0.0
        while (line := self._laid.createLine()).isValid():
            line.setLineWidth(width * DOT)
            line.setPosition(QPointF(0, y))
            y += line.height() * _LEADING
        self._laid.endLayout()

    @property
    def height(self) -> float:
        """Of all lines together."""
        return self._laid.boundingRect().height() / DOT

    def lines(self) -> Iterator[tuple[QTextLine, float]]:
        """Each line, and how high it is."""
        for number in range(self._laid.lineCount()):
            line = self._laid.lineAt(number)
            yield line, line.height() / DOT

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw all of them, the first one's top at (x, y)."""
        self._laid.draw(painter, QPointF(x * DOT, y * DOT))

    @staticmethod
    def draw_line(painter: QPainter, line: QTextLine, x: float, y: float) -> None:
        """Draw one of them, its top at (x, y)."""
        line.draw(painter, QPointF(x * DOT, y * DOT - line.y()))


def _strong(span: Span) -> QTextLayout.FormatRange:
    strong = QTextLayout.FormatRange()
    strong.start, strong.length = span
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    strong.format = look
    return strong
