"""Whether a person's photos agree on who it is, whichever of them came first."""

from collections.abc import Sequence

import numpy as np

from exposure_app.domain.faces import Embedding

MIN_LIKENESS = 0.30
"""Cosine of a photo to the mean of a person's other photos. In LFW, 0.1 % of photos lie below it
against three others of the same person, and 98.4 % against three of another; it is the score of
FMR 1e-2."""

MIN_PHOTOS = 3
"""Of fewer photos, an unlike one says nothing about which is the odd one."""


def odd_ones(photos: Sequence[Embedding]) -> dict[int, float]:
    """Which photos are unlike the rest, each with its cosine to them. The order does not matter.

    The worst is set aside first and the rest are asked again, so that one stranger's photo does
    not make the others look odd, and a few together are still outvoted.

    Args:
        photos: of one person, life stage and model; of fewer than `MIN_PHOTOS`, none is odd.
    """
    left = list(range(len(photos)))
    odd: dict[int, float] = {}
    while len(left) >= MIN_PHOTOS:
        scores = _to_the_rest(np.array([photos[at].vector for at in left]))
        worst = int(np.argmin(scores))
        if scores[worst] >= MIN_LIKENESS:
            break
        odd[left.pop(worst)] = float(scores[worst])
    return odd


def _to_the_rest(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> list[float]:
    rest = vectors.sum(axis=0) - vectors
    lengths = np.maximum(np.linalg.norm(rest, axis=1), 1e-9)
    return [float(score) for score in np.einsum("ij,ij->i", vectors, rest) / lengths]
