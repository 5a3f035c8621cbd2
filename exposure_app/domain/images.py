"""From a page to pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.sources import SourceId

Pixels = NDArray[np.uint8]
"""(height, width, 3), RGB, EXIF orientation already applied."""


@dataclass(frozen=True, slots=True)
class ImageRef:
    """An image a page shows.

    url: absolute; for a file a file: URI; for a data: URI "data:sha256-<hex>", not its content.
    page_url: the page that shows it; for a file, its folder's file: URI.
    untrusted_inline: the decoded body of a data: URI; None for anything that must be fetched.
    """

    url: str
    page_url: str
    source: SourceId
    untrusted_inline: bytes | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page and the images it refers to, in document order."""

    url: str
    source: SourceId
    images: tuple[ImageRef, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class FetchedImage:
    """An image's bytes as they came. `sha256` (hex) is of those bytes, so that copies are found."""

    ref: ImageRef
    untrusted_body: bytes
    sha256: str

    @property
    def url(self) -> str:
        """Where the picture was found."""
        return self.ref.url


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """Pixels ready for detection."""

    ref: ImageRef
    sha256: str
    pixels: Pixels

    @property
    def url(self) -> str:
        """Where the picture was found."""
        return self.ref.url

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels, as a person sees the picture."""
        height, width, _ = self.pixels.shape
        return width, height
