"""Paints one row of a list: an icon, a line that names the thing, a quieter line about it.

Where the things have pictures, the picture stands at the beginning, and the icon before the name.
"""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from exposure_app.i18n import standing_alone
from exposure_app.ui.kit import icons, theme
from exposure_app.ui.kit.mirroring import placed
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.kit.tiles import Index, paint_picture

ICON_ROLE = Qt.ItemDataRole.UserRole + 1
SECOND_ROLE = Qt.ItemDataRole.UserRole + 2
BAR_ROLE = Qt.ItemDataRole.UserRole + 4
"""A `Bar`, or None."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of a thing was done and how much was not, with the words that say so."""

    done: int
    left: int
    words: str


_BAR = 120.0


class RowDelegate(QStyledItemDelegate):
    """The first line is the model's display text; icon and second line have roles of their own.

    has_pictures: whether there is a picture in each row; it is the model's decoration.
    """

    def __init__(self, parent: QWidget, *, has_pictures: bool = False) -> None:
        super().__init__(parent)
        self._has_pictures = has_pictures

    def sizeHint(  # noqa: N802 - Qt's own spelling
        self, option: QStyleOptionViewItem, index: Index, /
    ) -> QSize:
        """Two lines of the font in use, and one below them where there is a bar."""
        high, bar = QFontMetrics(option.font).height(), index.data(BAR_ROLE)
        if self._has_pictures:
            return QSize(1, 3 * high + 3 * GRID)
        return QSize(1, (3 if bar else 2) * high + (4 if bar else 3) * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw one row; what is too long loses its middle, so that host and file both stay."""
        colours = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(4, 2, -4, -2)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_selected or has_focus:
            painter.setPen(QPen(QColor(colours.accent), 1) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if is_selected else colours.surface))
            painter.drawRoundedRect(area, 6, 6)
        metrics = QFontMetrics(option.font)
        side = area.height() - GRID if self._has_pictures else metrics.height() * 1.5
        mark = placed(QRectF(area.left() + GRID, area.center().y() - side / 2, side, side), area)
        if self._has_pictures:
            paint_picture(painter, mark, index.data(Qt.ItemDataRole.DecorationRole))
        else:
            icons.paint(painter, mark, index.data(ICON_ROLE), QColor(colours.muted))
        words = placed(area.adjusted(side + 3 * GRID, 0, -GRID, 0), area)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        bar = index.data(BAR_ROLE)
        lines = 3 if bar else 2
        top = words.center().y() - lines * (metrics.height() + 2) / 2
        for text, font, colour, elide in (
            (standing_alone(index.data()), strong, colours.text, Qt.TextElideMode.ElideMiddle),
            (index.data(SECOND_ROLE), option.font, colours.muted, Qt.TextElideMode.ElideRight),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRectF(words.left(), top, words.width(), metrics.height())
            if self._has_pictures and font is strong:
                line = _after_icon(painter, line, index.data(ICON_ROLE), QColor(colour))
            shown = QFontMetrics(font).elidedText(text, elide, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height() + 2
        if bar:
            _paint_bar(painter, QRectF(words.left(), top, words.width(), metrics.height()), bar)
        painter.restore()


def _after_icon(painter: QPainter, line: QRectF, drawing: str, colour: QColor) -> QRectF:
    """Draw an icon where `line` begins; what is left of it."""
    side = line.height()
    icons.paint(painter, placed(QRectF(line.left(), line.top(), side, side), line), drawing, colour)
    return placed(line.adjusted(side + GRID // 2, 0, 0, 0), line)


def _paint_bar(painter: QPainter, area: QRectF, bar: Bar) -> None:
    """The bar at the start of the line, dark for what was done; its words behind it."""
    colours = theme.current()
    wide, high = min(_BAR, area.width() / 4), 6.0
    whole = placed(QRectF(area.left(), area.center().y() - high / 2, wide, high), area)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.control))
    painter.drawRoundedRect(whole, 3, 3)
    part = wide * bar.done / max(1, bar.done + bar.left)
    done = placed(QRectF(whole.left(), whole.top(), part, high), whole)
    painter.setBrush(QColor(colours.accent))
    painter.drawRoundedRect(done, 3, 3)
    room = wide + 2 * GRID
    words = placed(area.adjusted(room, 0, 0, 0), area)
    painter.setPen(QColor(colours.muted))
    shown = painter.fontMetrics().elidedText(
        bar.words, Qt.TextElideMode.ElideRight, int(words.width())
    )
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def rows_view(model: QAbstractListModel, name: str, *, has_pictures: bool = False) -> QListView:
    """A list of `model`, called `name` by a screen reader; see `RowDelegate`."""
    view = QListView()
    view.setAccessibleName(name)
    view.setItemDelegate(RowDelegate(view, has_pictures=has_pictures))
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setModel(model)
    return view
