"""Turns and scales a face so that eyes, nose and mouth lie where the recogniser learnt them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Landmarks
from exposure_app.domain.images import Pixels

CROP_SIZE = 112
"""Side of an aligned face in pixels."""

# insightface 2.1, utils/face_align.py, `arcface_dst`; SFace was trained on the same places.
TEMPLATE = np.array(
    [
        [38.2946, 51.6963],
        [73.5318, 51.5014],
        [56.0252, 71.7366],
        [41.5493, 92.3655],
        [70.7299, 92.2041],
    ],
    dtype=np.float32,
)

_PLANE = np.array([1, 1j])  # makes complex numbers of (x, y) rows
_TARGET = TEMPLATE @ _PLANE
_TARGET_CENTRE = _TARGET.mean()
_TINY = 1e-9


def similarity_transform(landmarks: Landmarks) -> NDArray[np.float64]:
    """The (2, 3) matrix that brings `landmarks` closest to `TEMPLATE`, in the least-squares sense.

    Only turning, scaling and moving are allowed. In the plane the solution of Umeyama (1991,
    IEEE TPAMI 13(4), eq. 40-43) is one complex factor: the regression of the target on the
    landmarks, both about their centres.
    """
    points = landmarks @ _PLANE
    centre = points.mean()
    spread = points - centre
    factor = np.vdot(spread, _TARGET - _TARGET_CENTRE) / max(np.vdot(spread, spread).real, _TINY)
    shift = _TARGET_CENTRE - factor * centre
    return np.array(
        [[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]]
    )


def aligned(pixels: Pixels, landmarks: Landmarks) -> Pixels:
    """The face at `landmarks` as (112, 112, 3); black where it lies outside the picture."""
    size = (CROP_SIZE, CROP_SIZE)
    warped = cv2.warpAffine(pixels, similarity_transform(landmarks), size)
    return np.asarray(warped, dtype=np.uint8)
