"""Pictures to keep and to show: small JPEG copies in which bystanders cannot be recognised.

Made from pixels, so nothing of the file's EXIF comes along. Only faces the detector found can be
hidden: one seen from behind or upside down may stay.
"""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from exposure_app.domain.faces import Box
from exposure_app.domain.images import Pixels, Raster
from exposure_app.faces.pictures.raster import as_raster, sheet_of

CROP_PX = 256
CONTEXT_PX = 640

_MARGIN = 0.4
"""Around a shown face, of its longer side on each side: hair and chin."""

_HIDDEN_MARGIN = 0.2
"""Around a hidden face, of its longer side on each side."""

_HIDDEN_CELLS = 5
"""A hidden face keeps this many by this many colours, so nothing can be computed back."""

_QUALITY = 85


def crop_jpeg(picture: Raster | Pixels, box: Box, bystanders: Sequence[Box]) -> bytes:
    """The face in `box` with a margin, the long side at most `CROP_PX`, as JPEG.

    Args:
        box: in the picture's full pixels.
        bystanders: the picture's other faces, likewise; those within the crop are hidden.
    """
    raster = as_raster(picture)
    # As many pixels as the crop can show; often fewer than the whole picture has.
    wanted = CROP_PX / (box.side * (1 + 2 * _MARGIN)) * max(raster.size)
    sheet = sheet_of(raster, int(wanted) + 1)
    pixels, scale = sheet.pixels, sheet.scale
    box = _scaled(box, scale)
    height, width, _ = pixels.shape
    margin = box.side * _MARGIN
    left, top = max(int(box.left - margin), 0), max(int(box.top - margin), 0)
    right, bottom = (
        min(int(box.right + margin) + 1, width),
        min(int(box.bottom + margin) + 1, height),
    )
    part = pixels[top:bottom, left:right]
    return _jpeg(
        part,
        CROP_PX,
        shown=_moved(box, -left, -top),
        hidden=[_moved(_scaled(other, scale), -left, -top) for other in bystanders],
    )


def context_jpeg(picture: Raster | Pixels, box: Box, bystanders: Sequence[Box]) -> bytes:
    """The whole picture, the long side at most `CONTEXT_PX`, every bystander hidden, as JPEG.

    Args: as of `crop_jpeg`.
    """
    sheet = sheet_of(as_raster(picture), CONTEXT_PX)
    hidden = [_scaled(other, sheet.scale) for other in bystanders]
    return _jpeg(sheet.pixels, CONTEXT_PX, shown=_scaled(box, sheet.scale), hidden=hidden)


def _jpeg(pixels: Pixels, side: int, *, shown: Box, hidden: Sequence[Box]) -> bytes:
    image = Image.fromarray(np.ascontiguousarray(pixels))
    full_width = image.width
    # By a whole factor first, which is many times quicker than resampling every pixel.
    image = image.reduce(max(max(image.size) // side, 1))
    image.thumbnail((side, side), Image.Resampling.BILINEAR)
    scale = image.width / full_width
    clear = image.copy()
    for box in hidden:
        _hide(image, _scaled(box, scale))
    if hidden:
        # Where a bystander's box reaches over the face that is to be judged, that face is shown.
        mask = Image.new("L", image.size)
        face = _scaled(shown, scale)
        ImageDraw.Draw(mask).ellipse((face.left, face.top, face.right, face.bottom), fill=255)
        image.paste(clear, mask=mask)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _hide(image: Image.Image, box: Box) -> None:
    margin = box.side * _HIDDEN_MARGIN
    left, top = max(int(box.left - margin), 0), max(int(box.top - margin), 0)
    right = min(int(box.right + margin) + 1, image.width)
    bottom = min(int(box.bottom + margin) + 1, image.height)
    if right <= left or bottom <= top:
        return
    part = image.crop((left, top, right, bottom))
    few = part.resize((_HIDDEN_CELLS, _HIDDEN_CELLS), Image.Resampling.BOX)
    image.paste(few.resize(part.size, Image.Resampling.BILINEAR), (left, top))


def _moved(box: Box, right: float, down: float) -> Box:
    return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)
