"""A picture in a page, as large as there is room for, never larger than it is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from exposure_app.paper.jpeg import image_of
from exposure_app.ui.kit import theme


class Picture(QWidget):
    """Shows one picture in a rounded frame; blank until it has one.

    Args:
        name: what a screen reader says it is.
        shape: height as a part of the width, for the frame.
        is_cut: fill the frame and cut what stands out, rather than leave a margin.
    """

    def __init__(self, name: str, *, shape: float = 1.0, is_cut: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._pixmap = QPixmap()
        self._shape = shape
        self._is_cut = is_cut
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(96)

    def show_jpeg(self, jpeg: bytes) -> None:
        """Show the picture in `jpeg`; b"" for none."""
        self._pixmap = QPixmap.fromImage(image_of(jpeg))
        if not self._is_cut and not self._pixmap.isNull():
            self._shape = self._pixmap.height() / self._pixmap.width()
        self.updateGeometry()
        self.update()

    @property
    def is_blank(self) -> bool:
        """Whether there is no picture to see."""
        return self._pixmap.isNull()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own spelling
        """A comfortable size; the layout may give more or less."""
        return QSize(176, round(176 * self._shape))

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802 - Qt's own spelling
        """The frame keeps its shape."""
        return round(width * self._shape)

    def paintEvent(self, _event: QPaintEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Draw the frame and what is in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        frame = QRectF(0, 0, area.width(), min(area.height(), area.width() * self._shape))
        path = QPainterPath()
        path.addRoundedRect(frame, 6, 6)
        painter.fillPath(path, QColor(theme.current().sunken))
        if self._pixmap.isNull():
            return
        painter.setClipPath(path)
        how = (
            Qt.AspectRatioMode.KeepAspectRatioByExpanding
            if self._is_cut
            else Qt.AspectRatioMode.KeepAspectRatio
        )
        size = self._pixmap.size().toSizeF().scaled(frame.size(), how)
        target = QRectF(frame.topLeft(), size)
        target.moveCenter(frame.center())
        painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))
