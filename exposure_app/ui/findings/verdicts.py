"""The person's answers, written in the order they were given, each of which can be taken back."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, SignalInstance

from exposure_app.domain.findings import Finding, FindingId, Verdict
from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.kit.jobs import SHORT, Job, Jobs
from exposure_app.ui.kit.problems import Problems

if TYPE_CHECKING:
    from exposure_app.session import Session


class VerdictGiver(QObject):
    """Judges findings, and undoes as many at a time as were judged at a time.

    Signals:
        judged(list[Finding]): these stand differently now.
        undone(list[Finding]): these stand as they did before; empty if there was nothing to undo.
        listed(list[Answer]): the answers that were asked for, newest first.
    """

    judged = Signal(list)
    undone = Signal(list)
    listed = Signal(list)

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._problems = problems
        # The newest answer before each batch. Used on the short lane alone, so by one at a time.
        self._before: list[int] = []

    def judge(self, findings: Sequence[FindingId], verdict: Verdict) -> None:
        """Keep `verdict` of each."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            newest = self._session.answers(at_most=1)
            self._before.append(newest[0].number if newest else 0)
            for finding in findings:
                yield self._session.judge(finding, verdict)

        self._watch(self._jobs.start(work, lane=SHORT), self.judged)

    def undo(self) -> None:
        """Take back the newest batch of answers; one answer if it is from an earlier day."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            answers = self._session.answers()
            batch = answers[:1]
            while self._before:
                before = self._before.pop()
                # Empty where it repeated what held already, or was taken back from the list.
                if since := [one for one in answers if one.number > before]:
                    batch = since
                    break
            if batch:
                yield from self._session.undo_back_to(batch[-1].number)

        self._watch(self._jobs.start(work, lane=SHORT), self.undone)

    def undo_back_to(self, answer: int) -> None:
        """Take back the answer of this number, and every newer one."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            yield from self._session.undo_back_to(answer)

        self._watch(self._jobs.start(work, lane=SHORT), self.undone)

    def list(self) -> None:
        """Read the answers that can be taken back; those given just before are among them."""
        job = self._jobs.call(self._session.answers, lane=SHORT)
        job.arrived.connect(lambda items: self.listed.emit(items[0]))
        job.failed.connect(self._problems.show_error)

    def _watch(self, job: Job, told: SignalInstance) -> None:
        changed: list[Finding] = []
        job.arrived.connect(lambda items: changed.extend(cast("list[Finding]", items)))
        job.failed.connect(self._problems.show_error)
        job.settled.connect(lambda: told.emit(changed))
