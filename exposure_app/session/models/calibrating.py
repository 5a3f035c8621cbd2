"""What a pack's scores are worth, measured on a folder of labelled pictures, the product's own way.

The pictures' embeddings are of strangers: they live in memory until the measurement is done, and
what is kept of them are rates and counts.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from math import hypot
from pathlib import Path
from typing import Any

import numpy as np

from exposure_app import __version__
from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.errors import CannotRead, DecodeError, UnreadablePhoto
from exposure_app.domain.faces import Box, Embedding, Face
from exposure_app.domain.images import Raster
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.faces.models.pack import ModelPack
from exposure_app.faces.recognition.quality import is_usable
from exposure_app.faces.recognition.recogniser import Recogniser
from exposure_app.gallery.calibration.measure import measure as measured
from exposure_app.gallery.calibration.measure_scores import LabelledFaces
from exposure_app.session.people.enrolment import read_photo

RasterOf = Callable[[bytes, str], Raster]
"""From untrusted bytes, and a name for the errors, to a picture; may raise a `DecodeError`."""

WORKERS = 2
_AT_ONCE = 64
"""Pictures between two looks at whether to stop."""


class Unseen(Enum):
    """Why a picture gives no embedding."""

    UNREADABLE = "unreadable"
    FACELESS = "faceless"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The faces of labelled people, and what became of the other pictures.

    people: their labels, in the order of the numbers in `faces`; only those with a face.
    unreadable: pictures that could not be read; faceless: those without a usable face.
    """

    faces: LabelledFaces
    people: tuple[str, ...]
    unreadable: int
    faceless: int


def measure(
    recogniser: Recogniser, labelled: Path, *, report: Report, cancel: CancelToken
) -> dict[str, Any]:
    """The calibration of a recogniser's pack, as `calibration.json` holds it.

    Args:
        labelled: a folder with one folder for each person, and pictures in those. Where a picture
            shows several faces, the one nearest to its middle is theirs.
        report: hears the stages "photos" and "comparisons".

    Raises:
        CannotRead: `labelled` is no folder, or may not be read.
        TooFewLabelledFaces: too few people or pictures for the loosest band; see
            `gallery.calibration.measure` for how many are needed.
        Cancelled: between two pictures.
    """
    looked = look(recogniser, people_in(labelled), report=report, cancel=cancel)
    about = about_pack(recogniser.pack, labelled.name, looked)
    return measured(looked.faces, about, report=report, cancel=cancel)


def people_in(labelled: Path) -> dict[str, list[Path]]:
    """Each person's files, both in a stable order.

    Raises:
        CannotRead: `labelled` is no folder, or may not be read.
    """
    try:
        folders = sorted(one for one in labelled.iterdir() if one.is_dir())
        return {
            folder.name: sorted(
                one for one in folder.iterdir() if one.is_file() and not one.name.startswith(".")
            )
            for folder in folders
        }
    except OSError as cause:
        raise CannotRead(str(labelled)) from cause


def look(
    recogniser: Recogniser,
    people: Mapping[str, Sequence[Path]],
    *,
    report: Report,
    cancel: CancelToken,
) -> Labelled:
    """The face of each picture's person, from file bytes to embedding.

    Raises:
        Cancelled: between two pictures.
    """
    shown = [(name, picture) for name, pictures in people.items() for picture in pictures]
    found: list[tuple[str, Embedding]] = []
    unseen: Counter[Unseen] = Counter()
    with (
        Decoder(workers=WORKERS, cancel=cancel) as decoder,
        ThreadPoolExecutor(WORKERS, thread_name_prefix="look") as pool,
    ):
        for start in range(0, len(shown), _AT_ONCE):
            cancel.check()
            report(Progress("photos", start, len(shown)))
            some = shown[start : start + _AT_ONCE]
            embeddings = pool.map(
                lambda one: _embedding(recogniser, one[1], decoder.raster_of), some
            )
            for (name, _), embedding in zip(some, embeddings, strict=True):
                if isinstance(embedding, Unseen):
                    unseen[embedding] += 1
                else:
                    found.append((name, embedding))
    report(Progress("photos", len(shown), len(shown)))
    names = list(dict.fromkeys(name for name, _ in found))
    number = {name: n for n, name in enumerate(names)}
    length = recogniser.pack.embedding_length
    faces = LabelledFaces(
        vectors=np.array([e.vector for _, e in found], dtype=np.float32).reshape(-1, length),
        norms=np.array([e.norm for _, e in found], dtype=np.float32),
        person=np.array([number[name] for name, _ in found], dtype=np.int64),
    )
    return Labelled(faces, tuple(names), unseen[Unseen.UNREADABLE], unseen[Unseen.FACELESS])


def about_pack(pack: ModelPack, data_set: str, looked: Labelled) -> dict[str, Any]:
    """What a calibration document says of its pack and its pictures, beside what was counted."""
    return {
        "pack": pack.name,
        "models": {
            role: {"file": file.name, "sha256": file.sha256}
            for role, file in (("detector", pack.detector), ("recogniser", pack.recogniser))
        },
        "measured": {
            "date": datetime.now(UTC).date().isoformat(),
            "data_set": data_set,
            "code_version": __version__,
            "unreadable": looked.unreadable,
            "without_a_face": looked.faceless,
        },
    }


def labelled_face(recogniser: Recogniser, picture: Path, raster_of: RasterOf) -> Face | Unseen:
    """The usable face nearest to the picture's middle: the labelled person's."""
    try:
        raster = raster_of(read_photo(picture), "")
        faces = [face for face in recogniser.detect(raster) if is_usable(face)]
    except (DecodeError, UnreadablePhoto):
        return Unseen.UNREADABLE
    width, height = raster.size
    return min(
        faces, key=lambda face: _from_middle(face.box, width, height), default=Unseen.FACELESS
    )


def _embedding(recogniser: Recogniser, picture: Path, raster_of: RasterOf) -> Embedding | Unseen:
    face = labelled_face(recogniser, picture, raster_of)
    if isinstance(face, Unseen):
        return face
    [embedding] = recogniser.embed([face.crop])
    return embedding


def _from_middle(box: Box, width: int, height: int) -> float:
    return hypot(box.left + box.right - width, box.top + box.bottom - height)
