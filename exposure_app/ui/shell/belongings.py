"""What belongs to an opened session beside its pages, and goes when they go."""

from PySide6.QtCore import QObject, QTimer

from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.thumbnails import crops_of
from exposure_app.ui.shell.kept_faces_timer import KeptFacesTimer
from exposure_app.ui.shell.schedule_timer import ScheduleTimer


class Belongings(QObject):
    """Faces out of the vault that several pages show, and what asks the session by the clock."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.crops = crops_of(desk, self)
        self.kept_ends = KeptFacesTimer(desk, self)
        self.schedule = ScheduleTimer(desk, self)

    def stop(self) -> None:
        """Ask no more: the session is about to close."""
        for timer in self.findChildren(QTimer):
            timer.stop()
