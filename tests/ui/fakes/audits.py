"""Audits of the fake session: each meets what a test wrote down beforehand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from exposure_app.domain import errors
from exposure_app.domain.coverage import AuditSummary, Coverage, Expectation, Gap
from exposure_app.domain.findings import Band, Finding
from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from tests.ui.scripted import NOW, Hold, Scripted

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession


class FakeAudits:
    """The same verbs as `exposure_app.session.audit.audit_verbs.AuditVerbs`.

    script: what the next audit meets, in order.
    """

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self.script: list[Scripted | Skipped | Hold | Progress] = []
        self._last: AuditSummary | None = None

    def run(
        self, sources: Sequence[SourceId] = (), *, report: Report, cancel: CancelToken
    ) -> Iterator[Finding | Skipped]:
        if not self._session.people.photos:
            raise errors.NobodyEnrolled
        known = {one.id for one in self._session.sources.all()}
        if not known:
            raise errors.NothingToAudit
        if unknown := [one for one in sources if one not in known]:
            raise errors.NoSuchSource(unknown[0])
        gaps: list[Gap] = []
        done, is_complete = 0, False
        try:
            for step in self.script:
                cancel.check()
                if isinstance(step, Hold):
                    step.reached.set()
                    while not step.go_on.is_set():
                        cancel.sleep(0.005)
                    continue
                if isinstance(step, Progress):
                    report(step)
                    continue
                done += 1
                report(Progress("pages", done))
                report(Progress("pictures", done, len(self.script)))
                if isinstance(step, Skipped):
                    gaps.append(step.gap)
                    yield step
                else:
                    yield self._session.findings.keep(step)
            is_complete = True
        finally:
            gone = Counter(one.why for one in gaps)
            for source in sources or known:
                self._session.sources.outcomes_of[source] = SourceOutcome(
                    source, done, done - len(gaps), NOW, is_complete, gone
                )
            self._last = AuditSummary(
                started_at=NOW,
                seconds=1.0,
                is_complete=is_complete,
                coverage=Coverage(done, done, done, done - len(gaps), 0, done - len(gaps), 0),
                gaps=tuple(gaps),
                expected_false_alarms={
                    Band.POSSIBLY: 0.9, Band.LOOKS_LIKE_YOU: 0.02, Band.VERY_LIKELY: 0.001,
                },
            )  # fmt: skip

    def expectation(self) -> Expectation:
        return Expectation(93, {Band.POSSIBLY: 0.9, Band.LOOKS_LIKE_YOU: 0.02}, is_guess=False)

    def last(self) -> AuditSummary | None:
        self._session.check_open()
        return self._last and replace(self._last, findings=tuple(self._session.findings.all()))
