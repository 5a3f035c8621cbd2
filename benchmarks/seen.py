"""The labelled face of every picture of a set, seen by the product; held in memory only."""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding, Face, SubjectId, Template, TemplateId
from exposure_app.faces.pictures.crops import crop_jpeg
from exposure_app.faces.pictures.decode import raster_of
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.session.identification.kept_pictures import probe_in
from exposure_app.session.models.calibrating import labelled_face, people_in


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture."""

    person: str
    picture: Path
    face: Face
    embedding: Embedding


@dataclass(frozen=True, slots=True)
class Everybody:
    """All pictures, their vectors as one matrix (N, D), and whose they are by position."""

    seen: list[Seen]
    vectors: NDArray[np.float32]
    of: dict[str, list[int]]

    @property
    def names(self) -> NDArray[np.str_]:
        """Whose each picture is."""
        return np.array([one.person for one in self.seen])


def everybody_in(
    faces: Path, recogniser: Recogniser, *, least: int = 1, workers: int = 2
) -> Everybody:
    """Every picture in which a face is found, of people with at least so many pictures."""
    pictures = [
        (name, one)
        for name, theirs in people_in(faces).items()
        if len(theirs) >= least
        for one in theirs
    ]

    def look(named: tuple[str, Path]) -> Seen | None:
        person, picture = named
        face = labelled_face(recogniser, picture, raster_of)
        if not isinstance(face, Face):
            return None
        [embedding] = recogniser.embed([face.crop])
        return Seen(person, picture, face, embedding)

    with ThreadPoolExecutor(workers) as pool:
        seen = [one for one in pool.map(look, pictures) if one is not None]
    of: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(seen):
        of[one.person].append(at)
    return Everybody(seen, np.array([one.embedding.vector for one in seen]), dict(of))


def as_kept(one: Seen, recogniser: Recogniser) -> Embedding | None:
    """The same face from the small picture that the vault would keep; None if it is not found."""
    raster = raster_of(one.picture.read_bytes(), "")
    probe = probe_in(crop_jpeg(raster, one.face.box, []), recogniser)
    return probe.embedding if probe else None


def templates_of(everybody: Everybody, positions: Sequence[int]) -> list[Template]:
    """These pictures as enrolled photos of one subject."""
    return [
        Template(
            id=TemplateId(str(at)),
            subject=SubjectId("subject"),
            era="",
            embedding=everybody.seen[at].embedding,
            photo_sha256=str(at),
            picture_jpeg=b"",
            enrolled_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for at in positions
    ]
