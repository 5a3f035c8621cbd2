"""From Pillow's pixels, four bytes each, to ours, three bytes each."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from exposure_app.domain.images import Pixels

Room = Callable[[int, int], Pixels]
"""Makes room for a picture of so many rows and columns: (height, width, 3) uint8, in one piece."""

_PIECE_BYTES = 65_536
"""Small enough to be still at hand, in the processor's cache, when it is copied on."""


def packed(image: Image.Image, room: Room | None = None) -> Pixels:
    """An RGB picture's pixels, read-only; written into `room`, if there is one, piece by piece.

    Pillow has no public way to write into memory that is there already. This is `Image.tobytes`,
    without its second copy of the whole.

    Raises:
        ValueError: Pillow does not hand out all of them.
    """
    if room is None:
        return np.asarray(image)
    pixels = room(image.height, image.width)
    flat = pixels.reshape(-1)
    encoder = Image._getencoder("RGB", "raw", ("RGB",), ())
    encoder.setimage(image.im, (0, 0, *image.size))
    at = is_over = 0
    while not is_over:
        _count, is_over, piece = encoder.encode(_PIECE_BYTES)
        flat[at : at + len(piece)] = np.frombuffer(piece, np.uint8)
        at += len(piece)
    if is_over < 0 or at != flat.size:
        raise ValueError
    pixels.setflags(write=False)
    return pixels
