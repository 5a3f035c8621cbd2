"""The person's answers, written in the order they were given, each of which can be taken back."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal, SignalInstance

from exposure_app.domain.findings import Finding, FindingId, Verdict
from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.jobs import SHORT, Work


class VerdictGiver(QObject):
    """Judges findings, and undoes as many at a time as were judged at a time.

    Signals:
        judged(list[Finding]): these stand differently now.
        undone(list[Finding]): these stand as they did before; empty if there was nothing to undo.
        listed(list[GivenVerdict]): the answers that were asked for, newest first.
    """

    judged = Signal(list)
    undone = Signal(list)
    listed = Signal(list)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        # The newest answer before each batch. Used on the short lane alone, so by one at a time.
        self._before: list[int] = []

    def judge(self, findings: Sequence[FindingId], verdict: Verdict) -> None:
        """Keep `verdict` of each."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            newest = self._desk.session.findings.verdict_history(at_most=1)
            self._before.append(newest[0].number if newest else 0)
            for finding in findings:
                yield self._desk.session.findings.judge(finding, verdict)

        self._keep(work, self.judged)

    def undo(self) -> None:
        """Take back the newest batch of answers; one answer if it is from an earlier day."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            answers = self._desk.session.findings.verdict_history()
            batch = answers[:1]
            while self._before:
                before = self._before.pop()
                # Empty where it repeated what held already, or was taken back from the list.
                if since := [one for one in answers if one.number > before]:
                    batch = since
                    break
            if batch:
                yield from self._desk.session.findings.undo_back_to(batch[-1].number)

        self._keep(work, self.undone)

    def undo_back_to(self, answer: int) -> None:
        """Take back the answer of this number, and every newer one."""

        def work(_report: Report, _cancel: CancelToken) -> Iterator[Finding]:
            yield from self._desk.session.findings.undo_back_to(answer)

        self._keep(work, self.undone)

    def list(self) -> None:
        """Read the answers that can be taken back; those given just before are among them."""
        self._desk.jobs.ask(
            self._desk.session.findings.verdict_history, then=self.listed.emit, lane=SHORT
        )

    def _keep(self, work: Work[Finding], told: SignalInstance) -> None:
        changed: list[Finding] = []
        self._desk.jobs.follow(
            work,
            each=changed.append,
            ended=lambda: told.emit(changed),
            lane=SHORT,
        )
