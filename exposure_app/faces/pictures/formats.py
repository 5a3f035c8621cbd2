"""Which picture formats we read, told by content, and how each is opened without decoding it.

Never by name or Content-Type. What is not listed (SVG, PDF, EPS, TIFF, ICO, ...) is not a picture
for us: those formats have renderers, and name files to fetch.

HEIC and JPEG XL are read with parts that may not be installed: the extras `heif` and `jxl`.
"""

import io
import math
import struct
from collections.abc import Callable
from enum import Enum

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    PngImagePlugin,
    WebPImagePlugin,
)

from exposure_app.faces.pictures import jpeg_xl
from exposure_app.faces.pictures.jpeg import Jpeg

try:
    import pi_heif
except ImportError:  # the extra `heif` is not installed
    pi_heif = None

# One worker per core decodes; libavif and libheif would start as many threads again in each.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
if pi_heif is not None:
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = False

_BMP_HEADER_SIZES = {12, 16, 40, 52, 56, 64, 108, 124}
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_METADATA_BYTES = 16_384
"""Of an ISO base media file, in which the list of its items is looked for."""


class OptionalPart(Enum):
    """An extra of this package without which a format is not read."""

    HEIF = "heif"
    JXL = "jxl"


Opener = Callable[[io.BytesIO], Image.Image]


def opener(untrusted_body: bytes) -> Opener | OptionalPart | None:
    """What opens pictures that begin like this one; the part that is missing; None if we read none.

    A JPEG within a JPEG XL file is opened as the JPEG that it is (`jpeg_xl.opened`).
    """
    head = untrusted_body[:32]
    found: Opener | OptionalPart | None = None
    if head.startswith(b"\xff\xd8\xff"):
        found = Jpeg
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        found = PngImagePlugin.PngImageFile
    elif head.startswith((b"GIF87a", b"GIF89a")):
        found = GifImagePlugin.GifImageFile
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        found = WebPImagePlugin.WebPImageFile
    elif head[4:8] == b"ftyp":
        found = _in_iso_media(_brands(untrusted_body))
    elif jpeg_xl.is_jpeg_xl(head):
        found = jpeg_xl.opened if jpeg_xl.is_installed() else OptionalPart.JXL
    elif head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        found = BmpImagePlugin.BmpImageFile
    return found


def _in_iso_media(brands: set[bytes]) -> Opener | OptionalPart | None:
    """What opens an ISO base media file of these brands: AVIF, HEIC, or none of ours."""
    if _AVIF_BRANDS & brands:
        return AvifImagePlugin.AvifImageFile
    if _HEIC_BRANDS & brands:
        return OptionalPart.HEIF if pi_heif is None else pi_heif.HeifImageFile
    return None


def is_jpeg(kind: Opener) -> bool:
    """Whether `opened` gives a JPEG: the one format that can be decoded reduced."""
    return kind is Jpeg


def opened(untrusted_body: bytes, kind: Opener) -> Image.Image:
    """The picture with its header read and its pixels not; a JPEG XL with its pixels.

    Raises:
        Exception: whatever Pillow raises on damage; see `decode`.
    """
    if untrusted_body[4:8] == b"ftyp":
        # AVIF and HEIC are turned by their container. The EXIF item would be parsed as well, and a
        # broken one costs the picture; renamed, it is not looked at.
        metadata = untrusted_body[:_METADATA_BYTES].replace(b"Exif", b"skip")
        untrusted_body = metadata + untrusted_body[_METADATA_BYTES:]
    return kind(io.BytesIO(untrusted_body))


def declared_size(untrusted_body: bytes) -> tuple[int, int]:
    """(width, height) by the header of WebP, AVIF, HEIC or JPEG XL; (0, 0) for others or damage.

    Asked before `opened` for these: libwebp takes memory for the pixels when it is opened, libjxl
    decodes them, and libavif refuses the very largest without saying how large they are.
    """
    try:
        if untrusted_body[8:12] == b"WEBP":
            return _webp_size(untrusted_body)
        if untrusted_body[4:8] == b"ftyp":
            return _iso_media_size(untrusted_body)
        if jpeg_xl.is_jpeg_xl(untrusted_body):
            return jpeg_xl.declared_size(untrusted_body)
    except struct.error:
        pass
    return 0, 0


def _webp_size(body: bytes) -> tuple[int, int]:
    """RFC 9649: 14 bits a side in VP8 (2.5) and VP8L (3.4), 24 bits in VP8X (2.7.1)."""
    kind = body[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _iso_media_size(body: bytes) -> tuple[int, int]:
    """The largest spatial extent of an item (ISO/IEC 23008-12, 6.5.3): tiles are smaller."""
    sizes = [(0, 0)]
    at = body.find(b"ispe", 0, _METADATA_BYTES)
    while at >= 0:
        sizes.append(struct.unpack_from(">II", body, at + 8))
        at = body.find(b"ispe", at + 4, _METADATA_BYTES)
    return max(sizes, key=math.prod)


def _brands(body: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3)."""
    length = min(int.from_bytes(body[:4], "big"), 256)
    listed = body[16:length]
    return {body[8:12]} | {listed[at : at + 4] for at in range(0, len(listed), 4)}
