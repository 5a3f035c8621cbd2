"""From photo files to templates of one subject."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from exposure_app.domain.errors import EnrolmentError, UnreadablePhoto
from exposure_app.domain.faces import SubjectId, Template, TemplateId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.faces.enrol import enrol_photo, unlike_the_others
from exposure_app.faces.recogniser import Recogniser
from exposure_app.vault.vault import Vault

MAX_PHOTO_BYTES = 200_000_000


def read_photo(photo: Path) -> bytes:
    """A photo's bytes, untrusted.

    Raises:
        UnreadablePhoto: it is not there, is larger than `MAX_PHOTO_BYTES`, or may not be read.
    """
    try:
        if photo.stat().st_size > MAX_PHOTO_BYTES:
            raise UnreadablePhoto(photo.name)
        return photo.read_bytes()
    except OSError as cause:
        raise UnreadablePhoto(photo.name) from cause


def photo_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the visible files below the folders named, in a stable order."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = (one for one in path.rglob("*") if one.is_file())
            files += sorted(one for one in below if not one.name.startswith("."))
        else:
            files.append(path)
    return files


def enrol(
    paths: Iterable[Path],
    vault: Vault,
    recogniser: Recogniser,
    *,
    name: str,
    consent: Consent,
    era: str,
    face: int | None,
    report: Report,
    cancel: CancelToken,
) -> Iterator[Template | Skipped]:
    """See `Session.enrol`. A photo enrolled before is yielded as it stands."""
    files = photo_files(paths)
    subject = vault.subjects.named(name)
    enrolled = vault.templates.of(subject.id) if subject else []
    for done, file in enumerate(files, start=1):
        cancel.check()
        try:
            photo = enrol_photo(read_photo(file), file.name, recogniser, face=face)
            again = next((one for one in enrolled if one.photo_sha256 == photo.sha256), None)
            if again is not None:
                yield again
                continue
            others = [one.embedding for one in enrolled if one.era == era]
            if objection := unlike_the_others(photo.embedding, others, file.name):
                raise objection
        except EnrolmentError as why:
            yield Skipped(str(file), why)
            continue
        finally:
            report(Progress("photos", done, len(files)))
        now = datetime.now(UTC)
        with vault.transaction():
            if subject is None:
                subject = Subject(SubjectId(uuid.uuid4().hex), name, consent, now)
                vault.subjects.add(subject)
            template = Template(
                id=TemplateId(uuid.uuid4().hex),
                subject=subject.id,
                era=era,
                embedding=photo.embedding,
                photo_sha256=photo.sha256,
                picture_jpeg=photo.picture_jpeg,
                enrolled_at=now,
            )
            vault.templates.add(template)
        enrolled.append(template)
        yield template
