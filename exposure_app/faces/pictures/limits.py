"""Which sizes of pictures are looked at: told from the header, before anything is decoded."""

from exposure_app.domain import errors

MAX_PIXELS = 50_000_000
"""More are not decoded: 150 MB as RGB, above the largest phone camera's usual mode."""

MIN_SIDE = 16
"""No face could be found in a picture narrower than this; most such are spacers and icons."""


def check_not_too_large(size: tuple[int, int], url: str) -> None:
    """Pass if a (width, height) may be decoded.

    Raises:
        TooManyPixels: it may not.
    """
    width, height = size
    if width * height > MAX_PIXELS:
        raise errors.TooManyPixels(url, width, height)
