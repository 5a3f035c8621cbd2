"""While the window is open: kept faces whose time is over are forgotten, also after a sleep."""

from PySide6.QtCore import QObject, QTimer

from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT

EVERY_MS = 3_600_000
"""An hour, because a timer of a day stands still while the computer sleeps."""


class KeptFacesTimer(QObject):
    """Asks the session now and then to look at the clock. Opening it did so first."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        self._desk.jobs.ask(self._desk.session.kept.expire, lane=SHORT)
