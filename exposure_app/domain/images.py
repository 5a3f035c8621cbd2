"""From a page to pixels."""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.context import NO_CONTEXT, Context
from exposure_app.domain.sources import SourceId

Pixels = NDArray[np.uint8]
"""(height, width, 3), RGB, EXIF orientation already applied."""


class Raster(Protocol):
    """A picture that is decoded as far as somebody asks."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels of the whole picture, as a person sees it."""
        ...

    def pixels(self, min_side: int | None = None) -> Pixels:
        """The picture, its long side at least `min_side` unless the whole is smaller; None: whole.

        It may be larger than asked. Its scale is its own long side over that of `size`.

        Raises:
            DecodeError: there turns out to be no such picture in the bytes.
        """
        ...


@dataclass(frozen=True, slots=True)
class ImageRef:
    """An image a page shows.

    url: absolute; for a file a file: URI; for a data: URI "data:sha256-<hex>", not its content.
    page_url: the page that shows it; for a file, its folder's file: URI.
    untrusted_inline: the decoded body of a data: URI; None for anything that must be fetched.
    context: what that page says about it.
    """

    url: str
    page_url: str
    source: SourceId
    untrusted_inline: bytes | None = None
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page and the images it refers to, in document order."""

    url: str
    source: SourceId
    images: tuple[ImageRef, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a picture by which it can be asked whether it changed (RFC 9110, 8.8).

    etag: as sent, with its quotes. last_modified: an HTTP date. Each "" if it said none.
    """

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class FetchedImage:
    """An image's bytes as they came. `sha256` (hex) is of those bytes, so that copies are found."""

    ref: ImageRef
    untrusted_body: bytes
    sha256: str
    validators: Validators = NO_VALIDATORS

    @property
    def url(self) -> str:
        """Where the picture was found."""
        return self.ref.url


@dataclass(frozen=True, slots=True)
class UnchangedImage:
    """A picture that its server says is the one we had: `sha256` (hex) is of the bytes then."""

    ref: ImageRef
    sha256: str

    @property
    def url(self) -> str:
        """Where the picture was found."""
        return self.ref.url


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """A picture ready for detection.

    later: of an animation the frames after `raster` that are looked at too, of the same size.
    """

    ref: ImageRef
    sha256: str
    raster: Raster
    later: tuple[Raster, ...] = ()

    @property
    def url(self) -> str:
        """Where the picture was found."""
        return self.ref.url

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels, as a person sees the picture."""
        return self.raster.size

    @property
    def frames(self) -> tuple["DecodedImage", ...]:
        """Each of its frames as a picture of its own; a still is its only one."""
        return (self, *(replace(self, raster=frame, later=()) for frame in self.later))

    @property
    def pixels(self) -> Pixels:
        """All of them; of a large photo that takes time. See `Raster.pixels` for fewer."""
        return self.raster.pixels()
