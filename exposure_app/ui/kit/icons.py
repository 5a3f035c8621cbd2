"""Icons drawn from `resources/icons/*.svg`, in the colour of the text they stand beside."""

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from exposure_app.domain.findings import Band
from exposure_app.resources import resource
from exposure_app.ui.kit.mirroring import is_mirrored, placed

_DIRECTED = {"fold", "open", "undo"}
"""Drawings that point along the line: onward, out, or back."""


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of that name. Its colour is looked up when painted, so it follows light and dark."""
    return QIcon(_Drawn(name, role))


def picture(name: str, size: int, ratio: float, colour: QColor) -> QPixmap:
    """`name` drawn as a square of `size` device-independent pixels."""
    made = QPixmap(QSize(size, size) * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(QPointF(), made.size().toSizeF()), name, colour)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, area: QRectF, name: str, colour: QColor) -> None:
    """Draw `name` into `area`."""
    drawing = _renderer(name, colour.name())
    if name in _DIRECTED and is_mirrored():
        painter.save()
        painter.translate(2 * area.center().x(), 0)
        painter.scale(-1, 1)
        drawing.render(painter, area)
        painter.restore()
    else:
        drawing.render(painter, area)


def band_icon(band: Band) -> str:
    """The name of the band's shape: one bar filled, two, or three."""
    return f"band-{band.rank}"


class _Drawn(QIconEngine):
    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State, /
    ) -> None:
        group = (
            QPalette.ColorGroup.Disabled
            if mode == QIcon.Mode.Disabled
            else QPalette.ColorGroup.Active
        )
        role = QPalette.ColorRole.Accent if mode == QIcon.Mode.Selected else self._role
        area = QRectF(rect)
        side = min(area.width(), area.height())
        square = QRectF(area.left(), area.top(), side, side)
        square = placed(square, area)
        paint(painter, square, self._name, QApplication.palette().color(group, role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._role)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
