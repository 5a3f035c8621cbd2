"""What a face detector is to the rest: rows from pixels, and what its scores say."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.images import Pixels

Rows = NDArray[np.float32]
"""(N, 15): score in [0, 1]; left, top, right, bottom; x and y of the five landmarks in the order of
`Landmarks`; in pixels of the view they were found in, unless said otherwise."""


@dataclass(frozen=True, slots=True)
class DetectorScores:
    """What a network's scores say; each in [0, 1].

    hint: at least this, and a closer look may show a face.
    face: at least this is a face.
    sure: at least this shows a hint, looked at closely, to be a face.
    upright: upright faces that can be seen well score at least this, turned ones hardly ever.
    """

    hint: float
    face: float
    sure: float
    upright: float


class FaceNetwork(Protocol):
    """What finds faces in pixels as they are; threads may share it."""

    @property
    def scores(self) -> DetectorScores:
        """What its scores say."""
        ...

    def find(self, view: Pixels) -> Rows:
        """One row per face or hint, best first, overlaps suppressed, in the view's pixels."""
        ...


def moved(rows: Rows, way: NDArray[np.float64]) -> Rows:
    """Rows through a (2, 3) matrix; a box becomes the upright box around the moved one."""
    there = rows.copy()
    if not len(rows):
        return there
    left, top, right, bottom = rows[:, 1:5].T
    corners = np.stack([[left, right, right, left], [top, top, bottom, bottom]], axis=-1)
    corners = corners.transpose(1, 0, 2) @ way[:, :2].T + way[:, 2]
    there[:, 1:3], there[:, 3:5] = corners.min(axis=1), corners.max(axis=1)
    landmarks = rows[:, 5:].reshape(-1, 5, 2) @ way[:, :2].T + way[:, 2]
    there[:, 5:] = landmarks.reshape(-1, 10)
    return there
