"""A session without a vault, a network or models: what the window sees, and nothing behind it.

It keeps the promises that `tests/ui/session_contract.py` checks of the real one as well.
"""

import hashlib
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from exposure_app.domain import errors
from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.domain.faces import Box, Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, Place, State, Verdict
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.session import Check, OfferedFace
from tests.ui.album import context_jpeg, face_jpeg

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)


@dataclass
class Hold:
    """A step of a scripted audit that lasts until the test lets it go on."""

    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)


def finding(
    name: str,
    *,
    band: Band = Band.LOOKS_LIKE_YOU,
    subject: str = "me",
    copy: str = "as it is",
    pages: Sequence[str] = ("https://example.org/team",),
) -> "Scripted":
    """A finding as an audit would yield it, with the picture that shows it."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    score = {Band.POSSIBLY: 0.38, Band.LOOKS_LIKE_YOU: 0.52, Band.VERY_LIKELY: 0.71}[band]
    places = tuple(
        Place(page, f"{page}/{name}.jpg", NOW - timedelta(days=3 * n), NOW)
        for n, page in enumerate(pages)
    )
    found = Finding(
        id=FindingId(digest[:12]),
        subject=subject,
        band=band,
        score=score,
        state=State.NEW,
        verdict=None,
        image_sha256=digest,
        picture_size=(1200, 800),
        box=Box(400, 200, 520, 350),
        template=TemplateId(""),
        places=places,
    )
    return Scripted(found, copy)


@dataclass(frozen=True)
class Scripted:
    finding: Finding
    copy: str


def gap(why: type[errors.GapError], url: str, **facts: object) -> Skipped:
    return Skipped(url, why(url, **facts))


class FakeSession:
    """The same verbs as `exposure_app.session.Session`, over lists in memory.

    script: what the next audit meets, in order.
    """

    def __init__(self) -> None:
        self.script: list[Scripted | Skipped | Hold] = []
        self.records: list[RequestRecord] = []
        self.checks: list[Check] = [Check("models", is_ok=True, detail="yunet-sface")]
        self.is_closed = False
        self.is_erased = False
        self.written: list[tuple[Path, bool]] = []
        self._subjects: dict[str, Subject] = {}
        self._templates: list[Template] = []
        self._sources: list[Source] = []
        self._findings: dict[FindingId, Finding] = {}
        self._copies: dict[str, str] = {}
        self._undo: list[Finding] = []
        self._last: AuditSummary | None = None

    def close(self) -> None:
        self.is_closed = True

    def _check_open(self) -> None:
        if self.is_closed:
            raise ValueError("the vault is closed")

    # --- you -----------------------------------------------------------------------------------

    def faces_in(self, photo: Path) -> list[OfferedFace]:
        if "broken" in photo.name:
            raise errors.UnreadablePhoto(photo.name)
        copies = ["as it is", "mirrored", "grey"]
        return [
            OfferedFace(n, Box(10 * n, 10, 10 * n + 8, 20), face_jpeg(copy))
            for n, copy in enumerate(copies, start=1)
        ]

    def enrol(
        self,
        photos: Iterable[Path],
        *,
        subject: str = "me",
        consent: Consent = Consent.SELF,
        era: str = "",
        face: int | None = None,
        report: Report,
        cancel: CancelToken,
    ) -> Iterator[Template | Skipped]:
        files = [file for photo in photos for file in _files(photo)]
        for done, file in enumerate(files, start=1):
            cancel.check()
            try:
                template = self._template(file, subject, consent, era, face)
            except errors.EnrolmentError as why:
                yield Skipped(str(file), why)
            else:
                yield template
            report(Progress("photos", done, len(files)))

    def _template(
        self, file: Path, name: str, consent: Consent, era: str, face: int | None
    ) -> Template:
        if not file.is_file() or "broken" in file.name:
            raise errors.UnreadablePhoto(file.name)
        if "noface" in file.name:
            raise errors.NoFaceFound(file.name)
        if "blurred" in file.name:
            raise errors.PoorPhoto(file.name, "blurred")
        if "group" in file.name and face is None:
            raise errors.SeveralFacesFound(file.name, 3)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        subject = self._subjects.get(name)
        if subject is None:
            subject = Subject(SubjectId(uuid.uuid4().hex), name, consent, NOW)
        self._subjects[name] = replace(subject, templates=subject.templates + 1)
        copy = next((c for c in ("mirrored", "grey", "warm", "pale") if c in file.name), "as it is")
        template = Template(
            id=TemplateId(uuid.uuid4().hex),
            subject=subject.id,
            era=era,
            embedding=Embedding(np.eye(128, dtype=np.float32)[len(self._templates) % 128], "fake"),
            photo_sha256=digest,
            picture_jpeg=face_jpeg(copy),
            enrolled_at=NOW,
        )
        self._templates.append(template)
        return template

    def subjects(self) -> list[Subject]:
        self._check_open()
        return list(self._subjects.values())

    def templates(self, subject: str) -> list[Template]:
        if subject not in self._subjects:
            raise errors.NoSuchSubject(subject)
        return [t for t in self._templates if t.subject == self._subjects[subject].id]

    def remove_template(self, template: TemplateId) -> None:
        self._templates = [one for one in self._templates if one.id != template]

    def remove_subject(self, name: str) -> None:
        if name not in self._subjects:
            raise errors.NoSuchSubject(name)
        gone = self._subjects.pop(name)
        self._templates = [one for one in self._templates if one.subject != gone.id]
        self._findings = {k: f for k, f in self._findings.items() if f.subject != name}

    # --- places --------------------------------------------------------------------------------

    def add_source(
        self,
        locator: str,
        footing: Footing,
        *,
        kind: Kind | None = None,
        note: str = "",
        budget: Budget | None = None,
        allow_private: bool = False,
    ) -> Source:
        is_web = locator.startswith(("http://", "https://"))
        if not is_web and not Path(locator).exists():
            raise errors.NotALocator(locator)
        if any(one.locator == locator for one in self._sources):
            raise errors.SourceExists(locator)
        source = Source(
            id=SourceId(uuid.uuid4().hex[:8]),
            locator=locator,
            kind=kind or (Kind.WEB_SITE if is_web else Kind.FOLDER),
            footing=footing,
            added_at=NOW,
            note=note,
            budget=budget or Budget(),
            allow_private=allow_private,
        )
        self._sources.append(source)
        return source

    def sources(self) -> list[Source]:
        self._check_open()
        return list(self._sources)

    def remove_source(self, source: SourceId) -> None:
        if all(one.id != source for one in self._sources):
            raise errors.NoSuchSource(source)
        self._sources = [one for one in self._sources if one.id != source]

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
                done += 1
                report(Progress("pages", done))
                report(Progress("pictures", done, len(self.script)))
                if isinstance(step, Skipped):
                    gaps.append(Gap(step.url, step.why.word, step.why.detail))
                    yield step
                else:
                    yield self.keep(step)
            is_complete = True
        finally:
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
        before = self._findings.get(finding)
        if before is None:
            raise errors.NoSuchFinding(finding)
        self._undo.append(before)
        after = replace(before, verdict=verdict, state=State.after(verdict))
        self._findings[finding] = after
        return after

    def undo_verdict(self) -> Finding | None:
        if not self._undo:
            return None
        before = self._undo.pop()
        self._findings[before.id] = before
        return before

    def crop_jpeg(self, finding: FindingId) -> bytes:
        if finding not in self._findings:
            raise errors.NoSuchFinding(finding)
        return face_jpeg(self._copies[finding])

    def context_jpeg(self, finding: FindingId) -> bytes:
        return context_jpeg(self._copies[finding])

    def template_jpeg(self, template: TemplateId) -> bytes:
        return next((t.picture_jpeg for t in self._templates if t.id == template), b"")

    # --- out, and trust ------------------------------------------------------------------------

    def write_report(self, path: Path, *, redacted: bool = False) -> None:
        if path.suffix not in {".html", ".csv", ".json"}:
            raise errors.UnknownFormat(str(path))
        path.write_text("a report", "utf-8")
        self.written.append((path, redacted))

    def ledger(self) -> list[RequestRecord]:
        return list(self.records)

    def self_check(self) -> list[Check]:
        return list(self.checks)

    def erase(self) -> None:
        self.is_closed = self.is_erased = True


def _files(photo: Path) -> list[Path]:
    return sorted(photo.iterdir()) if photo.is_dir() else [photo]
