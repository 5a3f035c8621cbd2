"""Paints one tile of a grid: a picture, and below it up to two lines that say what it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from exposure_app.ui import icons, theme
from exposure_app.ui.theme import GRID

Index = QModelIndex | QPersistentModelIndex

LINES_ROLE = Qt.ItemDataRole.UserRole + 1
"""A list of (icon name or "", text), one for each line under the picture."""

_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class TileDelegate(QStyledItemDelegate):
    """Draws tiles whose picture is a square of at least `side` pixels.

    rows: rows of text below it; the first line takes two of them when one is too short for it.
    """

    def __init__(self, parent: QWidget, *, side: int, rows: int) -> None:
        super().__init__(parent)
        self._side = side
        self._rows = rows

    def sizeHint(  # noqa: N802 - Qt's own spelling
        self, option: QStyleOptionViewItem, _index: Index, /
    ) -> QSize:
        """The picture, and room for the rows in the font in use."""
        return self.size(QFontMetrics(option.font))

    def size(self, metrics: QFontMetrics) -> QSize:
        """Of one tile, with text of `metrics`."""
        # Wider with larger text, or the words below would be cut off to nothing.
        side = max(self._side, metrics.averageCharWidth() * 14)
        return QSize(side + 2 * GRID, side + self._rows * metrics.height() + 3 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw one tile; a picture not read yet is a blank of the same size."""
        colours = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(option.rect).adjusted(2, 2, -2, -2)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_selected or has_focus:
            painter.setPen(QPen(QColor(colours.accent), 2 if has_focus else 1))
            painter.setBrush(QColor(colours.accent_soft if is_selected else colours.surface))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), GRID, GRID)
        inner = area.adjusted(GRID - 2, GRID - 2, 2 - GRID, 2 - GRID)
        frame = QRectF(inner.left(), inner.top(), inner.width(), inner.width())
        _paint_picture(painter, frame, index.data(Qt.ItemDataRole.DecorationRole), colours.sunken)
        painter.setFont(option.font)
        room = QRectF(inner.left(), frame.bottom() + 6, inner.width(), 0)
        lines = index.data(LINES_ROLE) or []
        for number, (drawing, text) in enumerate(lines):
            colour = QColor(colours.text if number == 0 else colours.muted)
            left = self._rows - len(lines) + 1 if number == 0 else 1
            room = _paint_line(painter, room, drawing, text, colour, rows=left)
        painter.restore()


def grid(name: str, *, side: int, rows: int, is_strip: bool = False) -> QListView:
    """A view that lays tiles out in rows, or in one row if `is_strip`.

    Args:
        name: what a screen reader calls the view.
        side, rows: of each tile, see `TileDelegate`.
    """
    view = QListView()
    view.setAccessibleName(name)
    delegate = TileDelegate(view, side=side, rows=rows)
    view.setItemDelegate(delegate)
    # Never narrower than one whole tile, its margins and the scroll bar.
    view.setMinimumWidth(delegate.size(view.fontMetrics()).width() + 4 * GRID)
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setMovement(QListView.Movement.Static)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setUniformItemSizes(True)
    view.setSpacing(GRID // 2)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setWrapping(not is_strip)
    view.setTabKeyNavigation(False)
    return view


def _paint_picture(painter: QPainter, frame: QRectF, picture: object, blank: str) -> None:
    path = QPainterPath()
    path.addRoundedRect(frame, 6, 6)
    painter.fillPath(path, QColor(blank))
    if not isinstance(picture, QPixmap) or picture.isNull():
        return
    painter.save()
    painter.setClipPath(path)
    painter.drawPixmap(frame, picture, _middle(picture, frame.width() / frame.height()))
    painter.restore()


def _middle(picture: QPixmap, shape: float) -> QRectF:
    """The largest part of `picture`, around its middle, as wide to its height as `shape`."""
    width, height = float(picture.width()), float(picture.height())
    if width > height * shape:
        used = height * shape
        return QRectF((width - used) / 2, 0, used, height)
    used = width / shape
    return QRectF(0, (height - used) / 2, width, used)


def _paint_line(
    painter: QPainter, room: QRectF, drawing: str, text: str, colour: QColor, *, rows: int
) -> QRectF:
    """Write `text` at the top of `room`, in up to `rows` rows; return the room below it."""
    metrics = painter.fontMetrics()
    words = QRectF(room)
    if drawing:
        mark = QRectF(room.left(), room.top(), metrics.height(), metrics.height())
        icons.paint(painter, mark, drawing, colour)
        words.setLeft(mark.right() + 6)
    needed = 1 if metrics.horizontalAdvance(text) <= words.width() else rows
    words.setHeight(needed * metrics.height())
    painter.setPen(colour)
    if needed == 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, _TOP_LEFT | Qt.TextFlag.TextWordWrap, text)
    return QRectF(room.left(), words.bottom() + 2, room.width(), 0)
