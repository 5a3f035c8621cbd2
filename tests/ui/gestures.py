"""What a person does by hand: drops something, answers a dialog."""

import warnings

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent


def drop(widget, *urls):
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    return drop_mime(widget, mime)


def drop_mime(widget, mime):
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        # From 6.12 on it would rather have a QPointF, which earlier ones do not take.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
        widget.dropEvent(event)
    return enter.isAccepted()


def answer(parent, kind, act):
    """Act on the dialog that is open below `parent`."""
    (dialog,) = parent.findChildren(kind)
    act(dialog)
