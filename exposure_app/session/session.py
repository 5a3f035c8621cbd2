"""The seam both front ends share: the product's verbs, and nothing of what is behind them.

Methods may be called from any thread; of those that write for long (`enrol`, `audit`) run one at
a time.
"""

import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType

from exposure_app.crawl.locator import recognise
from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.errors import (
    NobodyEnrolled,
    NoSuchSource,
    NoSuchSubject,
    NothingToAudit,
    NothingToReport,
    SourceExists,
)
from exposure_app.domain.faces import Box, Template, TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, State, Verdict
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.faces.enrol import faces_in
from exposure_app.faces.pack import ModelPack, default_pack, packs
from exposure_app.faces.recogniser import Recogniser, open_recogniser
from exposure_app.gallery.identify import Identifier
from exposure_app.net.fetcher import Fetcher
from exposure_app.paths import Home
from exposure_app.report.export import write
from exposure_app.session.auditing import AuditRun
from exposure_app.session.checks import Check, check_all
from exposure_app.session.enrolling import enrol, read_photo
from exposure_app.session.profile import erase_home
from exposure_app.session.wiring import USER_AGENT, audit_steps, calibration_of, workers
from exposure_app.settings import Settings
from exposure_app.vault.keys import KeyStore
from exposure_app.vault.vault import Vault

TOTAL_S = 30.0
"""The longest one page or picture may take, headers and body, in seconds."""

AskPassphrase = Callable[[bool], str | None]
"""Called with True when a new vault needs its passphrase chosen; None means the user declined."""


@dataclass(frozen=True, slots=True)
class OfferedFace:
    """One face of a photo, for the user to pick theirs. `number` counts from 1, left to right."""

    number: int
    box: Box
    picture_jpeg: bytes


class Session:
    """One profile, opened. Close it, or use it in a `with` statement."""

    def __init__(self, home: Home, vault: Vault) -> None:
        self._home = home
        self._vault = vault
        self._opened: Recogniser | None = None
        self._opening = Lock()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @classmethod
    def open(
        cls, home: Home, *, ask_passphrase: AskPassphrase, keys: KeyStore | None = None
    ) -> "Session":
        """Open the vault of `home`, making one if there is none.

        Args:
            keys: where the vault's key lives; None means this computer's keychain if it has one
                we trust, else a passphrase.

        Raises:
            VaultError: any of its kinds; nothing was changed.
        """
        vault = Vault.open(home.data, keys=keys, ask_passphrase=ask_passphrase)
        return cls(home, vault)

    def close(self) -> None:
        """Let go of the vault. Safe to call twice."""
        self._vault.close()

    # --- you -----------------------------------------------------------------------------------

    def faces_in(self, photo: Path) -> list[OfferedFace]:
        """The faces of a photo, left to right, without enrolling anybody.

        Raises:
            UnreadablePhoto: not a picture we can read.
        """
        return [
            OfferedFace(face.number, face.box, face.picture_jpeg)
            for face in faces_in(read_photo(photo), photo.name, self._recogniser())
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
        """Turn photos (files or folders) into templates of `subject`, one item per photo.

        Args:
            face: which face of a group photo is theirs, as `OfferedFace.number`.

        A `Skipped` names the photo by its path and says why it was refused.
        """
        return enrol(
            photos, self._vault, self._recogniser(),
            name=subject, consent=consent, era=era, face=face, report=report, cancel=cancel,
        )  # fmt: skip

    def subjects(self) -> list[Subject]:
        """Everyone enrolled, oldest first."""
        return self._vault.subjects.all()

    def templates(self, subject: str) -> list[Template]:
        """The enrolled photos of a subject, oldest first.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        return self._vault.templates.of(self._subject(subject).id)

    def remove_template(self, template: TemplateId) -> None:
        """Forget one enrolled photo."""
        self._vault.templates.remove(template)

    def remove_subject(self, name: str) -> None:
        """Forget a person: templates, findings, verdicts, crops.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        self._vault.subjects.remove(self._subject(name).id)

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
        """Add a place to look. `kind` is recognised from `locator` if None.

        Raises:
            NotALocator: neither an http(s) address nor an existing folder or picture.
            SourceExists: this place is a source already.
        """
        canonical, recognised = recognise(locator, kind)
        if any(canonical == source.locator for source in self._vault.sources.all()):
            raise SourceExists(canonical)
        source = Source(
            id=SourceId(uuid.uuid4().hex[:8]),
            locator=canonical,
            kind=recognised,
            footing=footing,
            added_at=datetime.now(UTC),
            note=note,
            budget=budget or Budget(),
            allow_private=allow_private,
        )
        self._vault.sources.add(source)
        return source

    def sources(self) -> list[Source]:
        """Every place, oldest first."""
        return self._vault.sources.all()

    def remove_source(self, source: SourceId) -> None:
        """Forget a place and what was found only there.

        Raises:
            NoSuchSource: no source has this id.
        """
        if self._vault.sources.get(source) is None:
            raise NoSuchSource(source)
        self._vault.sources.remove(source)

    # --- audit ---------------------------------------------------------------------------------

    def audit(
        self, sources: Sequence[SourceId] = (), *, report: Report, cancel: CancelToken
    ) -> Iterator[Finding | Skipped]:
        """Look at every picture of the sources (all if none is named).

        Yields a `Finding` each time one is new or changed (already kept in the vault when it is
        yielded) and a `Skipped` for each gap. `report` hears the stages "pages" (fetched),
        "pictures" (looked at; total is how many were referenced so far).

        Raises:
            NobodyEnrolled, NothingToAudit, NoSuchSource: before anything is fetched.
            Cancelled: after a stop; what was yielded is kept, and so is the coverage.
        """
        wanted = self._wanted(sources)
        recogniser = self._recogniser()
        calibration = calibration_of(recogniser.pack)
        identifier = Identifier(self._vault.templates.of(None, recogniser.model), calibration)
        if not identifier.references:
            raise NobodyEnrolled
        requests: deque[RequestRecord] = deque()
        run = AuditRun(self._vault, identifier, calibration, requests)
        with Fetcher(user_agent=USER_AGENT, record=requests.append, total_s=TOTAL_S) as fetcher:
            steps = audit_steps(self._vault, recogniser, identifier, fetcher, cancel)
            yield from run.run(wanted, steps, workers=workers(), report=report, cancel=cancel)

    def last_audit(self) -> AuditSummary | None:
        """The newest audit, complete or not, with all findings of the vault; None before any."""
        summary = self._vault.audits.last()
        return summary and replace(summary, findings=tuple(self._vault.findings.all()))

    # --- findings ------------------------------------------------------------------------------

    def findings(
        self,
        *,
        subject: str | None = None,
        band: Band | None = None,
        state: State | None = None,
    ) -> list[Finding]:
        """Findings, strongest first, narrowed by any of the three."""
        return self._vault.findings.all(subject=subject, band=band, state=state)

    def judge(self, finding: FindingId, verdict: Verdict) -> Finding:
        """Keep the person's verdict; return the finding as it now stands.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        self._vault.verdicts.judge(finding, verdict, datetime.now(UTC))
        return self._vault.findings.get(finding)

    def undo_verdict(self) -> Finding | None:
        """Take back the newest verdict not yet undone; None if there is none."""
        undone = self._vault.verdicts.undo()
        return self._vault.findings.get(undone) if undone else None

    def crop_jpeg(self, finding: FindingId) -> bytes:
        """The found face with a margin, bystanders blurred, at most 256 px."""
        return self._vault.findings.crop(finding)

    def context_jpeg(self, finding: FindingId) -> bytes:
        """The whole found picture, bystanders blurred, at most 640 px."""
        return self._vault.findings.context(finding)

    def template_jpeg(self, template: TemplateId) -> bytes:
        """The enrolled photo's face, at most 256 px."""
        return self._vault.templates.picture(template)

    # --- choices -------------------------------------------------------------------------------

    def settings(self) -> Settings:
        """What is chosen now."""
        return Settings.of_words(self._vault.settings.all())

    def change_settings(self, settings: Settings) -> None:
        """Keep these choices; an audit that runs goes on as it began."""
        self._vault.settings.put(settings.words())

    # --- out, and trust ------------------------------------------------------------------------

    def write_report(self, path: Path, *, redacted: bool = False) -> None:
        """Write the newest audit and all findings; the suffix (.html, .csv, .json) says how.

        Args:
            redacted: leave out names, addresses and every face.

        Raises:
            NothingToReport, UnknownFormat, CannotWrite.
        """
        summary = self.last_audit()
        if summary is None:
            raise NothingToReport
        write(path, summary, self, redacted=redacted, measurement=calibration_of(default_pack()))

    def ledger(self) -> list[RequestRecord]:
        """Every request sent or refused, oldest first."""
        return self._vault.ledger.all()

    def models(self) -> list[ModelPack]:
        """The model packs that can be used here."""
        return list(packs())

    def self_check(self) -> list[Check]:
        """Try each part this program stands on: models, keychain, index, telemetry, folders."""
        return check_all(self._home, self._vault, self._recogniser)

    def erase(self) -> None:
        """Remove everything this profile keeps, the key first. The session is closed after."""
        self.close()
        erase_home(self._home)

    # --- behind the verbs ----------------------------------------------------------------------

    def _recogniser(self) -> Recogniser:
        """The models, opened at first need: the window's first paint does not wait for them."""
        with self._opening:
            if self._opened is None:
                self._opened = open_recogniser(default_pack(), self._home.cache)
            return self._opened

    def _subject(self, name: str) -> Subject:
        subject = self._vault.subjects.named(name)
        if subject is None:
            raise NoSuchSubject(name)
        return subject

    def _wanted(self, named: Sequence[SourceId]) -> list[Source]:
        known = {source.id: source for source in self._vault.sources.all()}
        if missing := [one for one in named if one not in known]:
            raise NoSuchSource(missing[0])
        if not known:
            raise NothingToAudit
        return [known[one] for one in named] or list(known.values())
