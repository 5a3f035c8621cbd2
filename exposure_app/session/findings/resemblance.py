"""Who is like whom: look-alikes, more photos of a person, and what verdicts teach.

Embeddings made here live as long as the session and are never kept.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import NobodyEnrolled, NoSuchLookAlike, NoSuchSubject
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import BandChange, FindingId, State
from exposure_app.domain.subjects import LookAlike, LookAlikeId, Subject
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.faces.recognition.enrolment import face_in
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.findings.rescoring import Reconsideration
from exposure_app.session.identification.identifier import (
    calibration_of,
    enrolment_norm,
    identifier_of,
)
from exposure_app.session.identification.known_others import KnownOthersOf
from exposure_app.session.people.consent import check_agreed
from exposure_app.session.people.enrolment import read_photo
from exposure_app.session.people.find_my_photos import FindMyPhotos, ProposedPhoto
from exposure_app.session.people.photo_offers import Offer, Offers
from exposure_app.session.work.effort import Effort
from exposure_app.settings import Settings
from exposure_app.vault.vault import Vault

__all__ = ["Offer", "ProposedPhoto", "Resemblance"]


class Resemblance:
    """See `Session.resemblance`. Of its long methods, and those of the session, run one at a time.

    Args:
        recogniser: opens the models at first need.
        settings: what is chosen when a long method begins.
    """

    def __init__(
        self,
        vault: Vault,
        recogniser: Callable[[], Recogniser],
        anchors: KnownOthersOf,
        settings: Callable[[], Settings],
    ) -> None:
        self._vault = vault
        self._recogniser = recogniser
        self._anchors = anchors
        self._settings = settings

    def look_alikes(self, subject: str) -> list[LookAlike]:
        """People known to look like a subject, oldest first.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        return self._vault.look_alikes.of(self._subject(subject).id)

    def add_look_alike(
        self, photo: Path, *, subject: str = "me", face: int | None = None
    ) -> LookAlike:
        """Keep the picture of somebody who looks like a subject, so that they are told apart.

        A photo added before is returned as it stands.

        Args:
            face: which face of a group photo, as `OfferedFace.number`.

        Raises:
            NoSuchSubject: nobody of this name.
            UnreadablePhoto, NoFaceFound, SeveralFacesFound, PoorPhoto: as in enrolment, but only
                a face too small to compare is too poor.
        """
        of = self._subject(subject)
        untrusted_body = read_photo(photo)
        with Decoder() as decoder:
            seen = face_in(
                untrusted_body, photo.name, self._recogniser(), decoder.decode, face=face
            )
        for known in self._vault.look_alikes.of(of.id):
            if known.photo_sha256 == seen.sha256:
                return known
        look_alike = LookAlike(
            id=LookAlikeId(uuid.uuid4().hex[:8]),
            subject=of.id,
            photo_sha256=seen.sha256,
            picture_jpeg=seen.picture_jpeg,
            added_at=datetime.now(UTC),
        )
        self._vault.look_alikes.add(look_alike)
        return look_alike

    def remove_look_alike(self, look_alike: LookAlikeId) -> None:
        """Forget one.

        Raises:
            NoSuchLookAlike: none has this id.
        """
        if all(look_alike != one.id for one in self._vault.look_alikes.of(None)):
            raise NoSuchLookAlike(look_alike)
        self._vault.look_alikes.remove(look_alike)

    def find_me(
        self, folder: Path, *, subject: str = "me", report: Report, cancel: CancelToken
    ) -> Iterator[ProposedPhoto | Skipped]:
        """Photos in a folder and below that seem to show a subject, as they are met.

        Nothing is kept of them. Photos that are enrolled and near copies of them, or of earlier
        proposals that are as good, are left out. A `Skipped` names a file that is no picture we
        can read. `report` hears the stage "photos".

        Raises:
            NoSuchSubject, ConsentEnded, NobodyEnrolled: before any photo is read.
            Cancelled: after a stop.
        """
        of = self._subject(subject)
        check_agreed(of)
        recogniser = self._recogniser()
        identifier = self._identifier(recogniser, cancel)
        if not identifier.knows(of.id):
            raise NobodyEnrolled
        photos = FindMyPhotos(self._vault, recogniser, identifier, self._min_norm(recogniser))
        effort = Effort(self._settings(), cancel)
        return photos.showing(of, folder, effort=effort, report=report, cancel=cancel)

    def offer(self, finding: FindingId) -> Offer | None:
        """Whether a confirmed finding would make a good new photo, and of which era; None if not.

        None too where it would add nothing: the era is full, or a photo is nearly the same.

        Raises:
            NoSuchFinding: no finding has this id.
        """
        found = self._vault.findings.get(finding)
        return self._offers().of(found, self._subject(found.subject))

    def enrol_finding(self, finding: FindingId, *, era: str = "") -> Template:
        """Make a confirmed finding a photo of its subject, from the kept picture of the face.

        One that is a photo already is returned as it stands. The photo stays if the verdict is
        taken back, until it is removed.

        Raises:
            NoSuchFinding: no finding has this id.
            NotConfirmed: nobody said that it shows the subject.
            EnrolmentError: it would make a poor photo, or there is no room; named by the finding.
        """
        found = self._vault.findings.get(finding)
        return self._offers().enrol(found, self._subject(found.subject), era)

    def reconsider(self, subject: str, *, report: Report, cancel: CancelToken) -> list[BandChange]:
        """Apply verdicts, look-alikes and new photos to the findings nobody decided yet.

        Returns what moved, strongest new band first. Call it after each of these changed; doing
        so twice changes nothing. `report` hears the stage "findings".

        Raises:
            NoSuchSubject: nobody of this name.
            Cancelled: nothing was changed.
        """
        of = self._subject(subject)
        if not self._vault.findings.all(subject=subject, state=State.NEW):
            return []
        recogniser = self._recogniser()
        again = Reconsideration(
            self._vault, recogniser, self._identifier(recogniser, cancel), self._anchors
        )
        changes = again.of(of, report=report, cancel=cancel)
        return sorted(changes, key=lambda one: -(one.after.rank if one.after else -1))

    def _offers(self) -> Offers:
        recogniser = self._recogniser()
        return Offers(self._vault, recogniser, self._min_norm(recogniser))

    def _identifier(self, recogniser: Recogniser, cancel: CancelToken) -> Identifier:
        calibration = calibration_of(recogniser.pack)
        return identifier_of(self._vault, recogniser, calibration, self._anchors, cancel=cancel)

    def _min_norm(self, recogniser: Recogniser) -> float:
        return enrolment_norm(calibration_of(recogniser.pack))

    def _subject(self, name: str) -> Subject:
        subject = self._vault.subjects.named(name)
        if subject is None:
            raise NoSuchSubject(name)
        return subject
