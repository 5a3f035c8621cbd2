"""A chart of the report, in the window's colours and in its size of text."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from exposure_app.report.charts.canvas import TEXT, WIDTH, Chart, Ink
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import Words, column, heading, muted
from exposure_app.ui.kit.theme import GRID

Draw = Callable[[Ink], Chart]
"""Makes a chart in the colours it is given."""


class ChartView(QWidget):
    """A chart under its title, with the sentence that says what it shows below it."""

    def __init__(self) -> None:
        super().__init__()
        self.title: Words = heading()
        self.words = muted()
        self.drawing = _Drawing()
        self.setLayout(column(self.title, self.drawing, self.words))
        self._draw: Draw | None = None

    def show_chart(self, draw: Draw) -> None:
        """Show what `draw` makes, now and in the colours of whatever theme comes."""
        self._draw = draw
        colours = theme.current()
        family = QApplication.font().families()[0]
        chart = draw(Ink(colours.text, colours.muted, colours.border, colours.accent, family))
        self.title.setText(chart.title)
        self.words.setText(chart.words)
        self.drawing.show_svg(chart)
        self._have_room()

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """A wider chart is higher."""
        super().resizeEvent(event)
        self._have_room()

    def _have_room(self) -> None:
        # Said outright, not by heightForWidth: neither tabs nor stacks of pages ask for that.
        width = self.width()
        self.drawing.setFixedHeight(self.drawing.heightForWidth(width))
        words = sum(one.heightForWidth(width) for one in (self.title, self.words))
        self.setMinimumHeight(words + self.drawing.height() + 2 * GRID)

    def changeEvent(self, event: QEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Draw again in the colours of the new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._draw:
            self.show_chart(self._draw)


class _Drawing(QWidget):
    """As wide as there is room for; its text never smaller than the window's, if there is."""

    def __init__(self) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(self)
        self._shape = 0.3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_svg(self, chart: Chart) -> None:
        self._renderer.load(QByteArray(chart.svg().encode()))
        self._shape = chart.height / WIDTH
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """So wide that the chart's text is as large as the window's."""
        width = round(WIDTH * self.fontMetrics().height() / (TEXT * 1.25))
        return QSize(width, round(width * self._shape))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """Half of that can still be made out."""
        return QSize(self.sizeHint().width() // 2, 0)

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's own spelling
        """The chart keeps its shape."""
        return round(width * self._shape)

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Draw the chart at the top, in its own shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(0, 0, self.width(), self.width() * self._shape))
