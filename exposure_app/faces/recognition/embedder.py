"""From aligned faces to embeddings, through insightface's ArcFace runner.

insightface takes BGR, as OpenCV reads files, and swaps; our crops are RGB. In the wrong order the
recogniser seems to work and misses twice as many faces, so a test holds the order in place.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from insightface.model_zoo.arcface_onnx import ArcFaceONNX
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding
from exposure_app.domain.images import Pixels

BATCH = 8
"""Faces per run; larger batches gain nothing and take more memory."""


class Embedder:
    """SFace, or another network of ArcFace's shape; threads may share it.

    Args:
        weights: the file `session` was made of.
        model: what each `Embedding` says it came from.
    """

    def __init__(self, weights: Path, session: onnxruntime.InferenceSession, model: str) -> None:
        self._network = ArcFaceONNX(model_file=str(weights), session=session)
        self._model = model

    def embed(self, crops: Sequence[Pixels]) -> list[Embedding]:
        """One embedding per aligned face, in order."""
        return [
            embedding
            for start in range(0, len(crops), BATCH)
            for embedding in self._batch(crops[start : start + BATCH])
        ]

    def network_input(self, crops: Sequence[Pixels]) -> NDArray[np.float32]:
        """(N, 3, 112, 112) RGB from 0 to 255, as insightface makes it."""
        return np.stack(crops).transpose(0, 3, 1, 2).astype(np.float32, order="C")

    def run(self, network_input: NDArray[np.float32]) -> NDArray[np.float32]:
        """The network's output, (N, D), not normalised."""
        return np.asarray(self._network.forward(network_input), dtype=np.float32)

    def _batch(self, crops: Sequence[Pixels]) -> list[Embedding]:
        blue_first = [cv2.cvtColor(crop, cv2.COLOR_RGB2BGR) for crop in crops]
        vectors = np.asarray(self._network.get_feat(blue_first), dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1)
        units = vectors / norms[:, None]
        return [
            # A copy, or each embedding would keep its whole batch of strangers alive.
            Embedding(vector=unit.copy(), model=self._model, norm=float(norm))
            for unit, norm in zip(units, norms, strict=True)
        ]
