"""Searching the gallery: which references does this probe resemble most?

The index is built in memory when the vault is opened and is gone when it closes: an hnswlib file
would hold every vector in the clear, so nothing here can save one.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from types import ModuleType
from typing import Generic, Protocol, TypeVar

import numpy as np

from exposure_app.domain.faces import Embedding

K = TypeVar("K", bound=Hashable)

LINKS = 32
EF_CONSTRUCTION = 200
EF_SEARCH = 256
"""Breadth of the search. Among 10,000 random unit vectors (128-d), probes at cosine 0.45 to their
own found it in 1,999 of 2,000 searches; with 16 links and a breadth of 64, in 1,736."""

CANDIDATES = 16
"""How many neighbours the graph proposes at least, for exact scores to choose from."""

_EF_CHECK = 64
_SAME = 1e-4
"""Distance (1 - cosine) within which a reference counts as found when it is searched for."""


class Gallery(Protocol[K]):
    """References that can be searched by a probe. Safe to read from several threads."""

    def __len__(self) -> int:
        """How many references it holds."""
        ...

    def nearest(self, probe: Embedding, k: int = 1) -> list[tuple[K, float]]:
        """The `k` most similar references, best first, each with its cosine similarity.

        Shorter than `k` if the gallery is. Of equal scores, the reference that came first leads.

        Raises:
            ValueError: the probe comes from another model, or `k` is below 1.
        """
        ...


class ExactGallery(Generic[K]):
    """Compares with every reference. The truth the approximate gallery is held to.

    Args:
        references: embeddings of one model; a ValueError otherwise.
    """

    def __init__(self, references: Mapping[K, Embedding]) -> None:
        self._references = _References(references)
        self._matrix = self._references.matrix()

    def __len__(self) -> int:
        return len(self._references)

    def nearest(self, probe: Embedding, k: int = 1) -> list[tuple[K, float]]:
        """See `Gallery.nearest`."""
        self._references.check(probe, k)
        if not len(self):
            return []
        scores = self._matrix @ probe.vector
        if k == 1:
            return self._references.ranked(probe, [int(np.argmax(scores))], 1)
        best_first = np.argsort(-scores, kind="stable")[:k]
        return self._references.ranked(probe, best_first.tolist(), k)


class HnswGallery(Generic[K]):
    """Hierarchical navigable small world graph (Malkov & Yashunin 2018), via hnswlib.

    The graph proposes; the score is computed exactly. Deterministic: two builds of one gallery
    answer alike.

    Args:
        references: embeddings of one model; a ValueError otherwise.
    """

    def __init__(self, references: Mapping[K, Embedding]) -> None:
        self._references = _References(references)
        self._index = _hnswlib().Index(space="ip", dim=max(1, self._references.length))
        self._index.init_index(
            max_elements=max(1, len(self)),
            M=LINKS,
            ef_construction=EF_CONSTRUCTION,
            random_seed=0,
        )
        self._cut_off: list[int] = []
        if len(self):
            matrix = self._references.matrix()
            # One thread: with several, the order of insertion and so the graph differ from run
            # to run, and findings would flicker.
            self._index.add_items(matrix, np.arange(len(self)), num_threads=1)
            self._index.set_ef(_EF_CHECK)
            _, distances = self._index.knn_query(matrix, k=1, num_threads=1)
            # A crowd of equal vectors can cut others off from the graph, and a person who cannot
            # be found must not pass for one who is not there: those are always compared.
            self._cut_off = np.flatnonzero(distances[:, 0] > _SAME).tolist()
        self._index.set_ef(EF_SEARCH)

    def __len__(self) -> int:
        return len(self._references)

    def nearest(self, probe: Embedding, k: int = 1) -> list[tuple[K, float]]:
        """See `Gallery.nearest`."""
        self._references.check(probe, k)
        if not len(self):
            return []
        return self._references.ranked(probe, self._proposed(probe, k), k)

    def _proposed(self, probe: Embedding, k: int) -> Iterable[int]:
        """Where good candidates stand, at least `k` of them if there are so many."""
        count = min(len(self), max(k, CANDIDATES))
        try:
            labels, _ = self._index.knn_query(probe.vector, k=count, num_threads=1)
        except RuntimeError:
            # hnswlib refuses to answer with fewer than it was asked for, as in a graph cut apart.
            return range(len(self))
        return {*labels[0].tolist(), *self._cut_off}


class _References(Generic[K]):
    """Keys and embeddings in order, of one model, with the exact score of any of them."""

    def __init__(self, references: Mapping[K, Embedding]) -> None:
        self._keys = list(references)
        self._embeddings = list(references.values())
        models = {embedding.model for embedding in self._embeddings}
        if len(models) > 1:
            raise ValueError(f"one gallery, one model; got {len(models)}")
        self._model = next(iter(models), None)

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def length(self) -> int:
        """D of the embeddings; 0 if there are none."""
        return len(self._embeddings[0].vector) if self._embeddings else 0

    def matrix(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """(N, D) float32, a row for each reference."""
        rows = [embedding.vector for embedding in self._embeddings]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.length)

    def check(self, probe: Embedding, k: int) -> None:
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        if self._model not in (None, probe.model):
            raise ValueError(f"cannot compare {probe.model} with {self._model}")

    def ranked(self, probe: Embedding, positions: Iterable[int], k: int) -> list[tuple[K, float]]:
        """The best `k` of `positions` by exact score."""
        scored = [(-self._score(probe, at), at) for at in positions]
        scored.sort()
        return [(self._keys[at], -negated) for negated, at in scored[:k]]

    def _score(self, probe: Embedding, at: int) -> float:
        # Rounding can carry the product of two unit vectors a hair past the end of the scale.
        return max(-1.0, min(1.0, self._embeddings[at].similarity(probe)))


def make_gallery(references: Mapping[K, Embedding]) -> Gallery[K]:
    """A gallery of `references`: the graph if hnswlib works on this machine, else the exact one."""
    if index_name() == "hnsw":
        return HnswGallery(references)
    return ExactGallery(references)


@cache
def index_name() -> str:
    """Which index `make_gallery` uses here: "hnsw", or "exact" where hnswlib does not work."""
    axes = np.eye(3, dtype=np.float32)
    trial = {axis: Embedding(axes[axis], model="trial") for axis in range(3)}
    try:
        found = HnswGallery(trial).nearest(trial[2])
    except (ImportError, OSError, RuntimeError, AttributeError, TypeError, ValueError):
        return "exact"
    return "hnsw" if found == [(2, 1.0)] else "exact"


def _hnswlib() -> ModuleType:
    # Imported late: a wheel that is missing or does not load must cost the index, not the program.
    import hnswlib  # noqa: PLC0415

    module: ModuleType = hnswlib
    return module
