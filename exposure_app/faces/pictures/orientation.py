"""How a camera was held: EXIF orientation, read by hand, for the block is as hostile as the rest.

Pillow's reader follows every pointer in the block, warns about some and fails on others. One
number is wanted, and a block that does not give it means "as stored", as in browsers.
"""

import struct

from PIL import Image

AS_STORED = 1

MAX_ENTRIES = 1_000
"""Of a directory; cameras write some fifty."""

_MARK = b"Exif\0\0"
_MAX_MARKS = 4
"""Before the block; some programs write the mark twice. Each that is taken off costs a copy."""

_BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ORIENTATION, _SHORT = 0x0112, 3

# EXIF 2.32, 4.6.4.A, from "where row 0 and column 0 are" to what brings them to the top left.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_FIRST_SIDEWAYS = 5


def orientation(untrusted_exif: bytes) -> int:
    """The orientation in an EXIF block, 1 to 8; 1 if there is none or it makes no sense.

    Only the first directory is read, once, so that a loop of directories cannot hold us.
    """
    block = untrusted_exif
    for _ in range(_MAX_MARKS):
        block = block.removeprefix(_MARK)
    order = _BYTE_ORDERS.get(block[:4])
    try:
        return AS_STORED if order is None else _in_first_directory(block, order)
    except struct.error:  # it ends before that
        return AS_STORED


def _in_first_directory(block: bytes, order: str) -> int:
    """Source: TIFF 6.0, section 2.

    Raises:
        struct.error: the block ends before it is found.
    """
    (start,) = struct.unpack_from(f"{order}I", block, 4)
    (entries,) = struct.unpack_from(f"{order}H", block, start)
    for number in range(min(entries, MAX_ENTRIES)):
        entry = struct.unpack_from(f"{order}HHIH", block, start + 2 + 12 * number)
        tag, kind, values, value = entry
        if tag == _ORIENTATION:
            return value if (kind, values) == (_SHORT, 1) and value in _TURNS else AS_STORED
    return AS_STORED


def is_sideways(orientation: int) -> bool:
    """Whether bringing the picture upright swaps its width and height."""
    return orientation >= _FIRST_SIDEWAYS


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """`image` as a person should see it."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
