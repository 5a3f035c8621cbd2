"""From untrusted bytes to pixels. The one place where a picture's bytes are parsed.

Imports Pillow and numpy only, so that a confined process can load it quickly. Whatever the bytes,
the outcome is pixels or a `DecodeError`.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
from PIL import Image

from exposure_app import shots
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import Pixels, Raster
from exposure_app.faces.pictures.animation import sampled
from exposure_app.faces.pictures.formats import (
    Opener,
    OptionalPart,
    declared_size,
    is_jpeg,
    opened,
    opener,
)
from exposure_app.faces.pictures.limits import MAX_PIXELS, MIN_SIDE, check_not_too_large
from exposure_app.faces.pictures.orientation import is_sideways, orientation, upright
from exposure_app.faces.pictures.pixel_buffer import Room, packed
from exposure_app.faces.pictures.raster import FIRST_SIDE, JpegRaster, Still
from exposure_app.faces.pictures.shot_frames import frames_of_shot

_WHITE = (255, 255, 255)


def decode(untrusted_body: bytes, url: str) -> Pixels:
    """The whole picture as a person would see it: (height, width, 3) uint8 RGB, read-only.

    Otherwise as `raster_of`, errors included.
    """
    return raster_of(untrusted_body, url, first_side=None).pixels()


def raster_of(
    untrusted_body: bytes,
    url: str,
    *,
    first_side: int | None = FIRST_SIDE,
    room: Room | None = None,
) -> Raster:
    """The picture as a person would see it, upright, its pixels read-only.

    JPEG, PNG, GIF, WebP, BMP, AVIF, HEIC and JPEG XL; of an animation the first frame. Transparent
    parts show white, as on a page without a background. Colour profiles are not applied. The bytes
    are decoded before this returns, a JPEG as far as `first_side`; so damage is told here.

    Args:
        url: named in the errors, and otherwise not used.
        first_side: long side of the pixels that are needed at once; None for all of them.
        room: where those are put; one picture's at a time.

    Raises:
        NotAnImage: none of these formats, by content.
        PartMissing: HEIC or JPEG XL, and the part that reads it is not installed.
        TooManyPixels: the header declares more than `MAX_PIXELS`; nothing was decoded.
        TooSmallToShowAFace: a side is shorter than `MIN_SIDE`.
        Unreadable: no bytes ("empty"), or cut short or otherwise damaged ("damaged").
    """
    return _rasters(untrusted_body, url, first_side, room)[0]


def frames_of(untrusted_body: bytes, url: str, *, room: Room | None = None) -> tuple[Raster, ...]:
    """What a person would see in the course of time: a still picture, or an animation's frames.

    The first is that of `raster_of`, errors included; later ones have its size. There are at most
    `animation.MAX_FRAMES`, evenly spread, and of no more than `MAX_PIXELS` together. A later frame
    that is damaged ends the animation, as it does in a browser.
    """
    return _rasters(untrusted_body, url, FIRST_SIDE, room, is_animated=True)


def _rasters(
    untrusted_body: bytes,
    url: str,
    first_side: int | None,
    room: Room | None,
    *,
    is_animated: bool = False,
) -> tuple[Raster, ...]:
    if untrusted_body.startswith(shots.MAGIC):
        frames = frames_of_shot(untrusted_body, url)
        return tuple(frames) if is_animated else tuple(frames[:1])
    kind = _kind_of(untrusted_body, url)
    try:
        image = _checked(untrusted_body, kind, url)
        if not is_jpeg(kind):
            first = Still(_pixels(image, room))
            return (first, *_later(image, first.size)) if is_animated else (first,)
    except errors.DecodeError:
        raise
    except Exception as cause:
        # Not a list: hostile bytes have made decoders raise nearly everything there is.
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause
    width, height = image.size
    size = (height, width) if is_sideways(_turned(image)) else (width, height)
    raster = JpegRaster(size, partial(_jpeg_pixels, untrusted_body, kind, url, room))
    raster.pixels(first_side)
    return (raster,)


def _later(image: Image.Image, size: tuple[int, int]) -> Iterator[Raster]:
    try:
        for frame in sampled(image, max_pixels=MAX_PIXELS):
            raster = Still(_pixels(frame))
            if raster.size == size:
                yield raster
    except Exception:  # noqa: BLE001 - not a list, as above; what came before it stands
        return


def _kind_of(untrusted_body: bytes, url: str) -> Opener:
    if not untrusted_body:
        raise errors.Unreadable(url, Obstacle.EMPTY)
    kind = opener(untrusted_body)
    if kind is None:
        raise errors.NotAnImage(url)
    if isinstance(kind, OptionalPart):
        raise errors.PartMissing(url, kind.value)
    return kind


def _checked(untrusted_body: bytes, kind: Opener, url: str) -> Image.Image:
    """The opened picture, neither too large nor too small."""
    check_not_too_large(declared_size(untrusted_body), url)
    image = opened(untrusted_body, kind)
    check_not_too_large(image.size, url)
    if min(image.size) < MIN_SIDE:
        raise errors.TooSmallToShowAFace(url, *image.size)
    return image


def _jpeg_pixels(
    untrusted_body: bytes, kind: Opener, url: str, room: Room | None, reduction: int
) -> Pixels:
    try:
        image = opened(untrusted_body, kind)
        width, height = image.size
        image.draft(None, (width // reduction, height // reduction))
        return _pixels(image, room)
    except Exception as cause:
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause


def _pixels(image: Image.Image, room: Room | None = None) -> Pixels:
    image.load()
    # Only now: a PNG may carry EXIF behind its pixels. AVIF turns by its container, and Pillow
    # hands that on as EXIF in place of the block's own, so each picture is turned once.
    turned = _turned(image)
    return packed(upright(_rgb(image), turned), room)


def _turned(image: Image.Image) -> int:
    return orientation(image.info.get("exif") or b"")


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
