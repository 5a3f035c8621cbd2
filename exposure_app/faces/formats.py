"""Which picture formats we read, told by content, and how each is opened without decoding it.

Never by name or Content-Type. What is not listed (SVG, PDF, EPS, TIFF, ICO, ...) is not a picture
for us: those formats have renderers, and name files to fetch.
"""

import io
import math
import struct

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

# One worker per core decodes; libavif would start as many threads again in each.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1

_BMP_HEADER_SIZES = {12, 16, 40, 52, 56, 64, 108, 124}
_AVIF_BRANDS = {b"avif", b"avis"}
_AVIF_METADATA_BYTES = 4096


class _Jpeg(JpegImagePlugin.JpegImageFile):
    def _read_dpi_from_exif(self) -> None:
        # Otherwise opening parses all of EXIF for a number we do not need, and a broken block
        # costs the picture.
        pass


def opener(untrusted_body: bytes) -> type[ImageFile.ImageFile] | None:
    """The Pillow class that reads pictures beginning like this one; None if we read none such."""
    head = untrusted_body[:32]
    found: type[ImageFile.ImageFile] | None = None
    if head.startswith(b"\xff\xd8\xff"):
        found = _Jpeg
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        found = PngImagePlugin.PngImageFile
    elif head.startswith((b"GIF87a", b"GIF89a")):
        found = GifImagePlugin.GifImageFile
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        found = WebPImagePlugin.WebPImageFile
    elif head[4:8] == b"ftyp" and _AVIF_BRANDS & _brands(untrusted_body):
        found = AvifImagePlugin.AvifImageFile
    elif head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        found = BmpImagePlugin.BmpImageFile
    return found


def is_jpeg(kind: type[ImageFile.ImageFile]) -> bool:
    """Whether `opened` gives a JPEG: the one format that can be decoded reduced."""
    return kind is _Jpeg


def opened(untrusted_body: bytes, kind: type[ImageFile.ImageFile]) -> ImageFile.ImageFile:
    """The picture with its header read and its pixels not.

    Raises:
        Exception: whatever Pillow raises on damage; see `decode`.
    """
    if kind is AvifImagePlugin.AvifImageFile:
        # AVIF is turned by its container. Pillow would parse the EXIF item as well, and a broken
        # one costs the picture; renamed, it is not looked at.
        metadata = untrusted_body[:_AVIF_METADATA_BYTES].replace(b"Exif", b"skip")
        untrusted_body = metadata + untrusted_body[_AVIF_METADATA_BYTES:]
    return kind(io.BytesIO(untrusted_body))


def declared_size(untrusted_body: bytes) -> tuple[int, int]:
    """(width, height) by the header of a WebP or AVIF picture; (0, 0) for any other or damage.

    Asked before `opened` for these two: libwebp takes memory for the pixels when it is opened,
    and libavif refuses the very largest without saying how large they are.
    """
    try:
        if untrusted_body[8:12] == b"WEBP":
            return _webp_size(untrusted_body)
        if untrusted_body[4:8] == b"ftyp":
            return _avif_size(untrusted_body)
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


def _avif_size(body: bytes) -> tuple[int, int]:
    """The largest spatial extent of an item (ISO/IEC 23008-12, 6.5.3): tiles are smaller."""
    sizes = [(0, 0)]
    at = body.find(b"ispe", 0, _AVIF_METADATA_BYTES)
    while at >= 0:
        sizes.append(struct.unpack_from(">II", body, at + 8))
        at = body.find(b"ispe", at + 4, _AVIF_METADATA_BYTES)
    return max(sizes, key=math.prod)


def _brands(body: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3)."""
    length = min(int.from_bytes(body[:4], "big"), 256)
    listed = body[16:length]
    return {body[8:12]} | {listed[at : at + 4] for at in range(0, len(listed), 4)}
