"""Looks through the user's own folder for photos of a subject worth enrolling. Keeps nothing."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from exposure_app.audit.stages import Ahead, side_by_side
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import DecodeError, EnrolmentError, UnreadablePhoto
from exposure_app.domain.faces import Embedding, Face
from exposure_app.domain.findings import Match, Note
from exposure_app.domain.images import Raster
from exposure_app.domain.photos import ProposedPhoto
from exposure_app.domain.subjects import Subject
from exposure_app.domain.work import CancelToken, Progress, Report, Skipped
from exposure_app.faces.pictures.crops import crop_jpeg
from exposure_app.faces.recognition.limits import NEAR_COPY
from exposure_app.faces.recognition.quality import enrolment_reason, is_usable, strongest_band
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.matching.identifier import Identifier
from exposure_app.session.people.enrolment import photo_files, read_photo
from exposure_app.session.work.effort import Effort
from exposure_app.vault.vault import Vault

_AHEAD: Ahead[Path] = Ahead(8)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A proposal while it is weighed against the others."""

    proposed: ProposedPhoto
    embedding: Embedding


@dataclass(frozen=True, slots=True)
class FindMyPhotos:
    """What it takes to find a subject in the user's photos.

    min_norm: see `enrolment_reason`.
    """

    vault: Vault
    recogniser: Recogniser
    identifier: Identifier
    min_norm: float

    def showing(
        self, subject: Subject, folder: Path, *, effort: Effort, report: Report, cancel: CancelToken
    ) -> Iterator[ProposedPhoto | Skipped]:
        """See `PeopleVerbs.find_me`."""
        enrolled = {one.photo_sha256 for one in self.vault.templates.of(subject.id)}
        # What each proposal is held against, so that ten copies of a photo are proposed once.
        shown = [
            (one.embedding, True)
            for one in self.vault.templates.of(subject.id, self.recogniser.model)
        ]
        files = [file for file in photo_files([folder]) if isinstance(file, Path)]
        done = 0
        try:
            with effort.decoder() as decoder:
                for found in side_by_side(
                    [partial(iter, files)],
                    partial(self._look, subject, enrolled, effort, decoder),
                    workers=effort.workers,
                    ahead=_AHEAD,
                    begin=effort.begin,
                ):
                    cancel.check()
                    if found is None:
                        continue
                    done += 1
                    report(Progress("photos", done, len(files)))
                    if isinstance(found[0], Skipped):
                        yield found[0]
                    elif found[0] is not None and not _is_shown(found[0], shown):
                        shown.append((found[0].embedding, found[0].proposed.is_good))
                        yield found[0].proposed
        finally:
            effort.end()

    def _look(
        self, subject: Subject, enrolled: set[str], effort: Effort, decoder: Decoder, file: Path
    ) -> tuple[_Seen | Skipped | None]:
        with effort.turn():
            try:
                untrusted_body = read_photo(file)
                if hashlib.sha256(untrusted_body).hexdigest() in enrolled:
                    return (None,)
                return (
                    self._proposed(subject, file, decoder.raster_of(untrusted_body, file.name)),
                )
            except EnrolmentError as why:
                return (Skipped(str(file), why),)
            except DecodeError:
                return (Skipped(str(file), UnreadablePhoto(file.name)),)

    def _proposed(self, subject: Subject, file: Path, raster: Raster) -> _Seen | None:
        faces = self.recogniser.detect(raster)
        usable = [face for face in faces if is_usable(face)]
        embeddings = self.recogniser.embed([face.crop for face in usable])
        best = self._best(subject, usable, embeddings)
        if best is None:
            return None
        at, match = best
        face = usable[at]
        reason = enrolment_reason(face, embeddings[at], self.min_norm)
        others = [other.box for other in faces if other is not face]
        proposed = ProposedPhoto(
            path=file,
            match=match.at_most(strongest_band(face.box), Note.SMALL_FACE),
            face=at + 1,
            picture_jpeg=crop_jpeg(raster, face.box, others),
            size=raster.size,
            reason=reason,
        )
        return _Seen(proposed, embeddings[at])

    def _best(
        self, subject: Subject, faces: Sequence[Face], embeddings: Sequence[Embedding]
    ) -> tuple[int, Match] | None:
        """Which face is most like the subject, and its match; None if none is."""
        matches = [
            (at, match)
            for at in range(len(faces))
            if (match := self.identifier.compare(embeddings[at]).match)
            and match.subject == subject.id
        ]
        return max(matches, key=lambda one: one[1].score, default=None)


def _is_shown(seen: _Seen, shown: Sequence[tuple[Embedding, bool]]) -> bool:
    """Whether a photo as good as this one shows the face in nearly the same picture."""
    return any(
        (is_good or not seen.proposed.is_good) and seen.embedding.similarity(one) >= NEAR_COPY
        for one, is_good in shown
    )
