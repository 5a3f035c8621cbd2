"""Going on while the window is closed: a mark in the system's tray, and a word at the end."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from exposure_app.i18n import _
from exposure_app.resources import resource


class Tray(QObject):
    """The mark, its menu, and announcements. Where a system has no tray, nothing of it shows.

    Signals:
        opened(): the person wants to see the window.
        left(): the person wants the program to end.
    """

    opened = Signal()
    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(QIcon(str(resource("icons/exposure.svg"))), self)
        self._icon.setToolTip(_("Exposure"))
        self.menu = QMenu()
        self.open = QAction(_("&Open Exposure"), self.menu)
        self.open.triggered.connect(self.opened)
        self.leave = QAction(_("&Stop and close"), self.menu)
        self.leave.triggered.connect(self.left)
        self.menu.addActions([self.open, self.leave])
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._press)
        self._icon.messageClicked.connect(self.opened)

    @property
    def is_there(self) -> bool:
        """Whether this system has a tray to go on in."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def is_shown(self) -> bool:
        """Whether the mark is in the tray."""
        return self._icon.isVisible()

    def show(self) -> None:
        """Put the mark in the tray, its words in the language of now."""
        self.open.setText(_("&Open Exposure"))
        self.leave.setText(_("&Stop and close"))
        self._icon.show()

    def hide(self) -> None:
        """Take it away."""
        self._icon.hide()

    def say(self, what: str, more: str) -> None:
        """Announce something. It may be read over a shoulder: no names, no addresses."""
        if self.is_shown and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(what, more, self._icon.icon())

    def _press(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()
