"""What a confined process can do, by name. Imported there, and never by the rest of the program."""

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import IO

import numpy as np

from exposure_app.confine.serve import Job, Refusal
from exposure_app.confine.wire import LAST, Facts
from exposure_app.decoder.refusals import facts_of
from exposure_app.domain.errors import GapError
from exposure_app.domain.images import Pixels
from exposure_app.faces.pictures.decode import frames_of, raster_of
from exposure_app.faces.pictures.exif import time_and_place
from exposure_app.faces.pictures.pixel_buffer import Room
from exposure_app.faces.pictures.raster import FIRST_SIDE

_IMPORTED_LATE = (
    *(
        f"PIL.{name}"
        for name in (
            "ExifTags", "ImageChops", "ImageColor", "ImageMode", "ImageOps", "ImagePalette",
            "ImageSequence", "JpegPresets", "MpoImagePlugin", "TiffImagePlugin", "TiffTags",
        )
    ),
    *(
        f"encodings.{name}"
        for name in (
            "ascii", "latin_1", "utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "utf_32",
            "cp1252", "cp437",
        )
    ),
)  # fmt: skip
"""What Pillow and Python would look for only when a picture needs it: too late, by then."""


def picture(
    room: Room, untrusted: bytes | IO[bytes], parameters: Facts
) -> Iterator[tuple[Facts, Pixels]]:
    """A still picture, or frames of an animation. Facts: width and height of the whole picture.

    Parameters: `min_side`, the long side that is needed, 0 for the whole picture; `frames`, 1 for
    those of an animation besides the first.
    """
    body = untrusted if isinstance(untrusted, bytes) else untrusted.read()
    side = int(parameters["min_side"]) or None
    if parameters.get("frames"):
        rasters = frames_of(body, "", room=room)
        side = FIRST_SIDE
    else:
        rasters = (raster_of(body, "", first_side=side, room=room),)
    for raster in rasters:
        width, height = raster.size
        facts = {"width": width, "height": height, LAST: int(raster is rasters[-1])}
        yield facts, raster.pixels(side)


def exif(untrusted: bytes | IO[bytes], _parameters: Facts) -> Iterator[tuple[Facts, Pixels]]:
    """Facts: as `faces.pictures.exif.time_and_place`, with one pixel that shows nothing."""
    body = untrusted if isinstance(untrusted, bytes) else untrusted.read()
    yield {**time_and_place(body), LAST: 1}, np.zeros((1, 1, 3), np.uint8)


def telling(job: Job) -> Job:
    """The same job; what it says of a file that is none is said outside."""

    def told(untrusted: bytes | IO[bytes], parameters: Facts) -> Iterator[tuple[Facts, Pixels]]:
        try:
            yield from job(untrusted, parameters)
        except GapError as why:
            raise Refusal(facts_of(why)) from why

    return told


def load(room: Room) -> Mapping[str, Job]:
    """The jobs, with all that they need in memory, so that nothing has to be opened any more."""
    for name in _IMPORTED_LATE:
        import_module(name)
    np.zeros((1, 1), np.uint16).astype(np.float32).round().clip(0, 255)
    return {"picture": telling(partial(picture, room)), "exif": telling(exif)}
