"""Pictures made to fit their place on paper."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

_DPI = 300
"""What print shows of a picture; more is not seen."""


def as_fine_as_seen(image: QImage, size: tuple[float, float]) -> QImage:
    """The picture with no more pixels than paper shows: each costs time and room in the file.

    Args:
        size: (width, height) of its place in points.
    """
    dots = _DPI / 72
    scale = max(size[0] * dots / image.width(), size[1] * dots / image.height())
    if scale >= 1:
        return image
    return image.scaledToWidth(
        max(1, round(image.width() * scale)), Qt.TransformationMode.SmoothTransformation
    )


def middle(image: QImage, ratio: float) -> QRectF:
    """The largest part in the middle of a picture that is `ratio` times as wide as high."""
    width = min(image.width(), image.height() * ratio)
    height = min(image.height(), image.width() / ratio)
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
