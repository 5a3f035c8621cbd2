"""Finds faces with YuNet (Wu et al. 2023, Machine Intelligence Research 20, 656-665).

YuNet was trained on BGR pixels from 0 to 255, while ours are RGB: `_blob` is where they turn.
Decoding follows OpenCV's FaceDetectorYN, and a test compares the two.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from exposure_app.domain.faces import Box, Face, Landmarks
from exposure_app.domain.images import Pixels
from exposure_app.faces import second_look
from exposure_app.faces.align import aligned
from exposure_app.faces.quality import MIN_COMPARED_PX

MIN_SCORE = 0.6
"""Below it a detection is no face. OpenCV Zoo, models/face_detection_yunet/yunet.py."""

MAX_OVERLAP = 0.3
"""Of two boxes whose IoU is larger, only the better stays. Same source."""

MIN_SIDE = 480
"""Smaller pictures are enlarged to this long side: finer landmarks align better."""

MAX_SIDE = 1280
"""Larger pictures are looked at reduced to this long side."""

# Workers are the parallelism here, one per core; OpenCV's own threads would fight them.
cv2.setNumThreads(1)

_STRIDES = (8, 16, 32)
_OUTPUTS = [f"{head}_{stride}" for stride in _STRIDES for head in ("cls", "obj", "bbox", "kps")]
_PADDING = _STRIDES[-1]

_Floats = NDArray[np.float32]


class Detector:
    """YuNet on one onnxruntime session; threads may share it.

    Args:
        max_looks: how often a face may be looked at again for better landmarks.
    """

    def __init__(self, session: onnxruntime.InferenceSession, *, max_looks: int = 2) -> None:
        self._session = session
        self._max_looks = max_looks

    def detect(self, pixels: Pixels) -> list[Face]:
        """The faces of a picture, left to right; boxes and landmarks in its own pixels."""
        height, width, _ = pixels.shape
        scale = detection_scale(width, height)
        found = self._found(self.network_input(pixels))
        found[:, 1:] /= scale
        return sorted(
            (self._face(row, pixels, scale) for row in found),
            key=lambda face: (face.box.left, face.box.top),
        )

    def network_input(self, pixels: Pixels) -> _Floats:
        """(1, 3, H, W) BGR from 0 to 255, H and W multiples of 32."""
        height, width, _ = pixels.shape
        return _blob(_resized(pixels, detection_scale(width, height)))

    def run(self, network_input: _Floats) -> list[_Floats]:
        """The network's twelve outputs: cls, obj, bbox and kps of each stride in turn."""
        outputs: list[_Floats] = self._session.run(_OUTPUTS, {"input": network_input})
        return outputs

    def _found(self, network_input: _Floats) -> _Floats:
        found = decode_outputs(self.run(network_input), columns=network_input.shape[3])
        return found[suppress_overlaps(found)]

    def _face(self, row: _Floats, pixels: Pixels, scale: float) -> Face:
        height, width, _ = pixels.shape
        left, top, right, bottom = (float(one) for one in row[1:5])
        box = Box(max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))
        landmarks: Landmarks = row[5:].reshape(5, 2)
        if box.side >= MIN_COMPARED_PX and second_look.is_needed(landmarks, box.side * scale):
            landmarks = self._look_again(landmarks, pixels)
        return Face(box, landmarks, score=float(row[0]), crop=aligned(pixels, landmarks))

    def _look_again(self, landmarks: Landmarks, pixels: Pixels) -> Landmarks:
        for _ in range(self._max_looks):
            view, there = second_look.upright_view(pixels, landmarks)
            seen = self._found(_blob(view))[:, 5:].reshape(-1, 5, 2)
            before = second_look.tilt(landmarks)
            better = second_look.from_view(seen, there)
            if better is None:
                break
            landmarks = better
            if abs(second_look.tilt(landmarks) - before) <= second_look.MAX_MOVE_DEG:
                break
        return landmarks


def detection_scale(width: int, height: int) -> float:
    """By how much a picture is enlarged or reduced before the detector looks at it."""
    side = max(width, height)
    return min(max(side, MIN_SIDE), MAX_SIDE) / side


def decode_outputs(outputs: list[_Floats], columns: int) -> _Floats:
    """The rows `decode_stride` finds at all strides. `columns`: width of the network's input."""
    return np.concatenate(
        [
            decode_stride(stride, columns // stride, *(one[0] for one in outputs[4 * level :][:4]))
            for level, stride in enumerate(_STRIDES)
        ]
    )


def decode_stride(
    stride: int, columns: int, cls: _Floats, obj: _Floats, bbox: _Floats, kps: _Floats
) -> _Floats:
    """The rows (score, left, top, right, bottom, ten landmark numbers) one stride of YuNet found.

    Args:
        stride: pixels between two cells. columns: cells in a row.
        cls, obj: (cells, 1), in [0, 1]. bbox: (cells, 4), the centre from the cell in strides and
            the logarithm of width and height in strides. kps: (cells, 10), from the cell.
    """
    scores = np.sqrt(cls[:, 0] * obj[:, 0])
    cells = np.flatnonzero(scores >= MIN_SCORE)
    corner = np.stack([cells % columns, cells // columns], axis=1).astype(np.float32)
    centre = corner + bbox[cells, :2]
    half = np.exp(bbox[cells, 2:]) / 2
    places = np.concatenate([centre - half, centre + half, kps[cells] + np.tile(corner, 5)], axis=1)
    return np.concatenate([scores[cells, None], places * stride], axis=1, dtype=np.float32)


def suppress_overlaps(found: _Floats) -> list[int]:
    """Which rows stay, best first: of boxes that overlap by more than `MAX_OVERLAP`, the best."""
    left, top, right, bottom = found[:, 1:5].T
    area = (right - left) * (bottom - top)
    kept = []
    order = np.argsort(-found[:, 0], kind="stable")
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(int(best))
        wide = np.minimum(right[best], right[rest]) - np.maximum(left[best], left[rest])
        high = np.minimum(bottom[best], bottom[rest]) - np.maximum(top[best], top[rest])
        shared = np.clip(wide, 0, None) * np.clip(high, 0, None)
        order = rest[shared <= MAX_OVERLAP * (area[best] + area[rest] - shared)]
    return kept


def _resized(pixels: Pixels, scale: float) -> Pixels:
    # Averaging is quick by whole factors only: halves first, then the rest of the way. A large
    # photo takes 8 ms instead of 37.
    while scale <= 0.5 and min(pixels.shape[:2]) > 1:
        height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
        even = pixels[: 2 * height, : 2 * width]
        pixels = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA)
        scale *= 2
    height, width, _ = pixels.shape
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    if size == (width, height):
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _blob(pixels: Pixels) -> _Floats:
    """(1, 3, H, W) BGR, padded with black on the right and at the bottom."""
    height, width, _ = pixels.shape
    padded = (-(-side // _PADDING) * _PADDING for side in (height, width))
    blob = np.zeros((1, 3, *padded), dtype=np.float32)
    for plane, colour in zip(blob[0], _colours(pixels), strict=True):
        plane[:height, :width] = colour
    return blob


def _colours(pixels: Pixels) -> Iterator[NDArray[np.uint8]]:
    red, green, blue = cv2.split(pixels)
    yield from (blue, green, red)
