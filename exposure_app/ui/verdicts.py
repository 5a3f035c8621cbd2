"""The person's answers, written in the order they were given, each of which can be taken back."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, SignalInstance

from exposure_app.domain.findings import Finding, FindingId, Verdict
from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.jobs import SHORT, Job, Jobs
from exposure_app.ui.problems import Problems

if TYPE_CHECKING:
    from exposure_app.session import Session


class Verdicts(QObject):
    """Judges findings, and undoes as many at a time as were judged at a time.

    Signals:
        judged(list[Finding]): these stand differently now.
        undone(list[Finding]): these stand as they did before; empty if there was nothing to undo.
    """

    judged = Signal(list)
    undone = Signal(list)

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self._batches: list[int] = []

    def judge(self, findings: Sequence[FindingId], verdict: Verdict) -> None:
        """Keep `verdict` of each."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            for finding in findings:
                yield self._session.judge(finding, verdict)

        self._batches.append(len(findings))
        self._watch(self._jobs.start(work, lane=SHORT), self.judged)

    def undo(self) -> None:
        """Take back the newest batch of answers; one answer if it is from an earlier day."""
        count = self._batches.pop() if self._batches else 1

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            for _again in range(count):
                if restored := self._session.undo_verdict():
                    yield restored

        self._watch(self._jobs.start(work, lane=SHORT), self.undone)

    def _watch(self, job: Job, told: SignalInstance) -> None:
        changed: list[Finding] = []
        job.arrived.connect(lambda items: changed.extend(cast("list[Finding]", items)))
        job.failed.connect(self._problems.show_error)
        job.settled.connect(lambda: told.emit(changed))
