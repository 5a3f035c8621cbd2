"""A picture that shows which way up it is, and the EXIF block that says so."""

import struct

from PIL import Image

ORIENTATION, SHORT, LONG = 0x0112, 3, 4


def marked():
    """A picture that looks different from all eight sides: one corner red, one blue."""
    picture = Image.new("RGB", (96, 64), "white")
    picture.paste("red", (0, 0, 32, 32))
    picture.paste("blue", (64, 0, 96, 32))
    return picture


def exif(value, *, order="<", kind=SHORT, count=1, tag=ORIENTATION, start=8):
    """A block with two entries, the second of which says `value`."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", start)
    entries = struct.pack(f"{order}HHII", 0x010F, LONG, 1, 0)
    if kind == SHORT:
        entries += struct.pack(f"{order}HHIHH", tag, kind, count, value, 0)
    else:
        entries += struct.pack(f"{order}HHII", tag, kind, count, value)
    return b"Exif\0\0" + head + struct.pack(f"{order}H", 2) + entries + bytes(4)
