"""A picture of plain tiles, and how far from it a decoded one is."""

import io

import numpy as np
from PIL import Image

from exposure_app.faces.pictures.decode import decode


def encoded(picture, kind, **options):
    body = io.BytesIO()
    picture.save(body, kind, **options)
    return body.getvalue()


def tiles(mode="RGB"):
    """An 8 x 8 grid of strong colours, each tile 16 px, without fine detail to lose."""
    levels = np.linspace(0, 255, 8).astype(np.uint8)
    grid = np.zeros((8, 8, 3), np.uint8)
    grid[..., 0], grid[..., 1] = levels[:, None], levels[None]
    grid[..., 2] = (levels[:, None] // 2 + levels[None] // 2)[::-1]
    return Image.fromarray(grid.repeat(16, 0).repeat(16, 1)).convert(mode)


def means(pixels):
    """The mean colour of each tile, (8, 8, 3)."""
    return pixels.reshape(8, 16, 8, 16, 3)[:, 3:13, :, 3:13].mean(axis=(1, 3))


def apart(body, expected):
    """The largest difference of a tile's colour from the expected picture's, in levels."""
    return np.abs(
        means(decode(body, "https://example.org/a")) - means(np.asarray(expected.convert("RGB")))
    ).max()
