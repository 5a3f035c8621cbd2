"""From untrusted bytes to pixels. The one place where a picture's bytes are parsed.

Imports Pillow and numpy only, so that a confined process can load it quickly. Whatever the bytes,
the outcome is pixels or a `DecodeError`.
"""

import numpy as np
from PIL import Image, ImageFile

from exposure_app.domain import errors
from exposure_app.domain.images import Pixels
from exposure_app.faces.formats import declared_size, opened, opener
from exposure_app.faces.orientation import orientation, upright

MAX_PIXELS = 50_000_000
"""More are not decoded: 150 MB as RGB, above the largest phone camera's usual mode."""

MIN_SIDE = 16
"""No face could be found in a picture narrower than this; most such are spacers and icons."""

_WHITE = (255, 255, 255)


def decode(untrusted_body: bytes, url: str) -> Pixels:
    """The picture as a person would see it: (height, width, 3) uint8 RGB, upright, read-only.

    JPEG, PNG, GIF, WebP, BMP and AVIF; of an animation the first frame. Transparent parts show
    white, as on a page without a background. Colour profiles are not applied.

    Args:
        url: named in the errors, and otherwise not used.

    Raises:
        NotAnImage: none of these formats, by content.
        TooManyPixels: the header declares more than `MAX_PIXELS`; nothing was decoded.
        TooSmallToShowAFace: a side is shorter than `MIN_SIDE`.
        Unreadable: no bytes ("empty"), or cut short or otherwise damaged ("damaged").
    """
    if not untrusted_body:
        raise errors.Unreadable(url, "empty")
    kind = opener(untrusted_body)
    if kind is None:
        raise errors.NotAnImage(url)
    _check_size(declared_size(untrusted_body), url)
    try:
        image = opened(untrusted_body, kind)
        _check_size(image.size, url)
        if min(image.size) < MIN_SIDE:
            raise errors.TooSmallToShowAFace(url, *image.size)
        return _pixels(image)
    except errors.DecodeError:
        raise
    except Exception as cause:
        # Not a list: hostile bytes have made decoders raise nearly everything there is.
        raise errors.Unreadable(url, "damaged") from cause


def _check_size(size: tuple[int, int], url: str) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        raise errors.TooManyPixels(url, width, height)


def _pixels(image: ImageFile.ImageFile) -> Pixels:
    image.load()
    # Only now: a PNG may carry EXIF behind its pixels. AVIF turns by its container, and Pillow
    # hands that on as EXIF in place of the block's own, so each picture is turned once.
    turned = orientation(image.info.get("exif") or b"")
    return np.asarray(upright(_rgb(image), turned))


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # Pillow would cut 16 bits off at 255 instead of scaling them.
        levels = np.asarray(image).astype(np.float32) / 257
        return Image.fromarray(levels.round().clip(0, 255).astype(np.uint8)).convert("RGB")
    if image.has_transparency_data:
        seen_through = image.convert("RGBA")
        page = Image.new("RGB", image.size, _WHITE)
        page.paste(seen_through, mask=seen_through.getchannel("A"))
        return page
    return image if image.mode == "RGB" else image.convert("RGB")
