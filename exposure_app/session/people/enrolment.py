"""From photo files to templates of one subject."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import (
    EnrolmentError,
    PhotoOnlineOnly,
    TooManyEras,
    TooManyPhotos,
    UnlikeTheOthers,
    UnreadablePhoto,
)
from exposure_app.domain.faces import Template, TemplateId
from exposure_app.domain.photos import HeldPhoto, Photo
from exposure_app.domain.subjects import Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.faces.recognition.enrolment import Decode, EnrolledPhoto, enrol_photo
from exposure_app.faces.recognition.limits import MAX_ERAS, MAX_PHOTOS
from exposure_app.faces.recognition.outliers import odd_ones
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.local_files import extended, is_link, is_online_only
from exposure_app.vault.vault import Vault

MAX_PHOTO_BYTES = 200_000_000


def read_photo(photo: Photo) -> bytes:
    """A photo's bytes, untrusted.

    Raises:
        PhotoOnlineOnly: to read it would fetch it over a network.
        UnreadablePhoto: it is not there, is larger than `MAX_PHOTO_BYTES`, or may not be read.
    """
    if isinstance(photo, HeldPhoto):
        return photo.untrusted_body
    try:
        path = extended(photo.absolute())
        facts = path.stat()
        if is_online_only(facts):
            raise PhotoOnlineOnly(photo.name)
        if facts.st_size > MAX_PHOTO_BYTES:
            raise UnreadablePhoto(photo.name)
        return path.read_bytes()
    except OSError as cause:
        raise UnreadablePhoto(photo.name) from cause


def photo_files(paths: Iterable[Photo]) -> list[Photo]:
    """The photos named, and the visible files below the folders named, in a stable order.

    No link is followed to a folder, nor a junction of Windows: it may lead round for ever.
    """
    files: list[Photo] = []
    for path in paths:
        if isinstance(path, Path) and path.is_dir():
            below = (one for one in _below(path) if one.is_file())
            files += sorted(one for one in below if not one.name.startswith("."))
        else:
            files.append(path)
    return files


def _below(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _leads_elsewhere(Path(top, name))]
        yield from (Path(top, name) for name in names)


def _leads_elsewhere(path: Path) -> bool:
    # From Python 3.12 on, os.walk asks so itself.
    try:
        return is_link(path.lstat())
    except OSError:
        return True


class Enrolment:
    """Takes in photos of one subject and one era; the vault has what `settle` returned.

    Photos wait for each other, so that the odd one among them is found whichever came first.

    Args:
        subject: need not be in the vault yet; is put there with the first photo.
        min_norm: see `enrolment_reason`.
    """

    def __init__(
        self, vault: Vault, recogniser: Recogniser, subject: Subject, era: str, min_norm: float
    ) -> None:
        self._vault = vault
        self._recogniser = recogniser
        self._subject = subject
        self._era = era
        self._min_norm = min_norm
        seen = vault.templates.of(subject.id, recogniser.model)
        self._known = {one.photo_sha256: one for one in seen}
        self._unseen = {
            one.photo_sha256: one
            for one in vault.templates.of(subject.id)
            if one.photo_sha256 not in self._known
        }
        self._eras = {one.era for one in (*seen, *self._unseen.values())}
        self._photos = [one.embedding for one in seen if one.era == era]
        self._waiting: dict[str, _Waiting] = {}
        self._copies: list[str] = []

    @property
    def is_full(self) -> bool:
        """Whether those that wait would fill the era."""
        return len(self._photos) + len(self._waiting) >= MAX_PHOTOS

    def take(self, file: Photo, face: int | None, decode: Decode) -> Template | None:
        """Look at a photo, which waits from now on; or the template of one enrolled before.

        Raises:
            EnrolmentError: it cannot be used, or there is no room for it.
        """
        untrusted_body = read_photo(file)
        sha256 = hashlib.sha256(untrusted_body).hexdigest()
        if sha256 in self._known:
            return self._known[sha256]
        if sha256 in self._waiting:
            self._copies.append(sha256)
            return None
        self.check_room(file.name)
        photo = enrol_photo(
            untrusted_body,
            file.name,
            self._recogniser,
            decode,
            face=face,
            min_norm=self._min_norm,
        )
        self._waiting[sha256] = _Waiting(file, photo)
        return None

    def check_room(self, photo: str) -> None:
        """Pass if the era may have one more photo.

        Args:
            photo: a file name, for the errors.

        Raises:
            TooManyEras, TooManyPhotos: it may not.
        """
        if self._era not in self._eras and len(self._eras) >= MAX_ERAS:
            raise TooManyEras(photo, MAX_ERAS)
        if self.is_full:
            raise TooManyPhotos(photo, MAX_PHOTOS)

    def settle(self) -> list[Template | Skipped]:
        """Enrol the photos that wait, in the order they came, but those unlike the others."""
        waiting, self._waiting = list(self._waiting.values()), {}
        copies, self._copies = self._copies, []
        odd = odd_ones([*self._photos, *(one.photo.embedding for one in waiting)])
        done: list[Template | Skipped] = []
        before = len(self._photos)
        with self._vault.transaction():
            for at, one in enumerate(waiting, start=before):
                if at in odd:
                    objection = UnlikeTheOthers(one.file.name, odd[at])
                    done.append(Skipped(str(one.file), objection))
                else:
                    done.append(self._keep(one.photo))
        return done + [self._known[sha256] for sha256 in copies if sha256 in self._known]

    def _keep(self, photo: EnrolledPhoto) -> Template:
        if (unseen := self._unseen.pop(photo.sha256, None)) is not None:
            # Enrolled with another model, which this one could not follow from the kept picture.
            self._vault.templates.add_view(unseen.id, photo.embedding)
            return self._enrolled(replace(unseen, embedding=photo.embedding))
        now = datetime.now(UTC)
        if self._vault.subjects.named(self._subject.name) is None:
            self._vault.subjects.add(self._subject)
        template = Template(
            id=TemplateId(uuid.uuid4().hex),
            subject=self._subject.id,
            era=self._era,
            embedding=photo.embedding,
            photo_sha256=photo.sha256,
            picture_jpeg=photo.picture_jpeg,
            enrolled_at=now,
        )
        self._vault.templates.add(template)
        return self._enrolled(template)

    def _enrolled(self, template: Template) -> Template:
        self._known[template.photo_sha256] = template
        self._eras.add(template.era)
        if template.era == self._era:
            self._photos.append(template.embedding)
        return template


@dataclass(frozen=True, slots=True)
class _Waiting:
    file: Photo
    photo: EnrolledPhoto


def enrol(
    paths: Iterable[Photo],
    enrolment: Enrolment,
    *,
    face: int | None,
    report: Report,
    cancel: CancelToken,
) -> Iterator[Template | Skipped]:
    """See `PeopleVerbs.enrol`. A photo enrolled before is yielded as it stands."""
    files = photo_files(paths)
    with Decoder(cancel=cancel) as decoder:
        for done, file in enumerate(files, start=1):
            cancel.check()
            if enrolment.is_full:
                yield from enrolment.settle()
            try:
                if again := enrolment.take(file, face, decoder.decode):
                    yield again
            except EnrolmentError as why:
                yield Skipped(str(file), why)
            finally:
                report(Progress("photos", done, len(files)))
    yield from enrolment.settle()


def odd_photos(templates: Iterable[Template]) -> list[TemplateId]:
    """Which enrolled photos are unlike the rest of their era: perhaps somebody else's.

    Args:
        templates: of one subject. What different models saw is never compared.
    """
    eras: dict[tuple[str, str], list[Template]] = {}
    for template in templates:
        eras.setdefault((template.era, template.embedding.model), []).append(template)
    return [
        theirs[at].id
        for theirs in eras.values()
        for at in odd_ones([one.embedding for one in theirs])
    ]
