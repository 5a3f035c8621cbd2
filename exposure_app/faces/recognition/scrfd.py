"""Finds faces with SCRFD (Guo et al. 2021, arXiv 2105.04714), through insightface's runner.

insightface takes BGR, as OpenCV reads files, and swaps; our views are RGB, so `find` turns them.
"""

from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from insightface.model_zoo.scrfd import SCRFD
from numpy.typing import NDArray

from exposure_app.domain.images import Pixels
from exposure_app.faces.models.network import DetectorScores, Rows

SCORES = DetectorScores(hint=0.25, face=0.5, sure=0.65, upright=0.75)
"""`face`: insightface, `SCRFD.det_thresh`. Of 150 pictures of LFW's tuning half, SCRFD-500M scores
99 % at 0.73 and more upright, and 99 % at 0.77 and less when they are turned by 90 degrees."""

_PADDING = 32


class Scrfd:
    """SCRFD with five landmarks on one onnxruntime session; threads may share it.

    Args:
        weights: the file `session` was made of.
    """

    def __init__(self, weights: Path, session: onnxruntime.InferenceSession) -> None:
        # By default it would make a session of its own, on every core, for each size it meets.
        self._network = SCRFD(str(weights), session, static_shape_sessions=False)

    @property
    def scores(self) -> DetectorScores:
        """What its scores say."""
        return SCORES

    def find(self, view: Pixels) -> Rows:
        """One row per face or hint, best first, overlaps suppressed, in the view's pixels."""
        padded = _padded(view)
        size = self._network.static_input_size or padded.shape[1::-1]
        boxes, landmarks = self._network.detect(padded, input_size=size, det_thresh=SCORES.hint)
        return np.concatenate(
            [boxes[:, 4:], boxes[:, :4], landmarks.reshape(-1, 10)], axis=1, dtype=np.float32
        )

    def network_input(self, view: Pixels) -> NDArray[np.float32]:
        """(1, 3, H, W) RGB, (value - 127.5) / 128, H and W multiples of 32; as insightface does."""
        network = self._network
        mean = (network.input_mean,) * 3
        padded = _padded(view)
        blob = cv2.dnn.blobFromImage(
            padded, 1 / network.input_std, padded.shape[1::-1], mean, swapRB=True
        )
        return np.asarray(blob, dtype=np.float32)

    def run(self, network_input: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """The network's outputs: scores, boxes and landmarks of each stride in turn."""
        network = self._network
        outputs: list[NDArray[np.float32]] = network.session.run(
            network.output_names, {network.input_name: network_input}
        )
        return outputs


def _padded(view: Pixels) -> Pixels:
    """BGR, black on the right and below, so that insightface has nothing to resize."""
    height, width, _ = view.shape
    padded = np.zeros((*(-(-side // _PADDING) * _PADDING for side in (height, width)), 3), np.uint8)
    padded[:height, :width] = cv2.cvtColor(np.ascontiguousarray(view), cv2.COLOR_RGB2BGR)
    return padded
