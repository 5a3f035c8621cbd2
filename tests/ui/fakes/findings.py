"""What was found in the fake session, and what a test says that verdicts teach."""

from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from exposure_app.domain import errors
from exposure_app.domain.faces import Template, TemplateId
from exposure_app.domain.findings import (
    Band,
    BandChange,
    Finding,
    FindingId,
    GivenVerdict,
    State,
    Verdict,
)
from exposure_app.domain.photos import Offer
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.gallery.calibration.threshold import Calibration, Curve
from exposure_app.resources import resource
from tests.ui.album import context_jpeg, face_jpeg
from tests.ui.scripted import NOW, Scripted

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession

_BETWEEN = timedelta(seconds=40)
"""From one verdict to the next."""


class FakeFindings:
    """The same verbs as `exposure_app.session.findings.finding_verbs.FindingVerbs`.

    known: what was found. moves: what each coming `reconsider` moves: from a finding to its band
    after, None for gone.
    offered: the findings that would make a good photo once they are confirmed.
    """

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self.known: dict[FindingId, Finding] = {}
        self.moves: deque[dict[FindingId, Band | None]] = deque()
        self.offered: set[FindingId] = set()
        self.reconsidered: list[str] = []
        self._copies: dict[str, str] = {}
        self._answers: list[tuple[int, FindingId, Verdict, datetime]] = []
        self._given = 0

    def all(
        self,
        *,
        subject: str | None = None,
        band: Band | None = None,
        state: State | None = None,
    ) -> list[Finding]:
        self._session.check_open()
        kept = [
            one
            for one in self.known.values()
            if subject in {None, one.subject}
            and band in {None, one.band}
            and state in {None, one.state}
        ]
        return sorted(kept, key=lambda one: -one.score)

    def crop_jpeg(self, finding: FindingId) -> bytes:
        if finding not in self.known:
            raise errors.NoSuchFinding(finding)
        return face_jpeg(self._copies[finding])

    def context_jpeg(self, finding: FindingId) -> bytes:
        return context_jpeg(self._copies[finding])

    def curve(self, _finding: Finding) -> Curve:
        return Calibration.load(resource("models/yunet-sface/calibration.json")).curve()

    # --- verdicts ------------------------------------------------------------------------------

    def judge(self, finding: FindingId, verdict: Verdict) -> Finding:
        if finding not in self.known:
            raise errors.NoSuchFinding(finding)
        if self.known[finding].verdict is not verdict:
            self._given += 1
            self._answers.append((self._given, finding, verdict, NOW + self._given * _BETWEEN))
        return self._answered(finding)

    def undo_verdict(self) -> Finding | None:
        here = self.verdict_history()
        return self.undo_back_to(here[0].number)[0] if here else None

    def verdict_history(self, *, at_most: int | None = None) -> list[GivenVerdict]:
        given = [
            GivenVerdict(number, self.known[finding], verdict, at)
            for number, finding, verdict, at in reversed(self._answers)
            if finding in self.known
        ]
        return given[:at_most]

    def undo_back_to(self, number: int) -> list[Finding]:
        undone = [one for one in self.verdict_history() if one.number >= number]
        if not undone or undone[-1].number != number:
            raise errors.NoSuchVerdict(number)
        numbers = {one.number for one in undone}
        self._answers = [one for one in self._answers if one[0] not in numbers]
        return [self._answered(one) for one in dict.fromkeys(one.finding.id for one in undone)]

    def _answered(self, finding: FindingId) -> Finding:
        """The finding with the answer that holds."""
        said = [verdict for _number, of, verdict, _at in self._answers if of == finding]
        holds = said[-1] if said else None
        self.known[finding] = replace(self.known[finding], verdict=holds, state=State.after(holds))
        return self.known[finding]

    # --- what verdicts teach -------------------------------------------------------------------

    def offer(self, finding: FindingId) -> Offer | None:
        found = self.finding(finding)
        if found.verdict is not Verdict.ME or finding not in self.offered:
            return None
        return Offer(finding, found.subject, "", len(self._session.people.templates(found.subject)))

    def enrol(self, finding: FindingId, *, era: str = "") -> Template:
        found = self.finding(finding)
        if found.verdict is not Verdict.ME:
            raise errors.NotConfirmed(finding)
        return self._session.people.add_template(
            found.subject, self.crop_jpeg(finding), era, found.image_sha256
        )

    def reconsider(self, subject: str, *, report: Report, cancel: CancelToken) -> list[BandChange]:
        self._session.people.subject(subject)
        cancel.check()
        self.reconsidered.append(subject)
        report(Progress("pictures", 1, 1))
        moves = self.moves.popleft() if self.moves else {}
        changes = []
        for finding, after in moves.items():
            before = self.finding(finding)
            if before.state is State.NEW and before.band is not after:
                moved = replace(before, band=after) if after else before
                self.put(moved, is_gone=after is None)
                changes.append(BandChange(moved, before.band, after))
        return changes

    # --- of the fake alone ---------------------------------------------------------------------

    def keep(self, scripted: Scripted) -> Finding:
        """Put a finding in the vault, as an audit does."""
        template = (
            self._session.people.photos[0].id if self._session.people.photos else TemplateId("")
        )
        before = self.known.get(scripted.finding.id)
        found = replace(scripted.finding, template=template)
        if before:
            found = replace(found, verdict=before.verdict, state=before.state)
        self.known[found.id] = found
        self._copies[found.id] = scripted.copy
        return found

    def finding(self, finding: FindingId) -> Finding:
        """One finding as it stands."""
        if finding not in self.known:
            raise errors.NoSuchFinding(finding)
        return self.known[finding]

    def put(self, finding: Finding, *, is_gone: bool = False) -> None:
        """Change one finding, or drop it."""
        self.known[finding.id] = finding
        if is_gone:
            del self.known[finding.id]

    def forget_person(self, name: str) -> int:
        """Drop what was found of somebody; how many that were."""
        before = len(self.known)
        self.known = {k: f for k, f in self.known.items() if f.subject != name}
        return before - len(self.known)
