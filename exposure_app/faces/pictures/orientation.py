"""How a camera was held: EXIF orientation, read by hand, for the block is as hostile as the rest.

Pillow's reader follows every pointer in the block, warns about some and fails on others. One
number is wanted, and a block that does not give it means "as stored", as in browsers.
"""

from PIL import Image

from exposure_app.faces.pictures.tiff_directories import Tiff

AS_STORED = 1

_ORIENTATION = 0x0112

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
    tiff = Tiff(untrusted_exif)
    for entry in tiff.first_directory():
        if entry.tag == _ORIENTATION:
            value = tiff.short(entry)
            return value if value in _TURNS else AS_STORED
    return AS_STORED


def is_sideways(orientation: int) -> bool:
    """Whether bringing the picture upright swaps its width and height."""
    return orientation >= _FIRST_SIDEWAYS


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """`image` as a person should see it."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
