"""Who is looked for: their photos, what they agreed to, and who only looks like them.

Of the embeddings made here, those of enrolled photos are kept, and no others.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import NobodyEnrolled, NoSuchLookAlike, NoSuchPhoto, PackGone
from exposure_app.domain.faces import Template, TemplateId
from exposure_app.domain.images import Pixels
from exposure_app.domain.photos import Photo, ProposedPhoto
from exposure_app.domain.receipts import Receipt
from exposure_app.domain.subjects import Consent, LookAlike, LookAlikeId, Subject
from exposure_app.domain.work import CancelToken, Report, Skipped
from exposure_app.faces.recognition.enrolment import OfferedFace, faces_in
from exposure_app.session.identification.identifier import (
    calibration_of,
    enrolment_norm,
    identifier_of,
)
from exposure_app.session.people.camera import camera_pictures
from exposure_app.session.people.consent import agreed, check_agreed
from exposure_app.session.people.enrolment import Enrolment, enrol, odd_photos, read_photo
from exposure_app.session.people.find_my_photos import FindMyPhotos
from exposure_app.session.people.look_alike import new_look_alike
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.session.work.effort import Effort


class PeopleVerbs:
    """See `Session.people`. Of its long methods, and those of the session, one runs at a time."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._vault = profile.vault

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
            recogniser = self._profile.recogniser()
            return faces_in(untrusted_body, photo.name, recogniser, decoder.decode)

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
        recogniser = self._profile.recogniser()
        min_norm = enrolment_norm(calibration_of(recogniser.pack))
        enrolment = Enrolment(self._vault, recogniser, agreement, era, min_norm)
        return enrol(photos, enrolment, face=face, report=report, cancel=cancel)

    def all(self) -> list[Subject]:
        """Everyone enrolled, oldest first."""
        return self._vault.subjects.all()

    def templates(self, subject: str) -> list[Template]:
        """The enrolled photos of a subject, oldest first.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        return self._vault.templates.of(self._profile.subject(subject).id)

    def odd_photos(self, subject: str) -> list[TemplateId]:
        """Which of a subject's photos are unlike the others of their era: perhaps not theirs.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        of = self._profile.subject(subject).id
        try:
            # Only what one model saw can be compared.
            return odd_photos(self._vault.templates.of(of, self._profile.pack().model))
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

    def remove(self, name: str) -> Receipt:
        """Forget a person: templates, findings, verdicts, crops; return what went.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        subject = self._profile.subject(name).id
        going = self._vault.holdings(subject)
        self._vault.subjects.remove(subject)
        return Receipt(name, going, datetime.now(UTC))

    def template_jpeg(self, template: TemplateId) -> bytes:
        """The enrolled photo's face, at most 256 px."""
        return self._vault.templates.picture(template)

    # --- alike ---------------------------------------------------------------------------------

    def look_alikes(self, subject: str) -> list[LookAlike]:
        """People known to look like a subject, oldest first.

        Raises:
            NoSuchSubject: nobody of this name.
        """
        return self._vault.look_alikes.of(self._profile.subject(subject).id)

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
        of = self._profile.subject(subject)
        return new_look_alike(self._vault, self._profile.recogniser(), of, photo, face)

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
        of = self._profile.subject(subject)
        check_agreed(of)
        recogniser = self._profile.recogniser()
        calibration = calibration_of(recogniser.pack)
        identifier = identifier_of(
            self._vault, recogniser, calibration, self._profile.known_others, cancel=cancel
        )
        if not identifier.knows(of.id):
            raise NobodyEnrolled
        photos = FindMyPhotos(self._vault, recogniser, identifier, enrolment_norm(calibration))
        effort = Effort(self._profile.settings.current(), cancel)
        return photos.showing(of, folder, effort=effort, report=report, cancel=cancel)
