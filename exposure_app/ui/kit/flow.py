"""Layouts that give way: what does not fit beside goes below, so that large text is never cut."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from exposure_app.ui.kit.theme import GRID


class Flow(QLayout):
    """Widgets side by side at the size they like, in as many lines as that takes."""

    def __init__(self, *widgets: QWidget, gap: int = GRID, is_centred: bool = False) -> None:
        super().__init__()
        self._is_centred = is_centred
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem, /) -> None:  # noqa: N802 - Qt's own spelling
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:  # noqa: N802 - Qt's own spelling
        """The item at `index`; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:  # noqa: N802 - Qt's own spelling
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's own spelling
        """Neither way."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's own spelling
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's own spelling
        """The height of as many lines as `width` makes needful."""
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, area: QRect, /) -> None:  # noqa: N802 - Qt's own spelling
        """Place the items."""
        super().setGeometry(area)
        self._arrange(area, is_trial=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        return QSize(
            sum(size.width() for size in sizes) + gaps,
            max((size.height() for size in sizes), default=0),
        )

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """The widest item alone."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, area: QRect, *, is_trial: bool) -> int:
        """Place the items, or only measure; return the height used."""
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if lines[-1] and used + width > area.width():
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += width + self.spacing()
        top = area.top()
        for line in lines:
            high = max((item.sizeHint().height() for item in line), default=0)
            if not is_trial:
                self._place(line, area, top, high)
            top += high + self.spacing()
        return max(0, top - self.spacing() - area.top())

    def _place(self, line: list[QLayoutItem], area: QRect, top: int, high: int) -> None:
        parent = self.parentWidget()
        is_mirrored = parent is not None and parent.isRightToLeft()
        left = area.left()
        if self._is_centred:
            used = sum(item.sizeHint().width() + self.spacing() for item in line) - self.spacing()
            left += max(0, (area.width() - used) // 2)
        for item in line:
            size = item.sizeHint()
            width = min(size.width(), area.width())
            x = area.right() - (left - area.left()) - width + 1 if is_mirrored else left
            corner = QPoint(x, top + (high - size.height()) // 2)
            item.setGeometry(QRect(corner, QSize(width, size.height())))
            left += width + self.spacing()


class Beside(QWidget):
    """Two widgets of equal width beside each other; below each other where it is narrow.

    Args:
        least: the width in average characters below which they go below each other.
    """

    def __init__(self, first: QWidget, second: QWidget, *, least: int = 84) -> None:
        super().__init__()
        self._least = least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2 * GRID)
        for widget in (first, second):
            self._box.addWidget(widget, 1)
        self._parts = (first, second)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """As narrow as the wider of the two."""
        sizes = [part.minimumSizeHint() for part in self._parts]
        return QSize(max(size.width() for size in sizes), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Turn when the width calls for it."""
        is_narrow = event.size().width() < self._least * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        super().resizeEvent(event)
