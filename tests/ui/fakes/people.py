"""Who is enrolled in the fake session, decided by the names of photo files."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from exposure_app.domain import errors
from exposure_app.domain.faces import Box, Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Band, Match
from exposure_app.domain.images import Pixels
from exposure_app.domain.photos import HeldPhoto, Photo, ProposedPhoto
from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.domain.subjects import Consent, LookAlike, LookAlikeId, Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.session import OfferedFace
from exposure_app.session.people.camera import camera_pictures
from tests.ui.album import face_jpeg
from tests.ui.scripted import NOW, Hold

if TYPE_CHECKING:
    from tests.ui.fake_session import FakeSession


class FakePeople:
    """The same verbs as `exposure_app.session.people.people_verbs.PeopleVerbs`.

    subjects, photos: who is enrolled, by name, and with what.
    holds: files of a folder at which looking for more photos waits, by name.
    odd: photos that are unlike the others.
    now: what the session takes the time to be.
    """

    now = NOW

    def __init__(self, session: "FakeSession") -> None:
        self._session = session
        self.camera_source: str | None = None  # a video file that stands for the camera
        self.holds: dict[str, Hold] = {}
        self.odd: set[TemplateId] = set()
        self.subjects: dict[str, Subject] = {}
        self.photos: list[Template] = []
        self._look_alikes: list[LookAlike] = []

    def camera(self, *, cancel: CancelToken) -> Iterator[Pixels]:
        if self.camera_source is None:
            raise errors.NoCamera
        return camera_pictures(cancel=cancel, source=self.camera_source)

    def faces_in(self, photo: Photo) -> list[OfferedFace]:
        if "broken" in photo.name:
            raise errors.UnreadablePhoto(photo.name)
        copies = ["as it is", "mirrored", "grey"]
        return [
            OfferedFace(n, Box(10 * n, 10, 10 * n + 8, 20), face_jpeg(copy))
            for n, copy in enumerate(copies, start=1)
        ]

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
        agreed = self._agreed(subject, consent, guardian, until)
        files = [file for photo in photos for file in _files(photo)]

        def read() -> Iterator[Template | Skipped]:
            for done, file in enumerate(files, start=1):
                cancel.check()
                try:
                    template = self._template(file, agreed, era, face)
                except errors.EnrolmentError as why:
                    yield Skipped(str(file), why)
                else:
                    yield template
                report(Progress("photos", done, len(files)))

        return read()

    def _agreed(
        self, name: str, consent: Consent, guardian: str, until: datetime | None
    ) -> Subject:
        before = self.subjects.get(name)
        subject = before or Subject(SubjectId(uuid.uuid4().hex), name, consent, NOW)
        subject = replace(
            subject,
            guardian=guardian or subject.guardian,
            consented_until=until or subject.consented_until,
        )
        if subject.is_child and not subject.guardian:
            raise errors.GuardianNotNamed(name)
        ends = subject.consented_until
        if ends is not None and ends <= datetime.now(UTC):
            raise errors.ConsentEnded(name, ends.date().isoformat())
        if before:
            self.subjects[name] = subject
        return subject

    def _template(self, file: Photo, agreed: Subject, era: str, face: int | None) -> Template:
        is_held = isinstance(file, HeldPhoto)
        if "broken" in file.name or not (is_held or file.is_file()):
            raise errors.UnreadablePhoto(file.name)
        if "noface" in file.name:
            raise errors.NoFaceFound(file.name)
        if "blurred" in file.name:
            raise errors.PoorPhoto(file.name, "blurred")
        if "group" in file.name and face is None:
            raise errors.SeveralFacesFound(file.name, 3)
        if "unlike" in file.name and not era:
            raise errors.UnlikeTheOthers(file.name, 0.1)
        copy = next((c for c in ("mirrored", "grey", "warm", "pale") if c in file.name), "as it is")
        body = file.untrusted_body if is_held else file.read_bytes()
        digest = hashlib.sha256(body).hexdigest()
        self.subjects.setdefault(agreed.name, agreed)
        return self.add_template(agreed.name, face_jpeg(copy), era, digest)

    def add_template(self, name: str, picture_jpeg: bytes, era: str, digest: str) -> Template:
        """Enrol one more photo of somebody who is here."""
        subject = self.subjects[name]
        self.subjects[name] = replace(subject, templates=subject.templates + 1)
        template = Template(
            id=TemplateId(uuid.uuid4().hex),
            subject=subject.id,
            era=era,
            embedding=Embedding(np.eye(128, dtype=np.float32)[len(self.photos) % 128], "fake"),
            photo_sha256=digest,
            picture_jpeg=picture_jpeg,
            enrolled_at=NOW,
        )
        self.photos.append(template)
        return template

    def end_consent(self, name: str, at: datetime) -> None:
        """Let somebody's consent have ended at that moment."""
        self.subjects[name] = replace(self.subjects[name], consented_until=at)

    def subject(self, name: str) -> Subject:
        """Somebody who is here."""
        if name not in self.subjects:
            raise errors.NoSuchSubject(name)
        return self.subjects[name]

    def odd_photos(self, subject: str) -> list[TemplateId]:
        return [one.id for one in self.templates(subject) if one.id in self.odd]

    def wait_if_held(self, file: Path, cancel: CancelToken) -> None:
        """Wait where a test asked for it."""
        if hold := self.holds.get(file.name):
            hold.reached.set()
            while not hold.go_on.is_set():
                cancel.sleep(0.005)

    def all(self) -> list[Subject]:
        self._session.check_open()
        return list(self.subjects.values())

    def templates(self, subject: str) -> list[Template]:
        if subject not in self.subjects:
            raise errors.NoSuchSubject(subject)
        return [t for t in self.photos if t.subject == self.subjects[subject].id]

    def remove_template(self, template: TemplateId) -> None:
        self.photos = [one for one in self.photos if one.id != template]

    def remove(self, name: str) -> Receipt:
        if name not in self.subjects:
            raise errors.NoSuchSubject(name)
        gone = self.subjects.pop(name)
        photos = sum(one.subject == gone.id for one in self.photos)
        findings = self._session.findings.forget_person(name)
        self.photos = [one for one in self.photos if one.subject != gone.id]
        return Receipt(name, Holdings(people=1, photos=photos, findings=findings), NOW)

    def template_jpeg(self, template: TemplateId) -> bytes:
        return next((t.picture_jpeg for t in self.photos if t.id == template), b"")

    # --- alike ---------------------------------------------------------------------------------

    def look_alikes(self, subject: str) -> list[LookAlike]:
        of = self.subject(subject)
        return [one for one in self._look_alikes if one.subject == of.id]

    def add_look_alike(
        self, photo: Path, *, subject: str = "me", face: int | None = None
    ) -> LookAlike:
        of = self.subject(subject)
        if not photo.is_file() or "broken" in photo.name:
            raise errors.UnreadablePhoto(photo.name)
        if "noface" in photo.name:
            raise errors.NoFaceFound(photo.name)
        if "group" in photo.name and face is None:
            raise errors.SeveralFacesFound(photo.name, 3)
        digest = hashlib.sha256(photo.read_bytes()).hexdigest()
        for known in self.look_alikes(subject):
            if known.photo_sha256 == digest:
                return known
        added = LookAlike(
            LookAlikeId(uuid.uuid4().hex[:8]), of.id, digest, face_jpeg("cold"), self.now
        )
        self._look_alikes.append(added)
        return added

    def remove_look_alike(self, look_alike: LookAlikeId) -> None:
        if all(one.id != look_alike for one in self._look_alikes):
            raise errors.NoSuchLookAlike(look_alike)
        self._look_alikes = [one for one in self._look_alikes if one.id != look_alike]

    def find_me(
        self, folder: Path, *, subject: str = "me", report: Report, cancel: CancelToken
    ) -> Iterator[ProposedPhoto | Skipped]:
        enrolled = self.templates(subject)
        hashes = {one.photo_sha256 for one in enrolled}
        files = sorted(one for one in folder.iterdir() if one.is_file())
        for done, file in enumerate(files, start=1):
            cancel.check()
            self.wait_if_held(file, cancel)
            if "broken" in file.name:
                yield Skipped(str(file), errors.UnreadablePhoto(file.name))
            elif hashlib.sha256(file.read_bytes()).hexdigest() not in hashes and not any(
                word in file.name for word in ("noface", "other")
            ):
                yield self._proposed(file, enrolled[0])
            report(Progress("photos", done, len(files)))

    @staticmethod
    def _proposed(file: Path, closest: Template) -> ProposedPhoto:
        reason = "blurred" if "blurred" in file.name else None
        copy = {"blurred": "soft", "mirrored": "mirrored", "grey": "grey", "warm": "warm"}
        named = next((made for word, made in copy.items() if word in file.name), "as it is")
        return ProposedPhoto(
            path=file,
            match=Match(
                closest.subject,
                closest.id,
                0.5 if reason else 0.7,
                Band.LOOKS_LIKE_YOU if reason else Band.VERY_LIKELY,
            ),
            face=2 if "group" in file.name else 1,
            picture_jpeg=face_jpeg(named),
            size=(1200, 800),
            reason=reason,
        )


def _files(photo: Photo) -> list[Photo]:
    if isinstance(photo, HeldPhoto) or not photo.is_dir():
        return [photo]
    return sorted(photo.iterdir())
