"""Landmarks from a second look: the face upright, in the middle, and at one size.

YuNet learnt upright faces. It still finds one that is tilted or small, but takes it for less tilted
than it is and misplaces the landmarks, and alignment does the rest. Of mated pairs in LFW with one
of the two pictures turned or reduced, so many scored below 0.425 (FMR 1e-4):

    tilt, face    0, 124 px  0, 48 px  0, 32 px  15, 80 px  15, 48 px  15, 32 px  30, 124 px
    first look          4.3       4.9      13.4        6.2       10.2       29.4      29.3 %
    second look         3.9       4.1       8.1        3.6        4.3        9.4       4.1 %
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Landmarks
from exposure_app.domain.images import Pixels
from exposure_app.faces.models.network import Rows, moved
from exposure_app.faces.recognition.alignment import CROP_SIZE, TEMPLATE, similarity_transform

VIEW_SIZE = 320
"""Side of the upright view in pixels."""

LARGE_PX = 160
"""A face that the detector saw at this size and level has good landmarks already."""

LEVEL_DEG = 8.0
"""Tilt up to which a face counts as level. With 5 degrees, twice as many faces are looked at again,
and of 400 mated pairs as many are missed, whatever was done to one of the pictures."""

MAX_MOVE_DEG = 15.0
"""If a look changes the tilt by more, the view was still tilted, and another look pays."""

_ZOOM = 2.0  # of the recogniser's template: a face of some 220 px
_SHIFT = VIEW_SIZE / 2 - _ZOOM * CROP_SIZE / 2
_EXPECTED = _ZOOM * TEMPLATE + _SHIFT
_EYE_DISTANCE = float(np.linalg.norm(_EXPECTED[1] - _EXPECTED[0]))


def tilt(landmarks: Landmarks) -> float:
    """By how many degrees a face is turned clockwise in the picture's plane, in (-180, 180]."""
    matrix = similarity_transform(landmarks)
    return float(np.degrees(np.arctan2(-matrix[1, 0], matrix[0, 0])))


def is_needed(landmarks: Landmarks, seen_px: float) -> bool:
    """Whether a second look would improve landmarks of a face that was seen `seen_px` large."""
    return seen_px < LARGE_PX or abs(tilt(landmarks)) > LEVEL_DEG


def upright_view(pixels: Pixels, landmarks: Landmarks) -> tuple[Pixels, NDArray[np.float64]]:
    """The face upright in the middle of a picture of `VIEW_SIZE`, and the (2, 3) way there."""
    there = similarity_transform(landmarks) * _ZOOM
    there[:, 2] += _SHIFT
    view = cv2.warpAffine(pixels, there, (VIEW_SIZE, VIEW_SIZE))
    return np.asarray(view, dtype=np.uint8), there


def from_view(seen: Rows, there: NDArray[np.float64]) -> Rows | None:
    """The row (15,), in the picture, of the face that was looked at again; None if it is lost.

    Args:
        seen: the faces found in the view.
    """
    if not len(seen):
        return None
    apart = np.linalg.norm(seen[:, 5:].reshape(-1, 5, 2) - _EXPECTED, axis=2).mean(axis=1)
    nearest = int(np.argmin(apart))
    if apart[nearest] > _EYE_DISTANCE:
        return None
    found: Rows = moved(seen[nearest : nearest + 1], cv2.invertAffineTransform(there))[0]
    return found
