"""Embeddings from the small pictures the vault keeps: of enrolled photos, findings, look-alikes.

They live as long as whoever asked for them needs them. Nobody but an enrolled person has an
embedding in the vault.
"""

from exposure_app.domain.errors import DecodeError
from exposure_app.domain.faces import Face, Probe
from exposure_app.faces.pictures.decode import decode
from exposure_app.faces.recognition.quality import is_usable
from exposure_app.faces.recognition.recogniser import Recogniser


def probe_in(kept_jpeg: bytes, recogniser: Recogniser) -> Probe | None:
    """The face that a kept picture shows, and its embedding; None if it is not found again.

    Args:
        kept_jpeg: as `crops.crop_jpeg` made it: one face with a margin, others hidden.
    """
    try:
        faces = recogniser.detect(decode(kept_jpeg, ""))
    except DecodeError:
        return None
    largest = max(filter(is_usable, faces), key=_area, default=None)
    if largest is None:
        return None
    [embedding] = recogniser.embed([largest.crop])
    return Probe(largest, embedding)


def _area(face: Face) -> float:
    return face.box.width * face.box.height
