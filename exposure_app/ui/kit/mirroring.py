"""What is painted by hand runs the other way where the language does."""

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtWidgets import QApplication


def is_mirrored() -> bool:
    """Whether lines run from right to left."""
    return QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def placed(part: QRectF, whole: QRectF) -> QRectF:
    """Where `part`, laid out from the left of `whole`, is to be painted."""
    if not is_mirrored():
        return part
    made = QRectF(part)
    made.moveRight(whole.right() - (part.left() - whole.left()))
    return made


def margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Margins by where lines begin and end; Qt's own are by left and right."""
    return QMargins(end, top, start, bottom) if is_mirrored() else QMargins(start, top, end, bottom)
