"""A dialog as large as its words need; where the screen is smaller, its body scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exposure_app.ui.kit.blocks import row
from exposure_app.ui.kit.theme import GRID

_MOST = 0.92
"""Of the screen, each way."""


class Sheet(QDialog):
    """A body, and buttons below it that stay in view. Deleted when it is closed.

    Args:
        characters: how many of the font in use fit beside each other, at least.
        lines: how many fit below each other, at least; for what grows, such as a grid.
    """

    def __init__(self, parent: QWidget, *, characters: int = 56, lines: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._characters = characters
        self._lines = lines
        self._inner = QWidget()
        self._inner.setProperty("role", "page")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lay_out(self, body: QLayout, *buttons: QPushButton) -> None:
        """Fill the sheet. Call once."""
        body.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, GRID)
        self._inner.setLayout(body)
        self._area.setWidget(self._inner)
        self._ends = row(None, *buttons)
        self._ends.setContentsMargins(3 * GRID, GRID, 3 * GRID, 2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(self._ends)

    def fit(self) -> None:
        """Take the size that the words need now."""
        self.resize(self._wanted())

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll the body, if it has to scroll, so that `widget` can be seen."""
        self._area.ensureWidgetVisible(widget)

    def _wanted(self) -> QSize:
        screen = self.screen().availableSize() * _MOST
        metrics = self.fontMetrics()
        widths = (
            self._characters * metrics.averageCharWidth() + 6 * GRID,
            self._ends.minimumSize().width(),
            self._inner.minimumSizeHint().width(),
        )
        width = min(max(widths), screen.width())
        ends = self._ends.sizeHint().height()
        body = self._inner.heightForWidth(width)
        if body < 0:
            body = self._inner.sizeHint().height()
        height = max(body + ends, self._lines * metrics.height())
        return QSize(width, min(height, screen.height()))

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Be large enough from the first moment on."""
        self.fit()
        super().showEvent(event)
