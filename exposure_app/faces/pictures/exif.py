"""What a picture's own file says of when and where it was taken: its EXIF block, read by Pillow.

For confined processes alone, which tell it as facts: as texts and numbers that nobody has judged.
It says as much as whoever made the file wants it to.
"""

import math
import warnings
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PIL import Image, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from exposure_app.faces.pictures.formats import opened, opener

MAX_BLOCK_BYTES = 500_000
"""A JPEG has room for 65,536, where decision 0026 drew the line. Other formats set none, and some
programs put a description or a preview before the time and the place. Full of fractions, the
dearest thing it can hold, a block of this size is read in 0.3 s."""

MAX_TEXT = 40

_TEXTS = {
    "original": Base.DateTimeOriginal,
    "original_zone": Base.OffsetTimeOriginal,
    "digitized": Base.DateTimeDigitized,
    "digitized_zone": Base.OffsetTimeDigitized,
}
_DEGREES = (
    ("latitude", GPS.GPSLatitude, GPS.GPSLatitudeRef, "S"),
    ("longitude", GPS.GPSLongitude, GPS.GPSLongitudeRef, "W"),
)

# ISO/IEC 23008-12, A.2.1: how far to the block, then perhaps its usual prefix, then the block.
_WITHIN_ISO = (
    b"\0\0\0\x06Exif\0\0II*\0", b"\0\0\0\x06Exif\0\0MM\0*", b"\0\0\0\0II*\0", b"\0\0\0\0MM\0*",
)  # fmt: skip


def time_and_place(untrusted_body: bytes) -> dict[str, str | float]:
    """What there is of `original`, `digitized`, their zones, `latitude` and `longitude`.

    Times and zones as EXIF writes them, "2020:01:02 03:04:05" and "+02:00", if anybody wrote so;
    degrees as finite numbers, negative in the south and west. Damage is nothing said.
    """
    try:
        block = _block(untrusted_body)
    except Exception:  # noqa: BLE001 - not a list, as in `decode`
        return {}
    return said_in(block)


def said_in(untrusted_exif: bytes) -> dict[str, str | float]:
    """The same, of an EXIF block."""
    exif = Image.Exif()
    said: dict[str, str | float] = {}
    # Not a list of errors, as in `decode`; and what one directory says stands without the other.
    with warnings.catch_warnings(action="ignore"), suppress(Exception):
        exif.load(untrusted_exif[:MAX_BLOCK_BYTES])
        with suppress(Exception):
            said |= _texts(exif.get_ifd(IFD.Exif))
        said |= _degrees(exif.get_ifd(IFD.GPSInfo))
    return said


def _block(untrusted_body: bytes) -> bytes:
    """The EXIF block of a picture; empty if there is none."""
    if untrusted_body[4:8] == b"ftyp":
        # It takes a box's tables to say where it is; its beginning is unmistakable. Pillow would
        # read it, and on some files write it anew, before anybody could bound it.
        body = untrusted_body
        starts = (at for mark in _WITHIN_ISO if (at := body.find(mark)) >= 0)
        return next((body[at + 4 : at + 4 + MAX_BLOCK_BYTES] for at in starts), b"")
    kind = opener(untrusted_body)
    if not callable(kind):
        return b""
    image = opened(untrusted_body, kind)
    if kind is PngImagePlugin.PngImageFile and "exif" not in image.info:
        image.load()  # it may stand behind the pixels
    return bytes(image.info.get("exif") or b"")


def _texts(directory: Mapping[int, Any]) -> dict[str, str]:
    found = {name: directory.get(tag) for name, tag in _TEXTS.items()}
    texts = {
        name: text.partition("\0")[0].strip()
        for name, text in found.items()
        if isinstance(text, str)
    }
    return {name: text for name, text in texts.items() if 0 < len(text) <= MAX_TEXT}


def _degrees(directory: Mapping[int, Any]) -> dict[str, float]:
    """Latitude and longitude; nothing unless both are there."""
    found: dict[str, float] = {}
    for name, tag, side_tag, negative in _DEGREES:
        degrees, minutes, seconds = map(float, directory[tag])
        value = degrees + minutes / 60 + seconds / 3600
        side = directory[side_tag].strip("\0 ").upper()
        found[name] = -value if side == negative else value
    return found if all(map(math.isfinite, found.values())) else {}
