"""JPEG XL, read with libjxl where the extra `jxl` is installed.

The plugin for Pillow decodes a picture while it opens it, whatever its size, and turns it by EXIF
what libjxl has turned already. So its decoder is called by itself, after the size was read from
the header here (ISO/IEC 18181-1, annex D.2; containers: 18181-2, clause 9).
"""

import io
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from exposure_app.faces.pictures.jpeg import Jpeg

_decoder: Any
try:
    from pillow_jxl import Decoder as _decoder  # noqa: N813 - a factory, or None
except ImportError:  # the extra `jxl` is not installed
    _decoder = None

_SIGNATURE = b"\x00\x00\x00\x0cJXL \r\n\x87\n"
_CODESTREAM = b"\xff\x0a"
_MAX_BOXES = 64
"""Before the picture itself: its brand, level, previews of metadata. Real files have a handful."""

_RATIOS = {1: (1, 1), 2: (12, 10), 3: (4, 3), 4: (3, 2), 5: (16, 9), 6: (5, 4), 7: (2, 1)}
_SIDE_BITS = (9, 13, 18, 30)


def is_installed() -> bool:
    """Whether the part that decodes JPEG XL is there."""
    return _decoder is not None


def is_jpeg_xl(untrusted_head: bytes) -> bool:
    """Whether these bytes begin like a JPEG XL picture, bare or in a container."""
    return untrusted_head.startswith((_CODESTREAM, _SIGNATURE))


def declared_size(untrusted_body: bytes) -> tuple[int, int]:
    """(width, height) as stored, before any turn.

    Raises:
        struct.error: there is no such header.
    """
    return _size_of(_Bits(_codestream(untrusted_body), at=16))


def opened(untrusted_file: io.BytesIO) -> Image.Image:
    """The picture, decoded and upright: the JPEG it was made of, if it was, or else its pixels.

    Raises:
        Exception: it is damaged, or its levels are of a kind that no picture of people has.
    """
    decode = _decoder(num_threads=0)
    is_jpeg, facts, data, _profile, _boxes = decode(untrusted_file.getvalue())
    if is_jpeg:
        return Jpeg(io.BytesIO(data))
    size = (facts.width, facts.height)
    if facts.mode == "F":
        levels = np.frombuffer(data, np.float32).reshape(size[::-1])
        return Image.fromarray((levels * 255).round().clip(0, 255).astype(np.uint8))
    return Image.frombytes(facts.mode, size, data)


def _codestream(body: bytes) -> bytes:
    """The first bytes of the picture itself, out of its container if there is one."""
    if body.startswith(_CODESTREAM):
        return body[:16]
    at = len(_SIGNATURE)
    for _box in range(_MAX_BOXES):
        length, kind = struct.unpack_from(">I4s", body, at)
        begins = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", body, begins)
            begins += 8
        if kind == b"jxlp":
            begins += 4  # the number of this part; the first stands first
        if kind in (b"jxlc", b"jxlp"):
            return body[begins : begins + 16]
        if not 8 <= length <= len(body) - at:
            break
        at += length
    raise struct.error("no picture in the container")


@dataclass(slots=True)
class _Bits:
    """Bits of a codestream, the least significant of each byte first."""

    data: bytes
    at: int

    def read(self, count: int) -> int:
        """The next `count` bits.

        Raises:
            struct.error: there are no more.
        """
        if self.at + count > 8 * len(self.data):
            raise struct.error("the header is cut short")
        value = int.from_bytes(self.data, "little") >> self.at & ((1 << count) - 1)
        self.at += count
        return value


def _size_of(bits: _Bits) -> tuple[int, int]:
    is_small = bits.read(1)
    height = _side(bits, is_small)
    ratio = bits.read(3)
    if ratio == 0:
        return _side(bits, is_small), height
    across, down = _RATIOS[ratio]
    return height * across // down, height


def _side(bits: _Bits, is_small: int) -> int:
    if is_small:
        return 8 * (bits.read(5) + 1)
    return bits.read(_SIDE_BITS[bits.read(2)]) + 1
