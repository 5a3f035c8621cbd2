"""Pictures that are decoded as far as somebody asks, and no further.

A JPEG decoder can leave out the fine detail of each 8 x 8 block and so hand out the picture at a
half, a quarter or an eighth of its size, in a fraction of the time and memory. A detector that
looks at 1,280 pixels needs no more; a small face in a large photo does, and then the photo is
decoded once more.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from exposure_app.domain.images import Pixels, Raster

__all__ = ["JpegRaster", "Raster", "ScaledPixels", "Still", "as_raster", "sheet_of"]

FIRST_SIDE = 1280
"""What is decoded of a JPEG at first: as much as the detector's first look needs."""

REDUCTIONS = (8, 4, 2)
"""What a JPEG decoder offers besides the whole: libjpeg-turbo's scaling by DCT (8/8, 4/8, ...)."""


class Still:
    """A picture whose pixels are all there already."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        height, width, _ = self._pixels.shape
        return width, height

    def pixels(self, min_side: int | None = None) -> Pixels:
        """All pixels, whatever is asked."""
        return self._pixels


class JpegRaster:
    """A picture that can be decoded reduced. Used by one thread.

    Keeps the largest pixels decoded so far, and hands those out to whoever asks for no more.

    Args:
        size: (width, height) of the whole picture, upright.
        decode: upright pixels reduced by 1, 2, 4 or 8.
        first: those that are there already.
    """

    def __init__(
        self,
        size: tuple[int, int],
        decode: Callable[[int], Pixels],
        first: Pixels | None = None,
    ) -> None:
        self._size = size
        self._decode = decode
        self._largest = first

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the whole picture, however much of it was decoded."""
        return self._size

    def pixels(self, min_side: int | None = None) -> Pixels:
        """The picture with a long side of at least `min_side`, or whole; upright.

        Raises:
            Unreadable: damaged. The first call says so, whatever its size.
        """
        full = max(self._size)
        wanted = full if min_side is None else min(min_side, full)
        if self._largest is None or max(self._largest.shape[:2]) < wanted:
            reduction = next((by for by in REDUCTIONS if full // by >= wanted), 1)
            self._largest = self._decode(reduction)
        return self._largest


def as_raster(picture: Raster | Pixels) -> Raster:
    """`picture` itself, or pixels as one."""
    return Still(picture) if isinstance(picture, np.ndarray) else picture


@dataclass(frozen=True, slots=True)
class ScaledPixels:
    """Pixels of a picture; `scale` is their size over the whole picture's, at most 1."""

    pixels: Pixels
    scale: float


def sheet_of(raster: Raster, min_side: int | None = None) -> ScaledPixels:
    """The picture as `Raster.pixels` gives it, and its scale."""
    pixels = raster.pixels(min_side)
    return ScaledPixels(pixels, max(pixels.shape[:2]) / max(raster.size))
