"""Who is enrolled in the fake session, decided by the names of photo files."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from exposure_app.domain import errors
from exposure_app.domain.faces import Box, Embedding, SubjectId, Template, TemplateId
from exposure_app.domain.findings import Finding, FindingId
from exposure_app.domain.images import Pixels
from exposure_app.domain.photos import HeldPhoto, Photo
from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.session import OfferedFace
from exposure_app.session.people.camera import camera_pictures
from tests.ui.album import face_jpeg
from tests.ui.scripted import NOW, Hold


class FakePeople:
    """The verbs of `exposure_app.session.Session` that are about people and their photos.

    holds: files of a folder at which looking for more photos waits, by name.
    odd: photos that are unlike the others.
    now: what the session takes the time to be.
    """

    now = NOW

    def __init__(self) -> None:
        self.camera_source: str | None = None  # a video file that stands for the camera
        self.is_closed = False
        self.holds: dict[str, Hold] = {}
        self.odd: set[TemplateId] = set()
        self._subjects: dict[str, Subject] = {}
        self._templates: list[Template] = []
        self._findings: dict[FindingId, Finding] = {}

    def _check_open(self) -> None:
        if self.is_closed:
            raise ValueError("the vault is closed")

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
        before = self._subjects.get(name)
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
            self._subjects[name] = subject
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
        self._subjects.setdefault(agreed.name, agreed)
        return self.add_template(agreed.name, face_jpeg(copy), era, digest)

    def add_template(self, name: str, picture_jpeg: bytes, era: str, digest: str) -> Template:
        """Enrol one more photo of somebody who is here."""
        subject = self._subjects[name]
        self._subjects[name] = replace(subject, templates=subject.templates + 1)
        template = Template(
            id=TemplateId(uuid.uuid4().hex),
            subject=subject.id,
            era=era,
            embedding=Embedding(np.eye(128, dtype=np.float32)[len(self._templates) % 128], "fake"),
            photo_sha256=digest,
            picture_jpeg=picture_jpeg,
            enrolled_at=NOW,
        )
        self._templates.append(template)
        return template

    def end_consent(self, name: str, at: datetime) -> None:
        """Let somebody's consent have ended at that moment."""
        self._subjects[name] = replace(self._subjects[name], consented_until=at)

    def subject(self, name: str) -> Subject:
        """Somebody who is here."""
        if name not in self._subjects:
            raise errors.NoSuchSubject(name)
        return self._subjects[name]

    def odd_photos(self, subject: str) -> list[TemplateId]:
        return [one.id for one in self.templates(subject) if one.id in self.odd]

    def wait_if_held(self, file: Path, cancel: CancelToken) -> None:
        """Wait where a test asked for it."""
        if hold := self.holds.get(file.name):
            hold.reached.set()
            while not hold.go_on.is_set():
                cancel.sleep(0.005)

    def subjects(self) -> list[Subject]:
        self._check_open()
        return list(self._subjects.values())

    def templates(self, subject: str) -> list[Template]:
        if subject not in self._subjects:
            raise errors.NoSuchSubject(subject)
        return [t for t in self._templates if t.subject == self._subjects[subject].id]

    def remove_template(self, template: TemplateId) -> None:
        self._templates = [one for one in self._templates if one.id != template]

    def remove_subject(self, name: str) -> Receipt:
        if name not in self._subjects:
            raise errors.NoSuchSubject(name)
        gone = self._subjects.pop(name)
        photos = sum(one.subject == gone.id for one in self._templates)
        findings = sum(one.subject == name for one in self._findings.values())
        self._templates = [one for one in self._templates if one.subject != gone.id]
        self._findings = {k: f for k, f in self._findings.items() if f.subject != name}
        return Receipt(name, Holdings(people=1, photos=photos, findings=findings), NOW)


def _files(photo: Photo) -> list[Photo]:
    if isinstance(photo, HeldPhoto) or not photo.is_dir():
        return [photo]
    return sorted(photo.iterdir())
