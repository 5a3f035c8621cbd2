"""The faces of a gallery and their exact scores: keys, and one matrix that grows."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.faces import Embedding
from exposure_app.gallery.index.coarse import Coarse

K = TypeVar("K", bound=Hashable)

Matrix = NDArray[np.float32]
"""(N, D), a face in each row."""

Positions = NDArray[np.intp]
"""Rows by their number."""

ROUNDING = 1e-5
"""How far two ways of adding up one product of unit vectors may lie apart."""

_FIRST_ROOM = 8
_AT_ONCE = 1 << 16
_FETCH_AT_MOST = 8
_EVERY = 64
_SAMPLE = 1 << 18
"""Numbers in a sample: few enough that no linear algebra library wakes another thread for them."""


class Rows(Generic[K]):
    """Faces of one model in the order they came. Not safe for threads; a gallery is.

    A removed face keeps an emptied row until `keep`, so that positions stay what they were.

    Args:
        model: the only model accepted; None takes that of the first face.
    """

    def __init__(self, model: str | None = None) -> None:
        self.model = model
        self._keys: list[K | None] = []
        self._at: dict[K, int] = {}
        self._matrix: Matrix = np.empty((0, 0), dtype=np.float32)
        self._present = np.empty(0, dtype=np.bool_)
        self._coarse = Coarse()

    @classmethod
    def restored(cls, model: str, keys: list[K | None], matrix: Matrix) -> "Rows[K]":
        """The rows that `keys` and `matrix` describe; a key of None is a removed face.

        Raises:
            ValueError: they contradict each other, or a vector is not of unit length.
        """
        rows = cls(model)
        if matrix.shape[0] != len(keys):
            raise ValueError(f"{len(keys)} keys for {matrix.shape[0]} vectors")
        rows._keys = keys
        rows._at = {key: at for at, key in enumerate(keys) if key is not None}
        rows._present = np.array([key is not None for key in keys], dtype=np.bool_)
        if len(rows._at) != int(rows._present.sum()):
            raise ValueError("a key came twice")
        rows._matrix = matrix
        rows._matrix[~rows._present] = 0
        squares = np.einsum("ij,ij->i", matrix, matrix)
        if not np.all(np.abs(squares - rows._present) <= 2e-3):
            raise ValueError("a vector is not of unit length")
        rows._coarse.extend(matrix)
        return rows

    def __len__(self) -> int:
        """How many faces are present."""
        return len(self._at)

    def __contains__(self, key: object) -> bool:
        return key in self._at

    @property
    def end(self) -> int:
        """The position the next face will have: faces present and removed."""
        return len(self._keys)

    @property
    def length(self) -> int:
        """D of the vectors; 0 before the first face."""
        length: int = self._matrix.shape[1]
        return length

    @property
    def keys(self) -> list[K | None]:
        """The key of each position; None where the face was removed."""
        return self._keys

    @property
    def matrix(self) -> Matrix:
        """(`end`, D): the vector of each position, a view; zero where the face was removed."""
        return self._matrix[: self.end]

    def present(self, start: int = 0, stop: int | None = None) -> Positions:
        """The positions in [start, stop) of faces that are present, ascending."""
        stop = self.end if stop is None else min(stop, self.end)
        return np.flatnonzero(self._present[start:stop]) + start

    def check(self, references: Mapping[K, Embedding]) -> None:
        """Whether all of `references` may be added.

        Raises:
            ValueError: they are of another model or length, or a key is taken.
        """
        models = {embedding.model for embedding in references.values()}
        models |= {self.model} if self.model is not None else set()
        if len(models) > 1:
            raise ValueError(f"one gallery, one model; got {len(models)}")
        lengths = {len(embedding.vector) for embedding in references.values()}
        lengths |= {self.length} if self.length else set()
        if len(lengths) > 1:
            raise ValueError(f"one gallery, one length; got {sorted(lengths)}")
        if any(key is None or key in self._at for key in references):
            raise ValueError("a key is taken")

    def add(self, references: Iterable[tuple[K, Embedding]]) -> None:
        """Put faces that were checked behind those that are there."""
        for key, embedding in references:
            self._make_room(len(embedding.vector))
            at = self.end
            self.model = embedding.model
            self._matrix[at] = embedding.vector
            self._present[at] = True
            self._at[key] = at
            self._keys.append(key)
        self._coarse.extend(self.matrix)

    def remove(self, key: K) -> int:
        """Forget a face and its vector; its position comes back.

        Raises:
            KeyError: nobody has this key.
        """
        at = self._at.pop(key)
        self._keys[at] = None
        self._matrix[at] = 0
        self._present[at] = False
        return at

    def keep(self, positions: Positions) -> None:
        """Close the gaps: keep these positions alone, ascending, and number them anew."""
        # In place, because a second matrix could be half a gigabyte; a row only moves down.
        for start in range(0, len(positions), _AT_ONCE):
            some = positions[start : start + _AT_ONCE]
            self._matrix[start : start + len(some)] = self._matrix[some]
            self._present[start : start + len(some)] = self._present[some]
        self._keys = [self._keys[at] for at in positions.tolist()]
        self._at = {key: at for at, key in enumerate(self._keys) if key is not None}
        self._coarse = Coarse()
        self._coarse.extend(self.matrix)

    def best(self, vector: NDArray[np.float32], k: int) -> Positions:
        """Positions, the `k` most similar among them."""
        every = max(_EVERY, self.end * self.length // _SAMPLE)
        if self._coarse.end and self.end >= 4 * every * k:
            # The best of a sample are beaten by few, and whoever beats them is among those few.
            sample = self._matrix[: self.end : every] @ vector
            sample[~self._present[: self.end : every]] = -np.inf
            reached = float(np.partition(sample, -k)[-k])
            if reached > -1:
                return self.reaching(vector, reached)
        return best(self._scores(vector), k)

    def reaching(self, vector: NDArray[np.float32], threshold: float) -> Positions:
        """Positions, all with a cosine at or above `threshold` among them."""
        enough = threshold - ROUNDING
        end = self._coarse.end
        could = self._coarse.could_reach(vector, enough)
        # Fetching rows one by one is dearer than reading all in a row, if they are many.
        if len(could) > self.end // _FETCH_AT_MOST:
            could, end = could[:0], 0
        rest = np.flatnonzero(self._matrix[end : self.end] @ vector >= enough) + end
        return np.concatenate([could, rest])

    def ranked(
        self, vector: NDArray[np.float32], positions: Positions, threshold: float = -1.0
    ) -> list[tuple[K, float]]:
        """Those of `positions` present and at or above `threshold`, exactly scored, best first."""
        at = positions[self._present[positions]]
        # `vecdot` makes one product at a time, as `Embedding.similarity` does: a whole matrix's
        # would round by its size, and a score must not depend on what else is in the gallery. It
        # can pass the scale's end by a hair.
        scores = np.clip(np.vecdot(self._matrix[at], vector).astype(np.float64), -1.0, 1.0)
        at, scores = at[scores >= threshold], scores[scores >= threshold]
        order = np.lexsort((at, -scores))
        keys = [self._keys[one] for one in at[order].tolist()]
        return list(zip(keys, scores[order].tolist(), strict=True))

    def _scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = self.matrix @ vector
        if len(self) < self.end:
            scores[~self._present[: self.end]] = -np.inf
        return scores

    def _make_room(self, length: int) -> None:
        room = self._matrix.shape[0]
        if self.end < room:
            return
        wanted = max(_FIRST_ROOM, room + room // 2)
        matrix = np.empty((wanted, length), dtype=np.float32)
        present = np.zeros(wanted, dtype=np.bool_)
        if self.end:
            matrix[: self.end] = self.matrix
            present[: self.end] = self._present[: self.end]
        self._matrix, self._present = matrix, present


def best(scores: NDArray[np.float32], k: int) -> Positions:
    """Where the `k` highest scores stand, and all that rounding could put among them."""
    if k >= len(scores):
        return np.arange(len(scores))
    last = np.max(scores) if k == 1 else np.partition(scores, -k)[-k]
    return np.flatnonzero(scores >= last - 2 * ROUNDING)
