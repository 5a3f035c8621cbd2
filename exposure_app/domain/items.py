"""What comes of a source, whatever reads it."""

from collections.abc import Iterator

from exposure_app.domain.images import FetchedImage, Page, UnchangedImage
from exposure_app.domain.work import Skipped

Item = Page | FetchedImage | UnchangedImage | Skipped
"""A page, the bytes of a picture, a picture that is what it was, or a gap."""

Items = Iterator[FetchedImage | UnchangedImage | Skipped]
"""Of a file: it has no pages."""
