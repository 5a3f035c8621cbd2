"""How many findings wait for an answer, counted beside the window and noted in the navigation."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from exposure_app.domain.findings import Finding, State
from exposure_app.i18n import _
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
        self._is_counting = False
        self._is_due = False
        self.session: Session | None = None

    def count(self) -> None:
        """Read the findings that nobody answered for."""
        session = self.session
        self._is_due = self._is_counting
        if self._is_counting or session is None:
            return
        self._is_counting = True
        job = self._jobs.call(lambda: session.findings(state=State.NEW))
        job.arrived.connect(self._note)
        job.cancelled.connect(self._waiting_is_over)
        job.settled.connect(self._stop)

    def _note(self, items: list[object]) -> None:
        n = len(cast("list[list[Finding]]", items)[0])
        self._navigation.note("findings", _("{n} new").format(n=n) if n else "")

    def _waiting_is_over(self) -> None:
        # Only leaving and erasing cancel it, and then nothing new may begin.
        self._is_due = False

    def _stop(self) -> None:
        self._is_counting = False
        if self._is_due:
            self.count()
