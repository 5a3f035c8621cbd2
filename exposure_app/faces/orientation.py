"""How a camera was held: EXIF orientation, read by hand, for the block is as hostile as the rest.

Pillow's reader follows every pointer in the block, warns about some and fails on others. One
number is wanted, and a block that does not give it means "as stored", as in browsers.
"""

import struct

from PIL import Image

AS_STORED = 1

_ORIENTATION, _SHORT = 0x0112, 3
_BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}

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
    tiff = untrusted_exif
    while tiff.startswith(b"Exif\0\0"):
        tiff = tiff[6:]
    order = _BYTE_ORDERS.get(tiff[:4])
    if order is None:
        return AS_STORED
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(entries):
            tag, kind, count, value = struct.unpack_from(
                f"{order}HHIH", tiff, start + 2 + 12 * entry
            )
            if tag == _ORIENTATION:
                makes_sense = kind == _SHORT and count == 1 and value in _TURNS
                return int(value) if makes_sense else AS_STORED
    except struct.error:
        pass
    return AS_STORED


def is_sideways(orientation: int) -> bool:
    """Whether bringing the picture upright swaps its width and height."""
    return orientation >= _FIRST_SIDEWAYS


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """`image` as a person should see it."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
