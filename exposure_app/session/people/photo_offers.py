"""A picture the user confirmed may become a photo of theirs: when it helps, and if they say so."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from exposure_app.domain.errors import (
    EnrolmentError,
    NearCopy,
    NoFaceFound,
    NotConfirmed,
    PoorPhoto,
    UnlikeTheOthers,
)
from exposure_app.domain.faces import Embedding, Template, TemplateId
from exposure_app.domain.findings import Finding, Verdict
from exposure_app.domain.photos import Offer
from exposure_app.domain.subjects import Subject
from exposure_app.faces.recognition.limits import NEAR_COPY
from exposure_app.faces.recognition.outliers import odd_ones
from exposure_app.faces.recognition.quality import enrolment_reason
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.matching.references import references
from exposure_app.session.identification.kept_pictures import probe_in
from exposure_app.session.people.enrolment import Enrolment
from exposure_app.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Offers:
    """Judges confirmed findings as photos.

    min_norm: see `enrolment_reason`.
    """

    vault: Vault
    recogniser: Recogniser
    min_norm: float

    def of(self, finding: Finding, subject: Subject) -> Offer | None:
        """What would be gained; None if it is not confirmed, enrolled, or would not help."""
        enrolled = self.vault.templates.of(subject.id, self.recogniser.model)
        if finding.verdict is not Verdict.ME or not enrolled:
            return None
        if any(one.photo_sha256 == finding.image_sha256 for one in enrolled):
            return None
        try:
            seen = self._seen(finding)
            era = _era_most_like(seen, enrolled)
            self._check(seen, finding, subject, era)
        except EnrolmentError:
            return None
        photos = sum(one.era == era for one in enrolled)
        return Offer(finding.id, subject.name, era, photos)

    def enrol(self, finding: Finding, subject: Subject, era: str) -> Template:
        """See `FindingVerbs.enrol`."""
        if finding.verdict is not Verdict.ME:
            raise NotConfirmed(finding.id)
        for one in self.vault.templates.of(subject.id):
            if one.photo_sha256 == finding.image_sha256:
                return one
        seen = self._seen(finding)
        self._check(seen, finding, subject, era)
        template = Template(
            id=TemplateId(uuid.uuid4().hex),
            subject=subject.id,
            era=era,
            embedding=seen,
            photo_sha256=finding.image_sha256,
            picture_jpeg=self.vault.findings.crop(finding.id),
            enrolled_at=datetime.now(UTC),
        )
        self.vault.templates.add(template)
        return template

    def _seen(self, finding: Finding) -> Embedding:
        probe = probe_in(self.vault.findings.crop(finding.id), self.recogniser)
        if probe is None:
            raise NoFaceFound(finding.id)
        if reason := enrolment_reason(probe.face, probe.embedding, self.min_norm):
            raise PoorPhoto(finding.id, reason)
        return probe.embedding

    def _check(self, seen: Embedding, finding: Finding, subject: Subject, era: str) -> None:
        enrolled = self.vault.templates.of(subject.id, self.recogniser.model)
        if any(one.embedding.similarity(seen) >= NEAR_COPY for one in enrolled):
            raise NearCopy(finding.id)
        Enrolment(self.vault, self.recogniser, subject, era, self.min_norm).check_room(finding.id)
        others = [one.embedding for one in enrolled if one.era == era]
        score = odd_ones([*others, seen]).get(len(others))
        if score is not None:
            raise UnlikeTheOthers(finding.id, score)


def _era_most_like(seen: Embedding, enrolled: list[Template]) -> str:
    return max(references(enrolled), key=lambda one: one.embedding.similarity(seen)).era
