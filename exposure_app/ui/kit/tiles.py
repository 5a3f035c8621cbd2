"""Paints one tile of a grid: a picture, and below it up to two lines that say what it is."""

from itertools import pairwise

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from exposure_app.ui.kit import icons, theme
from exposure_app.ui.kit.mirroring import placed
from exposure_app.ui.kit.theme import GRID

Index = QModelIndex | QPersistentModelIndex

LINES_ROLE = Qt.ItemDataRole.UserRole + 1
"""A list of (icon name or "", text), one for each line under the picture."""

_BATCH = 500
"""Tiles laid out at a time: some five milliseconds."""

_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class TileDelegate(QStyledItemDelegate):
    """Draws tiles whose picture is a square of at least `side` pixels.

    rows: rows of text below it; a line takes what is spare when one row is too short for it.
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
        side = max(self._side, metrics.averageCharWidth() * 14) if self._rows else self._side
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
        paint_picture(painter, frame, index.data(Qt.ItemDataRole.DecorationRole))
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            _paint_tick(painter, frame, colours, is_ticked=ticked == Qt.CheckState.Checked)
        painter.setFont(option.font)
        room = QRectF(inner.left(), frame.bottom() + 6, inner.width(), 0)
        lines = index.data(LINES_ROLE) or []
        spare = self._rows - len(lines)
        for number, (drawing, text) in enumerate(lines):
            colour = QColor(colours.text if number == 0 else colours.muted)
            room, used = _paint_line(painter, room, drawing, text, colour, rows=spare + 1)
            spare -= used - 1
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's own spelling
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        """Tick or untick where that can be done: a click anywhere on the tile, or Space."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        is_click = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        is_space = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        )
        if not (is_click or is_space):
            return False
        role = Qt.ItemDataRole.CheckStateRole
        is_ticked = index.data(role) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return bool(model.setData(index, other, role))


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
    # Ten thousand tiles at once would hold the window for a moment that is noticed.
    view.setLayoutMode(QListView.LayoutMode.Batched)
    view.setBatchSize(_BATCH)
    view.setSpacing(GRID // 2)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setWrapping(not is_strip)
    view.setTabKeyNavigation(False)
    return view


def tile_height(view: QListView) -> int:
    """The height of one tile of a grid, in pixels, in the font in use."""
    delegate = view.itemDelegate()
    return delegate.size(view.fontMetrics()).height() if isinstance(delegate, TileDelegate) else 0


def paint_picture(painter: QPainter, frame: QRectF, picture: object) -> None:
    """Draw the middle of `picture` into `frame`; a blank where it is None or null."""
    path = QPainterPath()
    path.addRoundedRect(frame, 6, 6)
    painter.fillPath(path, QColor(theme.current().sunken))
    if not isinstance(picture, QPixmap) or picture.isNull():
        return
    painter.save()
    painter.setClipPath(path)
    painter.drawPixmap(frame, picture, _middle(picture, frame.width() / frame.height()))
    painter.restore()


def _paint_tick(
    painter: QPainter, frame: QRectF, colours: theme.Colours, *, is_ticked: bool
) -> None:
    """A box in the upper corner of the picture, with a mark in it or without."""
    side = float(theme.mark() + GRID // 2)
    box = placed(QRectF(frame.left() + 6, frame.top() + 6, side, side), frame)
    painter.setPen(QPen(QColor(colours.accent if is_ticked else colours.control), 1.5))
    painter.setBrush(QColor(colours.accent if is_ticked else colours.surface))
    painter.drawRoundedRect(box, 4, 4)
    if is_ticked:
        icons.paint(painter, box.adjusted(3, 3, -3, -3), "me", QColor(colours.on_accent))


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
) -> tuple[QRectF, int]:
    """Write `text` at the top of `room`, in up to `rows` rows; the room below it, and the rows."""
    metrics = painter.fontMetrics()
    words = QRectF(room)
    if drawing:
        mark = QRectF(room.left(), room.top(), metrics.height(), metrics.height())
        icons.paint(painter, placed(mark, room), drawing, colour)
        words = placed(room.adjusted(mark.width() + 6, 0, 0, 0), room)
    shown = _rows_of(text, painter.font(), metrics, words.width(), rows)
    words.setHeight(metrics.height())
    painter.setPen(colour)
    for one in shown:
        painter.drawText(words, _TOP_LEFT, one)
        words.translate(0, metrics.height())
    return QRectF(room.left(), words.top() + 2, room.width(), 0), len(shown)


def _rows_of(text: str, font: QFont, metrics: QFontMetrics, width: float, most: int) -> list[str]:
    """`text` in at most `most` rows, the last of which says so where not all of it has room."""
    if any(metrics.horizontalAdvance(word) > width for word in text.split()):
        most = 1  # a word of it is too long to break
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts = [0]
    for _row in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart() + line.textLength())
    layout.endLayout()
    rows = [text[start:end].strip() for start, end in pairwise(starts)]
    if starts[-1] < len(text):
        rest = text[starts[-2] :]
        rows[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
    return rows or [""]
