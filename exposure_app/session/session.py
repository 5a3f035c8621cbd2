"""The seam both front ends share: the product's verbs, and nothing of what is behind them.

Methods may be called from any thread; of those that write for long (`enrol`, `audit`) run one at
a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.coverage import AuditSummary, Expectation
from exposure_app.domain.errors import (
    NobodyEnrolled,
    NoSuchPhoto,
    NothingToReport,
    PackGone,
)
from exposure_app.domain.faces import Box, Template, TemplateId
from exposure_app.domain.findings import Band, Finding, FindingId, State
from exposure_app.domain.images import Pixels
from exposure_app.domain.photos import Photo
from exposure_app.domain.receipts import Receipt
from exposure_app.domain.requests import LedgerFilter, RequestRecord
from exposure_app.domain.self_check import Check
from exposure_app.domain.sources import SourceId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.faces.models.pack import ModelPack
from exposure_app.faces.recognition.enrolment import faces_in
from exposure_app.gallery.calibration.threshold import Curve
from exposure_app.paths import Home
from exposure_app.report.document.blocks import ReportDocument
from exposure_app.report.export import write, write_ledger
from exposure_app.session.audit.kept_faces_writer import KeptFacesWriter
from exposure_app.session.audit.looker import Looker
from exposure_app.session.audit.readers import reader_of_sources
from exposure_app.session.audit.run import AuditRun
from exposure_app.session.findings.kept_search import KeptSearch
from exposure_app.session.findings.resemblance import Resemblance
from exposure_app.session.findings.verdicts import Answering
from exposure_app.session.identification.identifier import (
    calibration_of,
    enrolment_norm,
    identifier_of,
)
from exposure_app.session.people.camera import camera_pictures
from exposure_app.session.people.consent import agreed, check_agreed
from exposure_app.session.people.enrolment import Enrolment, enrol, odd_photos, read_photo
from exposure_app.session.profile.files import erase_home
from exposure_app.session.profile.self_check import check_all
from exposure_app.session.sources.ownership import proved_again
from exposure_app.session.sources.schedules import SourceSchedules
from exposure_app.session.sources.sources import Places
from exposure_app.session.work.effort import Effort
from exposure_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class OfferedFace:
    """One face of a photo, for the user to pick theirs. `number` counts from 1, left to right."""

    number: int
    box: Box
    picture_jpeg: bytes


class Session(Places, Answering):
    """One profile, opened. Close it, or use it in a `with` statement."""

    def __init__(self, home: Home, vault: Vault) -> None:
        super().__init__(home, vault)
        self.rounds = SourceSchedules(vault)
        self.resemblance = Resemblance(vault, self._recogniser, self._anchors, self.settings)
        self.kept = KeptSearch(vault, self._recogniser, self.packs.active, self._anchors)

    # --- you -----------------------------------------------------------------------------------

    def camera(self, *, cancel: CancelToken) -> Iterator[Pixels]:
        """What this computer's camera sees, until it is stopped; nothing of it is kept.

        Raises:
            NoCamera: there is none, or no leave to use it.
        """
        return camera_pictures(cancel=cancel)

    def faces_in(self, photo: Photo) -> list[OfferedFace]:
        """The faces of a photo, left to right, without enrolling anybody.

        Raises:
            UnreadablePhoto: not a picture we can read.
        """
        untrusted_body = read_photo(photo)
        with Decoder() as decoder:
            faces = faces_in(untrusted_body, photo.name, self._recogniser(), decoder.decode)
        return [OfferedFace(face.number, face.box, face.picture_jpeg) for face in faces]

    def enrol(
        self,
        photos: Iterable[Photo],
        *,
        subject: str = "me",
        consent: Consent = Consent.SELF,
        guardian: str = "",
        until: datetime | None = None,
        era: str = "",
        face: int | None = None,
        report: Report,
        cancel: CancelToken,
    ) -> Iterator[Template | Skipped]:
        """Turn photos (files, folders, or in memory) into templates of `subject`, one item each.

        Args:
            guardian: who agreed for a child, needed with `Consent.GUARDIAN`.
            until: when the consent ends; None if it holds until it is taken back.
            face: which face of a group photo is theirs, as `OfferedFace.number`.

        A `Skipped` names the photo by its path and says why it was refused.

        Raises:
            GuardianNotNamed, ConsentEnded: before any photo is read.
        """
        agreement = agreed(self._vault, subject, consent, guardian, until)
        recogniser = self._recogniser()
        min_norm = enrolment_norm(calibration_of(recogniser.pack))
        enrolment = Enrolment(self._vault, recogniser, agreement, era, min_norm)
        return enrol(photos, enrolment, face=face, report=report, cancel=cancel)

    def subjects(self) -> list[Subject]:
        """Everyone enrolled, oldest first."""
        return self._vault.subjects.all()

    def templates(self, subject: str) -> list[Template]:
        """The enrolled photos of a subject, oldest first.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        return self._vault.templates.of(self._subject(subject).id)

    def odd_photos(self, subject: str) -> list[TemplateId]:
        """Which of a subject's photos are unlike the others of their era: perhaps not theirs.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        of = self._subject(subject).id
        try:
            # Only what one model saw can be compared.
            return odd_photos(self._vault.templates.of(of, self.packs.active().model))
        except PackGone:
            return []

    def remove_template(self, template: TemplateId) -> None:
        """Forget one enrolled photo."""
        self._vault.templates.remove(template)

    def forget_photo(self, subject: str, template: TemplateId) -> None:
        """Forget one enrolled photo of a subject.

        Raises:
            NoSuchSubject: nobody of this name.
            NoSuchPhoto: they have no photo of this id.
        """
        if all(template != one.id for one in self.templates(subject)):
            raise NoSuchPhoto(template)
        self.remove_template(template)

    def remove_subject(self, name: str) -> Receipt:
        """Forget a person: templates, findings, verdicts, crops; return what went.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        subject = self._subject(name).id
        going = self._vault.holdings(subject)
        self._vault.subjects.remove(subject)
        return Receipt(name, going, datetime.now(UTC))

    # --- audit ---------------------------------------------------------------------------------

    def audit(
        self, sources: Sequence[SourceId] = (), *, report: Report, cancel: CancelToken
    ) -> Iterator[Finding | Skipped]:
        """Look at every picture of the sources (all if none is named).

        Yields a `Finding` each time one is new or changed (already kept in the vault when it is
        yielded) and a `Skipped` for each gap. `report` hears the stages "pages" (fetched),
        "pictures" (looked at; total is how many were referenced so far), and "mains" where the
        choice is to wait while the computer runs on its battery (0 while it waits, then 1).

        Raises:
            NobodyEnrolled, ConsentEnded, NothingToAudit, NoSuchSource: before anything is fetched.
            DecoderUnavailable: before that too, or at the first picture to be decoded.
            DecoderKeepsEnding: too many pictures made it crash; what was yielded is kept.
            Cancelled: after a stop; what was yielded is kept, and so is the coverage.
        """
        wanted = self._wanted(sources)
        recogniser = self._recogniser()
        calibration = calibration_of(recogniser.pack)
        identifier = identifier_of(
            self._vault, recogniser, calibration, self._anchors, cancel=cancel
        )
        if not identifier.references:
            for one in self.subjects():
                check_agreed(one)
            raise NobodyEnrolled
        effort = Effort(self.settings(), cancel)
        with effort.decoder() as decoder:
            decoder.wait_until_started()
            with self._asking() as (fetcher, recording):
                wanted = proved_again(self._vault, wanted, fetcher, recording, cancel=cancel)
            recording = self._recording()
            keeping = KeptFacesWriter(self._vault, wanted, identifier.fingerprint, recogniser.model)
            run = AuditRun(self._vault, identifier, calibration, recording, keeping)
            with self._fetcher(recording) as fetcher:
                crawl = reader_of_sources(self._vault, identifier, fetcher, keeping, cancel)
                looker = Looker(self._vault, recogniser, identifier, keeping, decoder)
                yield from run.run(
                    wanted, crawl, looker, effort=effort, report=report, cancel=cancel
                )

    def expectation(self) -> Expectation:
        """How many false alarms to expect before an audit, by what the newest one met.

        Raises:
            NotCalibrated, ModelMissing, ModelDamaged: nothing was measured that could be read.
        """
        calibration = calibration_of(self.packs.active())
        templates = self._vault.templates.of(None, self.packs.active().model)
        references = len({(one.subject, one.era) for one in templates})
        newest = self._vault.audits.last()
        faces = newest.coverage.faces_found - newest.coverage.faces_too_small if newest else 0
        is_guess = faces == 0
        faces = faces or Expectation.FACES_OF_A_GUESS
        return Expectation(
            faces, calibration.expected_false_alarms(faces * references), is_guess=is_guess
        )

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

    def crop_jpeg(self, finding: FindingId) -> bytes:
        """The found face with a margin, bystanders blurred, at most 256 px.

        Empty for a finding made of a kept face, until an audit looks at its picture.
        """
        return self._vault.findings.crop(finding)

    def context_jpeg(self, finding: FindingId) -> bytes:
        """The whole found picture, bystanders blurred, at most 640 px; empty as `crop_jpeg` is."""
        return self._vault.findings.context(finding)

    def template_jpeg(self, template: TemplateId) -> bytes:
        """The enrolled photo's face, at most 256 px."""
        return self._vault.templates.picture(template)

    def curve(self, finding: Finding) -> Curve:
        """What scores against this finding's closest photo, and others of its era, are worth.

        Raises:
            NotCalibrated, ModelMissing, ModelDamaged: nothing was measured that could be read.
        """
        templates = self._vault.templates.of(None, self.packs.active().model)
        era = next(((t.subject, t.era) for t in templates if t.id == finding.template), None)
        photos = sum((t.subject, t.era) == era for t in templates)
        return calibration_of(self.packs.active()).curve(max(1, photos))

    # --- out, and trust ------------------------------------------------------------------------

    def write_report(self, path: Path, *, redacted: bool = False) -> None:
        """Write the newest audit and all findings; the suffix (.html, .pdf, .csv, .json) says how.

        Args:
            redacted: leave out names, addresses and every face.

        Raises:
            NothingToReport, UnknownFormat, CannotWrite.
        """
        summary = self.last_audit()
        if summary is None:
            raise NothingToReport
        summary = replace(summary, sources=tuple(self.sources()))
        measurement = calibration_of(self.packs.active())
        write(path, summary, self, redacted=redacted, measurement=measurement, pdf=_pdf)

    def ledger(self, wanted: LedgerFilter | None = None) -> list[RequestRecord]:
        """Every request sent or refused, oldest first; what the guard refused among them.

        Args:
            wanted: which of them; None for all.
        """
        self._recording().keep()
        records = self._vault.ledger.all()
        return [one for one in records if wanted.keeps(one)] if wanted else records

    def write_ledger(self, path: Path, wanted: LedgerFilter | None = None) -> None:
        """Write the record of requests; the suffix (.csv, .json) says how.

        Raises:
            UnknownFormat, CannotWrite.
        """
        write_ledger(path, self.ledger(wanted))

    def models(self) -> list[ModelPack]:
        """The model packs whose files are here."""
        return [state.pack for state in self.packs.all() if state.pack is not None]

    def self_check(self) -> list[Check]:
        """Try each part this program stands on: models, keychain, index, telemetry, folders."""
        return check_all(self._home, self._vault, self.packs.active, self._recogniser)

    def erase(self) -> Receipt:
        """Remove everything this profile keeps, the key first; the session is closed after.

        Raises:
            As `erase_home`.
        """
        gone = self._vault.holdings()
        self.close()
        return erase_home(self._home, gone)


def _pdf(document: ReportDocument) -> bytes:
    # Here, not above: it loads Qt, and the command line has no other use for that.
    from exposure_app.paper.report_pdf import pdf  # noqa: PLC0415

    return pdf(document)
