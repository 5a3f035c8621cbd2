"""How many findings wait for an answer, counted beside the window and noted in the navigation."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from exposure_app.domain.findings import State
from exposure_app.i18n import _
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.shell.navigation import Navigation

if TYPE_CHECKING:
    from exposure_app.session import Session


class NewCount(QObject):
    """Counts when it is asked to; asked again meanwhile, it counts once more afterwards."""

    def __init__(self, jobs: Jobs, navigation: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._navigation = navigation
        self._job: Job | None = None
        self._is_due = False
        self.session: Session | None = None

    def count(self) -> None:
        """Read the findings that nobody answered for."""
        session = self.session
        # No lane: an audit finds faster than is counted, and each count is worth being shown.
        self._is_due = self._job is not None
        if self._job or session is None:
            return
        self._job = self._jobs.ask(
            lambda: len(session.findings.all(state=State.NEW)), then=self._note, ended=self._go_on
        )

    def _note(self, n: int) -> None:
        self._navigation.note("findings", _("{n} new").format(n=n) if n else "")

    def _go_on(self) -> None:
        self._job = None
        if self._is_due:
            self.count()
