"""The open house: wires the parts, holds the vault, and offers the product's verbs.

The window and the command line are two faces of one `Session`; neither knows what is behind it.
Methods may be called from any thread; of those that write for long (`enrol`, `audit`) run one at
a time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.faces import Box, Template, TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, State, Verdict
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.paths import Home

AskPassphrase = Callable[[bool], str | None]
"""Called with True when a new vault needs its passphrase chosen; None means the user declined."""


@dataclass(frozen=True, slots=True)
class OfferedFace:
    """One face of a photo, for the user to pick theirs. `number` counts from 1, left to right."""

    number: int
    box: Box
    picture_jpeg: bytes


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the self-check. `name` is a machine word; `detail` a fact, never a sentence."""

    name: str
    is_ok: bool
    detail: str


class Session:
    """One profile, opened. Close it, or use it in a `with` statement."""

    @classmethod
    def open(cls, home: Home, *, ask_passphrase: AskPassphrase) -> "Session":
        """Open the vault of `home`, making one if there is none.

        Raises:
            VaultError: any of its kinds; nothing was changed.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the vault. Safe to call twice."""
        raise NotImplementedError

    # --- you -----------------------------------------------------------------------------------

    def faces_in(self, photo: Path) -> list[OfferedFace]:
        """The faces of a photo, left to right, without enrolling anybody.

        Raises:
            UnreadablePhoto: not a picture we can read.
        """
        raise NotImplementedError

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
        raise NotImplementedError

    def subjects(self) -> list[Subject]:
        """Everyone enrolled, oldest first."""
        raise NotImplementedError

    def templates(self, subject: str) -> list[Template]:
        """The enrolled photos of a subject, oldest first.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        raise NotImplementedError

    def remove_template(self, template: TemplateId) -> None:
        """Forget one enrolled photo."""
        raise NotImplementedError

    def remove_subject(self, name: str) -> None:
        """Forget a person: templates, findings, verdicts, crops.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        raise NotImplementedError

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
        raise NotImplementedError

    def sources(self) -> list[Source]:
        """Every place, oldest first."""
        raise NotImplementedError

    def remove_source(self, source: SourceId) -> None:
        """Forget a place and what was found only there.

        Raises:
            NoSuchSource: no source has this id.
        """
        raise NotImplementedError

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
        raise NotImplementedError

    def last_audit(self) -> AuditSummary | None:
        """The newest audit, complete or not, with all findings of the vault; None before any."""
        raise NotImplementedError

    # --- findings ------------------------------------------------------------------------------

    def findings(
        self,
        *,
        subject: str | None = None,
        band: Band | None = None,
        state: State | None = None,
    ) -> list[Finding]:
        """Findings, strongest first, narrowed by any of the three."""
        raise NotImplementedError

    def judge(self, finding: FindingId, verdict: Verdict) -> Finding:
        """Keep the person's verdict; return the finding as it now stands.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        raise NotImplementedError

    def undo_verdict(self) -> Finding | None:
        """Take back the newest verdict not yet undone; None if there is none."""
        raise NotImplementedError

    def crop_jpeg(self, finding: FindingId) -> bytes:
        """The found face with a margin, bystanders blurred, at most 256 px."""
        raise NotImplementedError

    def context_jpeg(self, finding: FindingId) -> bytes:
        """The whole found picture, bystanders blurred, at most 640 px."""
        raise NotImplementedError

    def template_jpeg(self, template: TemplateId) -> bytes:
        """The enrolled photo's face, at most 256 px."""
        raise NotImplementedError

    # --- out, and trust ------------------------------------------------------------------------

    def write_report(self, path: Path, *, redacted: bool = False) -> None:
        """Write the newest audit and all findings; the suffix (.html, .csv, .json) says how.

        Args:
            redacted: leave out names, addresses and every face.

        Raises:
            UnknownFormat, CannotWrite.
        """
        raise NotImplementedError

    def ledger(self) -> list[RequestRecord]:
        """Every request sent or refused, oldest first."""
        raise NotImplementedError

    def self_check(self) -> list[Check]:
        """Try each part this program stands on: models, keychain, index, telemetry, folders."""
        raise NotImplementedError

    def erase(self) -> None:
        """Remove everything this profile keeps, the key first. The session is closed after."""
        raise NotImplementedError
