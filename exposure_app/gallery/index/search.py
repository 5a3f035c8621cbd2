"""Searching the gallery: which references does this probe resemble most?

A gallery is built in memory and gone with the process; what is kept of it is sealed bytes, made
in memory (`Gallery.seal`). hnswlib's own file would hold every vector in the clear, so nothing
here can write one.
"""

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, Protocol, TypeVar

import numpy as np

from exposure_app.domain.faces import Embedding
from exposure_app.gallery.index.exact import ExactGallery
from exposure_app.gallery.index.graph import FAILURES, Graph
from exposure_app.gallery.index.hnsw import HnswGallery

__all__ = [
    "ExactGallery",
    "Gallery",
    "HnswGallery",
    "index_name",
    "make_gallery",
    "unseal_gallery",
]

K = TypeVar("K", bound=Hashable)


class Gallery(Protocol[K]):
    """Faces that can be searched by a probe: templates, or faces that were kept.

    Any number of threads may search, and change it, at the same time; a search sees each face
    added or removed wholly or not at all. Changes are made one after another.
    """

    def __len__(self) -> int:
        """How many references it holds."""
        ...

    def __contains__(self, key: object) -> bool:
        """Whether a reference of this key is there."""
        ...

    def nearest(self, probe: Embedding, k: int = 1) -> list[tuple[K, float]]:
        """The `k` most similar references, best first, each with its exact cosine similarity.

        Shorter than `k` if the gallery is. Of equal scores, the reference that came first leads.

        Raises:
            ValueError: the probe comes from another model, or `k` is below 1.
        """
        ...

    def above(self, probe: Embedding, threshold: float) -> list[tuple[K, float]]:
        """Every reference at or above a cosine of `threshold`, best first, with its exact score.

        This answers a new photo, a new subject or a new threshold from faces that were kept,
        without crawling again.

        Raises:
            ValueError: the probe comes from another model, or `threshold` is not in [-1, 1].
        """
        ...

    def add(self, references: Mapping[K, Embedding]) -> None:
        """Add all of these, or none.

        Raises:
            ValueError: they are of another model or length, or a key is None or taken.
        """
        ...

    def remove(self, key: K) -> None:
        """Forget this reference: no search that begins after this returns it, no seal holds it.

        Its key may be used again. Its vector is overwritten; the copy that an index keeps to find
        its way goes when that is built anew, which happens by itself after many removals.

        Raises:
            KeyError: nobody has this key.
        """
        ...

    def settle(self) -> None:
        """Wait until work that goes on in the background is done."""
        ...

    def close(self) -> None:
        """End work that goes on in the background, and start no more."""
        ...

    def seal(self, key: bytes) -> bytes:
        """The gallery as bytes that open with `key` alone, and only unchanged; see `sealed.py`.

        Args:
            key: 32 bytes, kept elsewhere; a ValueError otherwise.

        Raises:
            TypeError: a reference's key is neither text nor a whole number.
            ValueError: it is empty and has never had a model.
        """
        ...


def make_gallery(references: Mapping[K, Embedding]) -> Gallery[K]:
    """A gallery of `references`: the graph if hnswlib works on this machine, else the exact one."""
    if index_name() == "hnsw":
        return HnswGallery(references)
    return ExactGallery(references)


def unseal_gallery(untrusted: bytes, key: bytes, *, model: str) -> Gallery[Any]:
    """The gallery that was sealed; its keys are what they were, text or whole numbers.

    Raises:
        GalleryDamaged: these bytes do not open here; see `ExactGallery.unseal`.
    """
    if index_name() == "hnsw":
        return HnswGallery.unseal(untrusted, key, model=model)
    return ExactGallery.unseal(untrusted, key, model=model)


@cache
def index_name() -> str:
    """Which index `make_gallery` uses here: "hnsw", or "exact" where hnswlib does not work."""
    axes = np.eye(3, dtype=np.float32)
    try:
        trial = Graph(3)
        trial.add(axes)
        trial.check(np.arange(3), axes)
        found = trial.propose(axes[2], 1)
        works = found is not None and found.positions.tolist() == [2] and found.scores[0] == 1
    except FAILURES:
        return "exact"
    return "hnsw" if works and not len(trial.cut_off) else "exact"
