"""What was found: shown, judged, and seen again with what verdicts and new photos teach.

Of the embeddings made here, that of a finding that becomes a photo is kept; the others live as
long as the session at most.
"""

from contextlib import suppress
from datetime import UTC, datetime

from exposure_app.domain.errors import NoSuchFinding
from exposure_app.domain.faces import Template
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
from exposure_app.domain.work import CancelToken, Report
from exposure_app.gallery.calibration.threshold import Curve
from exposure_app.session.findings.rescoring import Reconsideration
from exposure_app.session.identification.identifier import (
    calibration_of,
    enrolment_norm,
    identifier_of,
)
from exposure_app.session.people.photo_offers import Offers
from exposure_app.session.profile.opened import OpenProfile


class FindingVerbs:
    """See `Session.findings`. Of its long method, and those of the session, one runs at a time."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._vault = profile.vault

    def all(
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

    def curve(self, finding: Finding) -> Curve:
        """What scores against this finding's closest photo, and others of its era, are worth.

        Raises:
            PackGone: the pack in use is missing or damaged.
            NotCalibrated, ModelMissing, ModelDamaged: nothing was measured that could be read.
        """
        pack = self._profile.pack()
        templates = self._vault.templates.of(None, pack.model)
        era = next(((t.subject, t.era) for t in templates if t.id == finding.template), None)
        photos = sum((t.subject, t.era) == era for t in templates)
        return calibration_of(pack).curve(max(1, photos))

    # --- verdicts, a history that can be gone back in ------------------------------------------

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

    def verdict_history(self, *, at_most: int | None = None) -> list[GivenVerdict]:
        """The verdicts that can be taken back, newest first; all of them if `at_most` is None."""
        given = []
        for number, finding, verdict, at in self._vault.verdicts.history(at_most):
            with suppress(NoSuchFinding):  # it went meanwhile, and its verdict with it
                given.append(GivenVerdict(number, self._vault.findings.get(finding), verdict, at))
        return given

    def undo_back_to(self, number: int) -> list[Finding]:
        """Take back this verdict and every newer one; the findings as they stand then.

        Raises:
            NoSuchVerdict: it is not in `verdict_history`; nothing was changed.
        """
        undone = self._vault.verdicts.undo_back_to(number)
        return [self._vault.findings.get(finding) for finding in undone]

    # --- what verdicts teach -------------------------------------------------------------------

    def offer(self, finding: FindingId) -> Offer | None:
        """Whether a confirmed finding would make a good new photo, and of which era; None if not.

        None too where it would add nothing: the era is full, or a photo is nearly the same.

        Raises:
            NoSuchFinding: no finding has this id.
            PackGone, NotCalibrated, ModelMissing, ModelDamaged, DiskFull: it cannot be judged.
        """
        found = self._vault.findings.get(finding)
        return self._offers().of(found, self._profile.subject(found.subject))

    def enrol(self, finding: FindingId, *, era: str = "") -> Template:
        """Make a confirmed finding a photo of its subject, from the kept picture of the face.

        One that is a photo already is returned as it stands. The photo stays if the verdict is
        taken back, until it is removed.

        Raises:
            NoSuchFinding: no finding has this id.
            NotConfirmed: nobody said that it shows the subject.
            EnrolmentError: it would make a poor photo, or there is no room; named by the finding.
            PackGone, NotCalibrated, ModelMissing, ModelDamaged, DiskFull: it cannot be judged.
        """
        found = self._vault.findings.get(finding)
        return self._offers().enrol(found, self._profile.subject(found.subject), era)

    def reconsider(self, subject: str, *, report: Report, cancel: CancelToken) -> list[BandChange]:
        """Apply verdicts, look-alikes and new photos to the findings nobody decided yet.

        Returns what moved, strongest new band first. Call it after each of these changed; doing
        so twice changes nothing. `report` hears the stage "findings".

        Raises:
            NoSuchSubject: nobody of this name.
            PackGone, NotCalibrated, ModelMissing, ModelDamaged, DiskFull: nothing was changed.
            Cancelled: nothing was changed.
        """
        of = self._profile.subject(subject)
        if not self._vault.findings.all(subject=subject, state=State.NEW):
            return []
        recogniser, known_others = self._profile.recogniser(), self._profile.known_others
        calibration = calibration_of(recogniser.pack)
        identifier = identifier_of(
            self._vault, recogniser, calibration, known_others, cancel=cancel
        )
        again = Reconsideration(self._vault, recogniser, identifier, known_others)
        changes = again.of(of, report=report, cancel=cancel)
        return sorted(changes, key=lambda one: -(one.after.rank if one.after else -1))

    def _offers(self) -> Offers:
        recogniser = self._profile.recogniser()
        min_norm = enrolment_norm(calibration_of(recogniser.pack))
        return Offers(self._vault, recogniser, min_norm)
