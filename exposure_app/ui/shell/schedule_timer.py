"""Begins an audit of the places whose time has come, while the window or its mark is there."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from exposure_app.domain.sources import SourceId
from exposure_app.ui.kit.jobs import Jobs

if TYPE_CHECKING:
    from exposure_app.session import Session

EVERY_MS = 60_000


class ScheduleTimer(QObject):
    """Asks once a minute which places are due. What cannot be asked is asked a minute later.

    Signals:
        due(list[SourceId]): these are; never an empty list.
    """

    due = Signal(list)

    def __init__(self, session: "Session", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self.has_rounds = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()

    def ask(self) -> None:
        """Read what is due now."""
        rounds = self._session.rounds
        job = self._jobs.call(lambda: (bool(rounds.schedules()), rounds.due(datetime.now(UTC))))
        job.arrived.connect(self._take)

    def _take(self, items: list[object]) -> None:
        self.has_rounds, due = cast("tuple[bool, list[SourceId]]", items[0])
        if due:
            self.due.emit(due)
