"""A session without a vault, a network or models: what the window sees, and nothing behind it.

It keeps the promises that `tests/ui/session_contract.py` checks of the real one as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from exposure_app.domain import errors
from exposure_app.domain.coverage import AuditSummary, Coverage, Expectation, Gap
from exposure_app.domain.faces import TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, GivenVerdict, State, Verdict
from exposure_app.domain.outcomes import SourceOutcome
from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.domain.requests import LedgerFilter, RequestRecord
from exposure_app.domain.self_check import Check
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.gallery.calibration.threshold import Calibration, Curve
from exposure_app.resources import resource
from exposure_app.settings import Settings
from tests.ui.album import context_jpeg, face_jpeg
from tests.ui.fake_packs import FakePacks
from tests.ui.fake_places import FakePlaces
from tests.ui.fake_resemblance import FakeResemblance
from tests.ui.fake_storage import FakeStorage
from tests.ui.scripted import NOW, Hold, Scripted, finding, gap

_BETWEEN = timedelta(seconds=40)
"""From one answer to the next."""

__all__ = ["NOW", "FakeSession", "Hold", "Scripted", "finding", "gap"]


class FakeSession(FakePlaces):
    """The same verbs as `exposure_app.session.Session`, over lists in memory.

    script: what the next audit meets, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.resemblance = FakeResemblance(self)
        self.packs = FakePacks(self.findings, lambda: list(self._templates))
        self.script: list[Scripted | Skipped | Hold | Progress] = []
        self.records: list[RequestRecord] = []
        self.checks: list[Check] = [
            Check("models", is_ok=True, facts={"model": "yunet-sface", "n": 128})
        ]
        self.is_erased = False
        self.storage = FakeStorage()
        self.written: list[tuple[Path, bool]] = []
        self._copies: dict[str, str] = {}
        self._answers: list[tuple[int, FindingId, Verdict, datetime]] = []
        self._given = 0
        self._last: AuditSummary | None = None
        self._settings = Settings()

    def close(self) -> None:
        self.is_closed = True

    # --- audit ---------------------------------------------------------------------------------

    def audit(
        self, sources: Sequence[SourceId] = (), *, report: Report, cancel: CancelToken
    ) -> Iterator[Finding | Skipped]:
        if not self._templates:
            raise errors.NobodyEnrolled
        if not self._sources:
            raise errors.NothingToAudit
        known = {one.id for one in self._sources}
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
                    yield self.keep(step)
            is_complete = True
        finally:
            gone = Counter(one.why for one in gaps)
            for source in sources or known:
                self.rounds.outcomes_of[source] = SourceOutcome(
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

    def keep(self, scripted: Scripted) -> Finding:
        """Put a finding in the vault, as an audit does."""
        template = self._templates[0].id if self._templates else TemplateId("")
        before = self._findings.get(scripted.finding.id)
        found = replace(scripted.finding, template=template)
        if before:
            found = replace(found, verdict=before.verdict, state=before.state)
        self._findings[found.id] = found
        self._copies[found.id] = scripted.copy
        return found

    def expectation(self) -> Expectation:
        return Expectation(93, {Band.POSSIBLY: 0.9, Band.LOOKS_LIKE_YOU: 0.02}, is_guess=False)

    def last_audit(self) -> AuditSummary | None:
        self._check_open()
        return self._last and replace(self._last, findings=tuple(self.findings()))

    # --- findings ------------------------------------------------------------------------------

    def findings(
        self,
        *,
        subject: str | None = None,
        band: Band | None = None,
        state: State | None = None,
    ) -> list[Finding]:
        self._check_open()
        kept = [
            one
            for one in self._findings.values()
            if subject in {None, one.subject}
            and band in {None, one.band}
            and state in {None, one.state}
        ]
        return sorted(kept, key=lambda one: -one.score)

    def judge(self, finding: FindingId, verdict: Verdict) -> Finding:
        if finding not in self._findings:
            raise errors.NoSuchFinding(finding)
        if self._findings[finding].verdict is not verdict:
            self._given += 1
            self._answers.append((self._given, finding, verdict, NOW + self._given * _BETWEEN))
        return self._answered(finding)

    def undo_verdict(self) -> Finding | None:
        here = self.answers()
        return self.undo_back_to(here[0].number)[0] if here else None

    def answers(self, *, at_most: int | None = None) -> list[GivenVerdict]:
        given = [
            GivenVerdict(number, self._findings[finding], verdict, at)
            for number, finding, verdict, at in reversed(self._answers)
            if finding in self._findings
        ]
        return given[:at_most]

    def undo_back_to(self, number: int) -> list[Finding]:
        undone = [one for one in self.answers() if one.number >= number]
        if not undone or undone[-1].number != number:
            raise errors.NoSuchVerdict(number)
        numbers = {one.number for one in undone}
        self._answers = [one for one in self._answers if one[0] not in numbers]
        return [self._answered(one) for one in dict.fromkeys(one.finding.id for one in undone)]

    def _answered(self, finding: FindingId) -> Finding:
        """The finding with the answer that holds."""
        said = [verdict for _number, of, verdict, _at in self._answers if of == finding]
        holds = said[-1] if said else None
        self._findings[finding] = replace(
            self._findings[finding], verdict=holds, state=State.after(holds)
        )
        return self._findings[finding]

    def finding(self, finding: FindingId) -> Finding:
        """One finding as it stands."""
        if finding not in self._findings:
            raise errors.NoSuchFinding(finding)
        return self._findings[finding]

    def put_finding(self, finding: Finding, *, is_gone: bool = False) -> None:
        """Change one finding, or drop it."""
        self._findings[finding.id] = finding
        if is_gone:
            del self._findings[finding.id]

    def crop_jpeg(self, finding: FindingId) -> bytes:
        if finding not in self._findings:
            raise errors.NoSuchFinding(finding)
        return face_jpeg(self._copies[finding])

    def context_jpeg(self, finding: FindingId) -> bytes:
        return context_jpeg(self._copies[finding])

    def template_jpeg(self, template: TemplateId) -> bytes:
        return next((t.picture_jpeg for t in self._templates if t.id == template), b"")

    # --- choices -------------------------------------------------------------------------------

    def curve(self, _finding: Finding) -> Curve:
        return Calibration.load(resource("models/yunet-sface/calibration.json")).curve()

    def settings(self) -> Settings:
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        self._settings = settings

    # --- out, and trust ------------------------------------------------------------------------

    def write_report(self, path: Path, *, redacted: bool = False) -> None:
        if path.suffix not in {".html", ".csv", ".json"}:
            raise errors.UnknownFormat(str(path))
        path.write_text("a report", "utf-8")
        self.written.append((path, redacted))

    def ledger(self, wanted: LedgerFilter | None = None) -> list[RequestRecord]:
        return [one for one in self.records if wanted is None or wanted.keeps(one)]

    def write_ledger(self, path: Path, wanted: LedgerFilter | None = None) -> None:
        if path.suffix not in {".csv", ".json"}:
            raise errors.UnknownFormat(str(path))
        path.write_text("".join(f"{one.url}\n" for one in self.ledger(wanted)), "utf-8")

    def self_check(self) -> list[Check]:
        return list(self.checks)

    def erase(self) -> Receipt:
        self.is_closed = self.is_erased = True
        gone = Holdings(photos=len(self._templates), findings=len(self._findings))
        return Receipt("", gone, NOW, files=3, is_key_gone=True)
