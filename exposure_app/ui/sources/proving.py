"""Lets the person show that a site is theirs: opens the dialog, asks the site, keeps the answer."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.errors import ExposureError
from exposure_app.domain.sources import Source, SourceId, WayToProve
from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.kit.jobs import SHORT, Job, Jobs
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.sources.proof_dialog import ProofDialog

if TYPE_CHECKING:
    from exposure_app.session import Session


class Proving(QObject):
    """One dialog at a time; closing it stops the asking.

    Signals:
        changed(): a site was asked, or its robots.txt is heeded otherwise than before.
    """

    changed = Signal()

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._parent = parent
        self._job: Job | None = None
        self.dialog: ProofDialog | None = None

    def begin(self, source: Source) -> None:
        """Open the dialog for a site."""
        job = self._jobs.call(lambda: self._session.ways_to_prove(source.id), lane=SHORT)
        job.arrived.connect(partial(self._open, source))
        job.failed.connect(self._problems.show_error)

    def _open(self, source: Source, items: list[object]) -> None:
        if self.dialog is not None:
            return
        (ways,) = cast("list[list[WayToProve]]", items)
        self.dialog = ProofDialog(source, ways, self._parent)
        self.dialog.asked.connect(partial(self._ask, source.id))
        self.dialog.lifted.connect(partial(self._lift, source.id))
        self.dialog.finished.connect(self._leave)
        self.dialog.open()

    def _leave(self) -> None:
        self.dialog = None
        if self._job:
            self._job.cancel()

    def _ask(self, source: SourceId) -> None:
        def work(_report: Report, cancel: CancelToken) -> Iterator[Source]:
            yield self._session.prove_source(source, cancel=cancel)

        # In no lane: a slow site must not keep a place from being added.
        self._job = job = self._jobs.start(work)
        job.arrived.connect(self._show)
        job.failed.connect(partial(self._explain, source))
        job.settled.connect(self._finish)

    def _lift(self, source: SourceId, lifts: bool) -> None:
        job = self._jobs.call(lambda: self._session.lift_robots(source, lifts=lifts), lane=SHORT)
        job.arrived.connect(self._show)
        job.failed.connect(partial(self._explain, source))
        job.settled.connect(self.changed)

    def _show(self, items: list[object]) -> None:
        (source,) = cast("list[Source]", items)
        if self.dialog:
            self.dialog.show_source(source)

    def _explain(self, asked: SourceId, error: BaseException) -> None:
        if self.dialog is None or not isinstance(error, ExposureError):
            self._problems.show_error(error)
        for source in self._session.sources():
            if source.id == asked and self.dialog and isinstance(error, Exception):
                self.dialog.show_failure(source, error)

    def _finish(self) -> None:
        self._job = None
        self.changed.emit()
