"""Paints one row of a list: an icon, a line that names the thing, a quieter line about it."""

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from exposure_app.ui import icons, theme
from exposure_app.ui.theme import GRID
from exposure_app.ui.tiles import Index

ICON_ROLE = Qt.ItemDataRole.UserRole + 1
SECOND_ROLE = Qt.ItemDataRole.UserRole + 2


class RowDelegate(QStyledItemDelegate):
    """The first line is the model's display text; icon and second line have roles of their own."""

    def sizeHint(  # noqa: N802 - Qt's own spelling
        self, option: QStyleOptionViewItem, _index: Index, /
    ) -> QSize:
        """Two lines of the font in use."""
        return QSize(1, 2 * QFontMetrics(option.font).height() + 3 * GRID)

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
        side = metrics.height() * 1.5
        mark = QRectF(area.left() + GRID, area.center().y() - side / 2, side, side)
        icons.paint(painter, mark, index.data(ICON_ROLE), QColor(colours.muted))
        words = area.adjusted(side + 3 * GRID, 0, -GRID, 0)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        top = words.center().y() - metrics.height() - 1
        for text, font, colour, elide in (
            (index.data(), strong, colours.text, Qt.TextElideMode.ElideMiddle),
            (index.data(SECOND_ROLE), option.font, colours.muted, Qt.TextElideMode.ElideRight),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRectF(words.left(), top, words.width(), metrics.height())
            shown = QFontMetrics(font).elidedText(text, elide, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height() + 2
        painter.restore()


def rows_view(model: QAbstractListModel, name: str) -> QListView:
    """A list of `model`, called `name` by a screen reader."""
    view = QListView()
    view.setAccessibleName(name)
    view.setItemDelegate(RowDelegate(view))
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setModel(model)
    return view
