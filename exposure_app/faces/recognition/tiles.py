"""Small faces in large pictures: where a look hints at some, it is taken again in closer parts.

A picture of 4,000 pixels is looked at reduced to a third, where a face of 24 pixels is one of
eight and nothing finds it. In a crowd others are larger, and they, or faint hints of them, give it
away. Then the picture is looked at in four overlapping parts at up to twice the scale, and each
part that hints at smaller ones still in four again, down to full resolution.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.images import Raster
from exposure_app.faces.models.network import FaceNetwork, Rows
from exposure_app.faces.pictures.raster import sheet_of
from exposure_app.faces.recognition.nms import merged
from exposure_app.faces.recognition.scale import MAX_SIDE, detection_scale, resized

SMALL_PX = 28
"""A face or hint that is seen smaller than this may have smaller neighbours that are not seen."""

OVERLAP = 0.1
"""By this share of a picture's sides its parts overlap; no face that only they show is larger."""

_EDGE_PX = 2.0

Area = tuple[int, int, int, int]
"""left, top, right, bottom, in pixels of the whole picture."""


def look(network: FaceNetwork, raster: Raster) -> Rows:
    """The faces of a picture at whatever scale shows them, in its full pixels, each once."""
    width, height = raster.size
    return _look(network, raster, (0, 0, width, height))


def first_look(network: FaceNetwork, raster: Raster) -> Rows:
    """What one look at the whole picture shows, in its full pixels."""
    width, height = raster.size
    return _seen(network, raster, (0, 0, width, height))[0]


def _look(network: FaceNetwork, raster: Raster, area: Area) -> Rows:
    seen, scale = _seen(network, raster, area)
    if scale >= 1 or not _hints_at_more(seen, scale):
        return seen
    closer = [_of_part(_look(network, raster, part), part, area) for part in parts(area)]
    return merged(seen, *closer)


def _seen(network: FaceNetwork, raster: Raster, area: Area) -> tuple[Rows, float]:
    left, top, right, bottom = area
    scale = detection_scale(right - left, bottom - top)
    # The first look at a whole picture of 1,280 pixels or less reads all of it.
    sheet = sheet_of(raster, int(np.ceil(max(raster.size) * min(scale, 1.0))))
    cut = [round(side * sheet.scale) for side in area]
    pixels = sheet.pixels[cut[1] : cut[3], cut[0] : cut[2]]
    found = network.find(resized(pixels, scale / sheet.scale))
    found[:, 1:] /= scale
    found[:, 1:] += np.tile(np.array([left, top], np.float32), 7)
    return found, scale


def _hints_at_more(seen: Rows, scale: float) -> bool:
    return bool((_sides(seen) * scale < SMALL_PX).any())


def parts(area: Area) -> Iterator[Area]:
    """Four parts that cover an area, and overlap by `OVERLAP` of its sides."""
    left, top, right, bottom = area
    across, down = _halves(left, right), _halves(top, bottom)
    for upper, lower in down:
        for start, end in across:
            yield start, upper, end, lower


def _halves(start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    reach = round((end - start) * (1 + OVERLAP) / 2)
    return (start, start + reach), (end - reach, end)


def _of_part(rows: Rows, part: Area, whole: Area) -> Rows:
    """The rows a part may speak for: not cut by an edge within the whole, and not large."""
    inner = np.array([p != w for p, w in zip(part, whole, strict=True)])
    edge = _EDGE_PX * max(1.0, (part[2] - part[0]) / MAX_SIDE)
    inside = np.array([1, 1, -1, -1]) * (rows[:, 1:5] - np.array(part, np.float32)) > edge
    largest = OVERLAP * min(whole[2] - whole[0], whole[3] - whole[1])
    speaks: NDArray[np.bool_] = (inside | ~inner).all(axis=1) & (_sides(rows) <= largest)
    return np.asarray(rows[speaks], np.float32)


def _sides(rows: Rows) -> NDArray[np.float32]:
    return np.asarray((rows[:, 3:5] - rows[:, 1:3]).max(axis=1, initial=0), np.float32)
