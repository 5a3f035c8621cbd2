"""A gallery that compares with everybody: the truth the others are held to."""

import json
from collections.abc import Callable, Hashable, Mapping
from itertools import islice
from threading import Lock
from typing import Any, Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.errors import GalleryDamaged
from exposure_app.domain.faces import Embedding
from exposure_app.gallery.index.read_write_lock import ReadWriteLock
from exposure_app.gallery.index.row_bytes import Arrays, packed, unpacked
from exposure_app.gallery.index.sealed import sealed, unsealed
from exposure_app.gallery.index.vector_rows import Positions, Rows

K = TypeVar("K", bound=Hashable)
Vector = NDArray[np.float32]

_PART = 16
"""Faces added in one turn: searches wait for one turn at most, some 20 ms in a large graph."""

_FORMAT = 1


class ExactGallery(Generic[K]):
    """Compares with every reference; see `search.Gallery` for what its methods promise.

    Args:
        references: embeddings of one model and length; a ValueError otherwise.
        model: the only model accepted; None takes that of the first reference.
    """

    def __init__(
        self, references: Mapping[K, Embedding] | None = None, *, model: str | None = None
    ) -> None:
        self._rows: Rows[K] = Rows(model)
        self._turns = ReadWriteLock()
        self._changing = Lock()
        if references:
            self._rows.check(references)
            self._rows.add(references.items())
            self._added(0)

    def __len__(self) -> int:
        with self._turns.reading():
            return len(self._rows)

    def __contains__(self, key: object) -> bool:
        with self._turns.reading():
            return key in self._rows

    def nearest(self, probe: Embedding, k: int = 1) -> list[tuple[K, float]]:
        """See `Gallery.nearest`."""
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        return self._searched(probe, lambda: self._near(probe.vector, k))[:k]

    def above(self, probe: Embedding, threshold: float) -> list[tuple[K, float]]:
        """See `Gallery.above`."""
        if not -1.0 <= threshold <= 1.0:
            raise ValueError(f"a threshold lies in [-1, 1]; got {threshold}")
        return self._searched(probe, lambda: self._reaching(probe.vector, threshold), threshold)

    def add(self, references: Mapping[K, Embedding]) -> None:
        """See `Gallery.add`."""
        with self._changing:
            self._rows.check(references)
            faces = iter(references.items())
            while part := list(islice(faces, _PART)):
                with self._turns.writing():
                    start = self._rows.end
                    self._rows.add(part)
                    self._added(start)
            self._tidy()

    def remove(self, key: K) -> None:
        """See `Gallery.remove`."""
        with self._changing:
            with self._turns.writing():
                self._removed(self._rows.remove(key))
            self._tidy()

    def settle(self) -> None:
        """See `Gallery.settle`."""

    def close(self) -> None:
        """See `Gallery.close`."""

    def seal(self, key: bytes) -> bytes:
        """See `Gallery.seal`."""
        with self._turns.reading():
            if self._rows.model is None:
                raise ValueError("an empty gallery of no model has nothing to seal")
            label = self._label(self._rows.model)
            keys, state = self._state()
        if not all(isinstance(one, (str, int)) for one in keys if one is not None):
            raise TypeError("only text and whole numbers can be sealed as keys")
        arrays = {name: value for name, value in state.items() if isinstance(value, np.ndarray)}
        numbers = {name: value for name, value in state.items() if name not in arrays}
        return sealed(packed({"keys": keys, "state": numbers}, arrays), key, label)

    @classmethod
    def unseal(cls, untrusted: bytes, key: bytes, *, model: str) -> Self:
        """The gallery that was sealed, with the same answers.

        Args:
            untrusted: what `seal` gave. Nothing in it is looked at before it authenticates.
            key: the 32 bytes it was sealed with.
            model: the model it is expected to be of.

        Raises:
            GalleryDamaged: anything else: other bytes, another key, model, version or kind of
                gallery. Build it again from its faces.
        """
        body = unsealed(untrusted, key, cls._label(model))
        try:
            facts, arrays = unpacked(body)
            gallery = cls(model=model)
            gallery._restore(facts["keys"], {**facts["state"], **arrays})
        except (ImportError, OSError, RuntimeError, LookupError, ValueError, TypeError):
            raise GalleryDamaged from None
        return gallery

    # What another way of searching does otherwise. `_added`, `_removed` and `_restore` have the
    # gallery to themselves, `_state`, `_near` and `_reaching` share it with other readers.

    def _added(self, start: int) -> None:
        """Rows from `start` on are new."""

    def _removed(self, position: int) -> None:
        """The row at `position` was emptied."""

    def _tidy(self) -> None:
        """Between changes: make room of what was removed, once that is worth it."""
        if self._rows.end > 2 * len(self._rows) + _PART:
            with self._turns.writing():
                self._rows.keep(self._rows.present())

    def _near(self, vector: Vector, k: int) -> Positions:
        """Positions, the best `k` among them."""
        return self._rows.best(vector, k)

    def _reaching(self, vector: Vector, threshold: float) -> Positions:
        """Positions, all at or above `threshold` among them."""
        return self._rows.reaching(vector, threshold)

    def _state(self) -> tuple[list[K | None], Arrays | dict[str, Any]]:
        present = self._rows.present()
        return [self._rows.keys[at] for at in present], {"matrix": self._rows.matrix[present]}

    def _restore(self, keys: list[K | None], state: dict[str, Any]) -> None:
        self._rows = Rows.restored(str(self._rows.model), keys, state["matrix"].copy())

    @classmethod
    def _label(cls, model: str) -> bytes:
        return json.dumps(["exact", _FORMAT, model]).encode()

    def _searched(
        self, probe: Embedding, candidates: Callable[[], Positions], threshold: float = -1.0
    ) -> list[tuple[K, float]]:
        with self._turns.reading():
            if self._rows.model not in (None, probe.model):
                raise ValueError(f"cannot compare {probe.model} with {self._rows.model}")
            if not len(self._rows):
                return []
            return self._rows.ranked(probe.vector, candidates(), threshold)
