"""Lets the person show that a site is theirs: opens the dialog, asks the site, keeps the answer."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from exposure_app.domain.errors import ExposureError
from exposure_app.domain.sources import Source, SourceId, WayToProve
from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.job import Job
from exposure_app.ui.kit.jobs import SHORT
from exposure_app.ui.sources.proof_dialog import ProofDialog


class Proving(QObject):
    """One dialog at a time; closing it stops the asking.

    Signals:
        changed(): a site was asked, or its robots.txt is heeded otherwise than before.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self._job: Job | None = None
        self.dialog: ProofDialog | None = None

    def begin(self, source: Source) -> None:
        """Open the dialog for a site."""
        self._desk.jobs.ask(
            lambda: self._desk.session.sources.ways_to_prove(source.id),
            then=partial(self._open, source),
            lane=SHORT,
        )

    def _open(self, source: Source, ways: list[WayToProve]) -> None:
        if self.dialog is not None:
            return
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
            yield self._desk.session.sources.prove(source, cancel=cancel)

        # In no lane: a slow site must not keep a place from being added.
        self._job = self._desk.jobs.follow(
            work, each=self._show, failed=partial(self._explain, source), ended=self._finish
        )

    def _lift(self, source: SourceId, lifts: bool) -> None:
        self._desk.jobs.ask(
            lambda: self._desk.session.sources.lift_robots(source, lifts=lifts),
            then=self._show,
            failed=partial(self._explain, source),
            ended=self.changed.emit,
            lane=SHORT,
        )

    def _show(self, source: Source) -> None:
        if self.dialog:
            self.dialog.show_source(source)

    def _explain(self, asked: SourceId, error: Exception) -> None:
        if self.dialog is None or not isinstance(error, ExposureError):
            self._desk.problems.show_error(error)
        if self.dialog:
            self._desk.jobs.ask(
                self._desk.session.sources.all, then=partial(self._show_failure, asked, error)
            )

    def _show_failure(self, asked: SourceId, error: Exception, sources: list[Source]) -> None:
        for source in sources:
            if source.id == asked and self.dialog:
                self.dialog.show_failure(source, error)

    def _finish(self) -> None:
        self._job = None
        self.changed.emit()
