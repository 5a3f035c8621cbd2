"""How much a face can say: which sizes may be compared, and which photos make a good reference.

The length of the recogniser's vector before normalisation (`Embedding.norm`) is the best sign of a
clear picture there is: over the pictures of LFW it correlates with the mean mated score at 0.49,
the detector's score at 0.24, and size, pose, sharpness and light below 0.1. So the norm decides,
and the others only say why.
"""

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Box, Embedding, Face
from exposure_app.domain.findings import Band

MIN_COMPARED_PX = 24
"""Smaller faces are counted and never compared: at 24 px some 30 % of mated pairs are missed at FMR
1e-4 (44 of 146, `benchmarks/robustness.py`), and below it most."""

MIN_CERTAIN_PX = 32
"""Smaller faces are `Band.POSSIBLY` at most: here 8.5 % are missed, at 48 px 3.2 % (of 400)."""

MIN_ENROLLED_PX = 64

MIN_ENROLLED_NORM = 10.5
"""For SFace: 4 % of LFW lies below; below 10.0 one mated pair in three is missed at FMR 1e-4."""

# Of LFW, 3 % is turned further and 1 % is less sharp; 99 % has a 90th percentile above 117 of 255.
_MAX_TURN = 0.35
_MIN_SHARPNESS = 0.025
_MIN_BRIGHTNESS = 60.0
_FACE = np.s_[24:104, 20:92]  # of an aligned crop: brows to chin, cheek to cheek
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601


def is_usable(face: Face) -> bool:
    """Whether the face is large enough to be compared at all."""
    return face.box.side >= MIN_COMPARED_PX


def strongest_band(box: Box) -> Band:
    """The strongest band that a face of this size may be given, whatever its score."""
    return Band.VERY_LIKELY if box.side >= MIN_CERTAIN_PX else Band.POSSIBLY


def enrolment_reason(
    face: Face, embedding: Embedding, min_norm: float = MIN_ENROLLED_NORM
) -> str | None:
    """Why the face would make a poor reference, as `PoorPhoto.reason`; None if it would not.

    Args:
        min_norm: the least norm of a clear face; it belongs to the model that embeds.
    """
    if face.box.side < MIN_ENROLLED_PX:
        return "small"
    if embedding.norm >= min_norm:
        return None
    if turn(face) > _MAX_TURN:
        return "turned"
    luma = face.crop.astype(np.float32) @ _LUMA
    if float(np.quantile(luma[_FACE], 0.9)) < _MIN_BRIGHTNESS:
        return "dark"
    if sharpness(luma[_FACE]) < _MIN_SHARPNESS:
        return "blurred"
    return "unclear"


def turn(face: Face) -> float:
    """How far the nose tip is from between the eyes, in eye distances: 0 frontal, 0.5 profile."""
    right_eye, left_eye, nose = face.landmarks[:3]
    across = left_eye - right_eye
    distance = max(float(across @ across), 1e-6)
    return abs(float((nose - (right_eye + left_eye) / 2) @ across)) / distance


def sharpness(luma: NDArray[np.float32]) -> float:
    """Variance of the Laplacian over the variance: at least 0, and the same in the dark.

    After Pech-Pacheco et al. (2000, ICPR), divided so that contrast cancels.
    """
    edges = luma[1:-1, 2:] + luma[1:-1, :-2] + luma[2:, 1:-1] + luma[:-2, 1:-1]
    edges = edges - 4 * luma[1:-1, 1:-1]
    return float(edges.var() / (luma.var() + 1))
