"""From the small pictures that this program made itself to pictures that Qt can paint."""

from PySide6.QtGui import QImage

_BEGINS = b"\xff\xd8\xff"  # ITU-T T.81: start of image, and the next marker


def image_of(jpeg: bytes) -> QImage:
    """The picture, on any thread; a null one for what is no JPEG, or damaged.

    Told what it is, Qt asks its reader of JPEGs alone. Left to guess, it asks all: the one for SVG
    connects signals meanwhile, which on a job's thread can stop the program for good (see
    docs/decisions/0025).
    """
    if not jpeg.startswith(_BEGINS):
        return QImage()
    return QImage.fromData(jpeg, "JPEG")  # type: ignore[arg-type]  # it takes no bytes
