"""Which formats can be read: a small file of each is, by the processes that read everything else.

That the libraries can be imported here does not say it: what reads files is another process.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exposure_app.confine.start import Program
from exposure_app.decoder.decoder import DECODER, MEDIA, Decoder
from exposure_app.domain.errors import GapError, PartMissing
from exposure_app.domain.images import Pixels
from exposure_app.resources import resource
from exposure_app.session.profile.library_versions import VERSIONS
from exposure_app.signatures import Medium

_APART = 64
"""Levels by which red is to stand out on the left of a sample, and blue on the right."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """A file in `resources/samples`.

    part: what reads it, a name in `VERSIONS`.
    medium: None for a picture.
    """

    name: str
    ending: str
    part: str = ""
    medium: Medium | None = None


_SAMPLES = (
    _Sample("JPEG", "jpg"),
    _Sample("PNG", "png"),
    _Sample("GIF", "gif"),
    _Sample("BMP", "bmp"),
    _Sample("WebP", "webp", "webp"),
    _Sample("AVIF", "avif", "avif"),
    _Sample("HEIC", "heic", "heif"),
    _Sample("JPEG XL", "jxl", "jxl"),
    _Sample("PDF", "pdf", "pdf", Medium.PDF),
    _Sample("MP4", "mp4", "video", Medium.VIDEO),
)


def formats(pictures: Program = DECODER, media: Program = MEDIA) -> dict[str, str]:
    """What became of the samples.

    Returns:
        "found": the libraries, with their versions, all of whose samples were read. "missing":
        names of extras that are not here. "unread": formats whose part is here and does not read
        them. Each with commas between.

    Raises:
        DecoderUnavailable, DecoderKeepsEnding: no format can be read.
    """
    missing, unread = [], []
    with Decoder(program=pictures) as of_pictures, Decoder(program=media) as of_media:
        for sample in _SAMPLES:
            try:
                is_read = _is_read(sample, of_pictures if sample.medium is None else of_media)
            except PartMissing:
                missing.append(sample.part)
            else:
                if not is_read:
                    unread.append(sample)
    lacking = {*missing, *(sample.part for sample in unread)}
    found = [version() for part, version in VERSIONS.items() if part not in lacking]
    return {
        "found": ", ".join(found),
        "missing": ", ".join(missing),
        "unread": ", ".join(sample.name for sample in unread),
    }


def _is_read(sample: _Sample, decoder: Decoder) -> bool:
    """Whether its pixels are those that were written.

    Raises:
        PartMissing: an extra is not here.
    """
    body = resource(f"samples/sample.{sample.ending}").read_bytes()
    try:
        # To the end: whoever stops before loses the process.
        seen = [_is_as_written(pixels) for pixels in _pixels(sample, body, decoder)]
    except PartMissing:
        raise
    except GapError:
        return False
    return any(seen)


def _pixels(sample: _Sample, body: bytes, decoder: Decoder) -> Iterator[Pixels]:
    if sample.medium is None:
        yield decoder.decode(body, "")
        return
    for _facts, pixels in decoder.pictures(sample.medium.value, body, {}):
        yield pixels


def _is_as_written(pixels: Pixels) -> bool:
    middle = pixels.shape[1] // 2
    left, right = pixels[:, :middle].mean(axis=(0, 1)), pixels[:, middle:].mean(axis=(0, 1))
    return bool(left[0] > right[0] + _APART and right[2] > left[2] + _APART)
