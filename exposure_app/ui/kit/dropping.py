"""A place to drop files, folders and addresses on."""

from PySide6.QtCore import QDir, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QLayout, QWidget

from exposure_app.ui.kit.blocks import Card

_SCHEMES = {"http", "https"}


class DropArea(Card):
    """A card that takes what is dropped on it.

    Signals:
        dropped(list[str]): local paths and http(s) addresses, in the order they were dropped.

    Args:
        takes_text: whether a line of words may be dropped too, such as the name of an account.
    """

    dropped = Signal(list)

    def __init__(
        self, *parts: QWidget | QLayout, role: str = "drop", takes_text: bool = False
    ) -> None:
        super().__init__(*parts, role=role)
        self._takes_text = takes_text
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Welcome what can be used."""
        if self._found(event.mimeData()):
            event.acceptProposedAction()
            self._mark(is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Look as before."""
        super().dragLeaveEvent(event)
        self._mark(is_over=False)

    def dropEvent(self, event: QDropEvent, /) -> None:  # noqa: N802 - Qt's own spelling
        """Hand on what was dropped."""
        self._mark(is_over=False)
        event.acceptProposedAction()
        self.dropped.emit(self._found(event.mimeData()))

    def _found(self, mime: QMimeData) -> list[str]:
        found = locators(mime)
        if not found and self._takes_text:
            found = mime.text().strip().splitlines()[:1]
        return found

    def _mark(self, *, is_over: bool) -> None:
        self.setProperty("over", "true" if is_over else "false")
        self.style().unpolish(self)
        self.style().polish(self)


def locators(mime: QMimeData) -> list[str]:
    """The local paths and web addresses in `mime`; whatever else it holds is left alone."""
    return [
        QDir.toNativeSeparators(url.toLocalFile()) if url.isLocalFile() else url.toString()
        for url in mime.urls()
        if url.isLocalFile() or url.scheme() in _SCHEMES
    ]
