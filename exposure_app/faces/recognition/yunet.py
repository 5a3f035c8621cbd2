"""Finds faces with YuNet (Wu et al. 2023, Machine Intelligence Research 20, 656-665).

YuNet was trained on BGR pixels from 0 to 255, while ours are RGB: `_blob` is where they turn.
Decoding follows OpenCV's FaceDetectorYN, and a test compares the two.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from exposure_app.domain.images import Pixels
from exposure_app.faces.models.network import DetectorScores, Rows
from exposure_app.faces.recognition.nms import suppress_overlaps

SCORES = DetectorScores(hint=0.25, face=0.6, sure=0.88, upright=0.925)
"""`face`: OpenCV Zoo, models/face_detection_yunet/yunet.py. The others from LFW's tuning half, 300
pictures, at the first look and in the upright view of a second:

    turned by                 0        30      45      90     180     270 degrees
    first look, 1 %, 99 %  .91 .96  .82 .94 .67 .92 .29 .88 .58 .91 .22 .87
    second look, 1 %, 99 % .92 .95  .91 .95 .80 .95 .00 .88 .61 .91 .00 .87
"""

# Workers are the parallelism here, one per core; OpenCV's own threads would fight them.
cv2.setNumThreads(1)

_STRIDES = (8, 16, 32)
_OUTPUTS = [f"{head}_{stride}" for stride in _STRIDES for head in ("cls", "obj", "bbox", "kps")]
_PADDING = _STRIDES[-1]

_Floats = NDArray[np.float32]


class YuNet:
    """YuNet on one onnxruntime session; threads may share it."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session

    @property
    def scores(self) -> DetectorScores:
        """What its scores say."""
        return SCORES

    def find(self, view: Pixels) -> Rows:
        """One row per face or hint, best first, overlaps suppressed, in the view's pixels."""
        network_input = self.network_input(view)
        found = decode_outputs(self.run(network_input), columns=network_input.shape[3])
        return found[suppress_overlaps(found)]

    def network_input(self, view: Pixels) -> _Floats:
        """(1, 3, H, W) BGR from 0 to 255, H and W multiples of 32; black right and below."""
        height, width, _ = view.shape
        padded = (-(-side // _PADDING) * _PADDING for side in (height, width))
        blob = np.empty((1, 3, *padded), dtype=np.float32)
        blob[..., height:, :] = 0
        blob[..., width:] = 0
        for plane, colour in zip(blob[0], _colours(view), strict=True):
            plane[:height, :width] = colour
        return blob

    def run(self, network_input: _Floats) -> list[_Floats]:
        """The network's twelve outputs: cls, obj, bbox and kps of each stride in turn."""
        outputs: list[_Floats] = self._session.run(_OUTPUTS, {"input": network_input})
        return outputs


def decode_outputs(outputs: list[_Floats], columns: int) -> Rows:
    """The rows `decode_stride` finds at all strides. `columns`: width of the network's input."""
    return np.concatenate(
        [
            decode_stride(stride, columns // stride, *(one[0] for one in outputs[4 * level :][:4]))
            for level, stride in enumerate(_STRIDES)
        ]
    )


def decode_stride(
    stride: int, columns: int, cls: _Floats, obj: _Floats, bbox: _Floats, kps: _Floats
) -> Rows:
    """The rows one stride of YuNet found, overlapping ones among them.

    Args:
        stride: pixels between two cells. columns: cells in a row.
        cls, obj: (cells, 1), in [0, 1]. bbox: (cells, 4), the centre from the cell in strides and
            the logarithm of width and height in strides. kps: (cells, 10), from the cell.
    """
    scores = np.sqrt(cls[:, 0] * obj[:, 0])
    cells = np.flatnonzero(scores >= SCORES.hint)
    corner = np.stack([cells % columns, cells // columns], axis=1).astype(np.float32)
    centre = corner + bbox[cells, :2]
    half = np.exp(bbox[cells, 2:]) / 2
    places = np.concatenate([centre - half, centre + half, kps[cells] + np.tile(corner, 5)], axis=1)
    return np.concatenate([scores[cells, None], places * stride], axis=1, dtype=np.float32)


def _colours(view: Pixels) -> Iterator[NDArray[np.uint8]]:
    red, green, blue = cv2.split(view)
    yield from (blue, green, red)
