"""Audits: one is run, the newest is told, and what the next may say by chance is foreseen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exposure_app.domain.coverage import AuditSummary, Expectation
from exposure_app.domain.errors import NobodyEnrolled, NoSuchSource, NothingToAudit
from exposure_app.domain.findings import Finding
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.session.audit.kept_faces_writer import KeptFacesWriter
from exposure_app.session.audit.looker import Looker
from exposure_app.session.audit.readers import reader_of_sources
from exposure_app.session.audit.run import AuditRun
from exposure_app.session.identification.identifier import calibration_of, identifier_of
from exposure_app.session.people.consent import check_agreed
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.session.sources.ownership import proved_again
from exposure_app.session.work.effort import Effort


class AuditVerbs:
    """See `Session.audits`. Of its long method, and those of the session, one runs at a time."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._vault = profile.vault

    def run(
        self, sources: Sequence[SourceId] = (), *, report: Report, cancel: CancelToken
    ) -> Iterator[Finding | Skipped]:
        """Look at every picture of the sources (all if none is named).

        Yields a `Finding` each time one is new or changed (already kept in the vault when it is
        yielded) and a `Skipped` for each gap. `report` hears the stages "pages" (fetched),
        "pictures" (looked at; total is how many were referenced so far), and "mains" where the
        choice is to wait while the computer runs on its battery (0 while it waits, then 1).

        Raises:
            NobodyEnrolled, ConsentEnded, NothingToAudit, NoSuchSource: before anything is fetched.
            PackGone, NotCalibrated, ModelMissing, ModelDamaged, DiskFull: before that too; there
                are no models to look with, or nobody knows what their scores are worth.
            DecoderUnavailable: before that too, or at the first picture to be decoded.
            DecoderKeepsEnding: too many pictures made it crash; what was yielded is kept.
            Cancelled: after a stop; what was yielded is kept, and so is the coverage.
        """
        wanted = self._wanted(sources)
        recogniser = self._profile.recogniser()
        calibration = calibration_of(recogniser.pack)
        identifier = identifier_of(
            self._vault, recogniser, calibration, self._profile.known_others, cancel=cancel
        )
        if not identifier.references:
            for one in self._vault.subjects.all():
                check_agreed(one)
            raise NobodyEnrolled
        effort = Effort(self._profile.settings.current(), cancel)
        with effort.decoder() as decoder:
            decoder.wait_until_started()
            with self._profile.asking() as (fetcher, recording):
                wanted = proved_again(self._vault, wanted, fetcher, recording, cancel=cancel)
            recording = self._profile.recording()
            keeping = KeptFacesWriter(self._vault, wanted, identifier.fingerprint, recogniser.model)
            run = AuditRun(self._vault, identifier, calibration, recording, keeping)
            with self._profile.fetcher(recording) as fetcher:
                crawl = reader_of_sources(self._vault, identifier, fetcher, keeping, cancel)
                looker = Looker(self._vault, recogniser, identifier, keeping, decoder)
                yield from run.run(
                    wanted, crawl, looker, effort=effort, report=report, cancel=cancel
                )

    def expectation(self) -> Expectation:
        """How many false alarms to expect before an audit, by what the newest one met.

        Raises:
            PackGone: the pack in use is missing or damaged.
            NotCalibrated, ModelMissing, ModelDamaged: nothing was measured that could be read.
        """
        pack = self._profile.pack()
        calibration = calibration_of(pack)
        templates = self._vault.templates.of(None, pack.model)
        references = len({(one.subject, one.era) for one in templates})
        newest = self._vault.audits.last()
        faces = newest.coverage.faces_found - newest.coverage.faces_too_small if newest else 0
        is_guess = faces == 0
        faces = faces or Expectation.FACES_OF_A_GUESS
        return Expectation(
            faces, calibration.expected_false_alarms(faces * references), is_guess=is_guess
        )

    def last(self) -> AuditSummary | None:
        """The newest audit, complete or not, with all findings of the vault; None before any."""
        summary = self._vault.audits.last()
        return summary and replace(summary, findings=tuple(self._vault.findings.all()))

    def _wanted(self, named: Sequence[SourceId]) -> list[Source]:
        known = {source.id: source for source in self._vault.sources.all()}
        if missing := [one for one in named if one not in known]:
            raise NoSuchSource(missing[0])
        if not known:
            raise NothingToAudit
        return [known[one] for one in named] or list(known.values())
