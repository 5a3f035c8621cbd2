"""Pictures made of many labelled ones: collages, and crowds of small faces in large photos."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

from changes import Labelled, Point, jpeg, scaled

CROWD_SIZE = (4000, 3000)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A picture of `count` labelled ones: its bytes, and where each one's face has gone."""

    count: int
    make: Callable[[Sequence[Labelled], np.random.Generator], tuple[bytes, list[Point]]]


def collage(ones: Sequence[Labelled], _random: np.random.Generator) -> tuple[bytes, list[Point]]:
    """Nine pictures in three rows, each 250 x 250, a thin line between them."""
    sheet = Image.new("RGB", (770, 770), (255, 255, 255))
    middles = []
    for at, one in enumerate(ones):
        left, top = 5 + at % 3 * 255, 5 + at // 3 * 255
        sheet.paste(Image.fromarray(one.pixels).resize((250, 250)), (left, top))
        height, width, _ = one.pixels.shape
        middles.append((left + one.middle[0] * 250 / width, top + one.middle[1] * 250 / height))
    return jpeg(sheet), middles


def crowd(
    least_px: float, most_px: float, ones: Sequence[Labelled], random: np.random.Generator
) -> tuple[bytes, list[Point]]:
    """Faces of some pixels each, by lot, strewn over a photo of 12 megapixels."""
    columns = int(np.ceil(np.sqrt(len(ones) * 4 / 3)))
    rows = -(-len(ones) // columns)
    cell = CROWD_SIZE[0] // columns, CROWD_SIZE[1] // rows
    photo = ground()
    middles = []
    for at, one in enumerate(ones):
        pixels, scale = scaled(one, float(random.uniform(least_px, most_px)))
        height, width, _ = pixels.shape
        left = at % columns * cell[0] + int(random.integers(0, max(cell[0] - width, 1)))
        top = at // columns * cell[1] + int(random.integers(0, max(cell[1] - height, 1)))
        photo.paste(Image.fromarray(pixels), (left, top))
        middles.append((left + one.middle[0] * scale, top + one.middle[1] * scale))
    return jpeg(photo), middles


def ground() -> Image.Image:
    """A photo of gravel, large enough for a crowd to stand on."""
    spec = find_spec("skimage")
    assert spec is not None
    folder = Path(next(iter(spec.submodule_search_locations or ())))
    gravel = Image.open(folder / "data" / "gravel.png").convert("RGB")
    return gravel.resize(CROWD_SIZE, Image.Resampling.BICUBIC)


GATHERINGS: dict[str, Gathering] = {
    "collage 3 x 3": Gathering(9, collage),
    "crowd, 24-32 px": Gathering(60, partial(crowd, 24, 32)),
    "crowd, 32-48 px": Gathering(60, partial(crowd, 32, 48)),
    "crowd, 48-60 px": Gathering(60, partial(crowd, 48, 60)),
    "crowd, 24-60 px": Gathering(60, partial(crowd, 24, 60)),
    "crowd of 4, 24-60 px": Gathering(4, partial(crowd, 24, 60)),
}
