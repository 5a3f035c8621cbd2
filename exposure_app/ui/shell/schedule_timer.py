"""Begins an audit of the places whose time has come, while the window or its mark is there."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from exposure_app.domain.sources import SourceId
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import Lane

EVERY_MS = 60_000


class ScheduleTimer(QObject):
    """Asks once a minute which places are due. What cannot be asked is asked a minute later.

    Signals:
        due(list[SourceId]): these are; never an empty list.
    """

    due = Signal(list)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reads = Lane(newest_only=True)
        self.has_schedule = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()

    def ask(self) -> None:
        """Read what is due now."""
        session = self._desk.session
        self._desk.jobs.ask(
            lambda: (bool(session.sources.schedules()), session.sources.due(datetime.now(UTC))),
            then=self._take,
            failed=lambda _error: None,
            lane=self._reads,
        )

    def _take(self, read: tuple[bool, list[SourceId]]) -> None:
        self.has_schedule, due = read
        if due:
            self.due.emit(due)
