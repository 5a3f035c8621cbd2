"""Frames of one shot of a video, or a picture of a document, on their way through an audit.

What was decoded already travels as pictures do, as one body of bytes, but bare: a header, then
the pixels of each frame. It is made by us and still read as strictly as what comes from outside.
"""

import struct
from collections.abc import Sequence

import numpy as np

from exposure_app.domain.images import Pixels

MAGIC = b"exposure-shot-1\n"

_HEADER = struct.Struct("<III")  # frames, width, height


def packed(frames: Sequence[Pixels]) -> bytes:
    """One body of frames that are all of one size, at least one."""
    height, width, _ = frames[0].shape
    header = MAGIC + _HEADER.pack(len(frames), width, height)
    return b"".join([header, *(frame.tobytes() for frame in frames)])


def declared_size(body: bytes) -> tuple[int, int]:
    """(width, height) of each frame, or (0, 0)."""
    if len(body) < len(MAGIC) + _HEADER.size:
        return 0, 0
    _count, width, height = _HEADER.unpack_from(body, len(MAGIC))
    return width, height


def unpacked(body: bytes) -> list[Pixels]:
    """The frames of a body that begins with `MAGIC`; read-only.

    Raises:
        ValueError: it is no such body, or not whole.
    """
    begins = len(MAGIC) + _HEADER.size
    if len(body) <= begins:
        raise ValueError("cut short")
    count, width, height = _HEADER.unpack_from(body, len(MAGIC))
    if not count or len(body) - begins != 3 * count * width * height:
        raise ValueError("not as long as it says")
    pixels = np.frombuffer(body, np.uint8, offset=begins).reshape(count, height, width, 3)
    return list(pixels)
