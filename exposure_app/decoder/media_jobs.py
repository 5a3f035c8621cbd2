"""What a confined process can do with videos and documents, by name.

Apart from pictures, whose processes are many and must be ready soon: FFmpeg and PDFium take longer
to load than all else together. Imported there, and never by the rest of the program.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, BinaryIO, cast

from exposure_app.confine.serve import Job
from exposure_app.confine.wire import Facts
from exposure_app.decoder import jobs
from exposure_app.domain.errors import PartMissing
from exposure_app.domain.images import Pixels
from exposure_app.faces.pictures.pixel_buffer import Room
from exposure_app.media import pdf, video
from exposure_app.signatures import Medium


def _video(untrusted: bytes | IO[bytes], _parameters: Facts) -> Iterator[tuple[Facts, Pixels]]:
    """Facts: as `media.video.frames`."""
    yield from video.frames(_file(untrusted), "")


def _pdf(untrusted: bytes | IO[bytes], _parameters: Facts) -> Iterator[tuple[Facts, Pixels]]:
    """Facts: as `media.pdf.pictures`."""
    yield from pdf.pictures(_file(untrusted), "")


JOBS: Mapping[str, Job] = {
    Medium.VIDEO.value: jobs.telling(_video),
    Medium.PDF.value: jobs.telling(_pdf),
}


def load(_room: Room) -> Mapping[str, Job]:
    """The jobs, with all that they need in memory; a part that is not installed says so later."""
    for warm_up in (video.warm_up, pdf.warm_up):
        with suppress(PartMissing):
            warm_up()
    return JOBS


def _file(untrusted: bytes | IO[bytes]) -> BinaryIO:
    return io.BytesIO(untrusted) if isinstance(untrusted, bytes) else cast("BinaryIO", untrusted)
