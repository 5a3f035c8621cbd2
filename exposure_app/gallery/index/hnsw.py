"""A gallery that asks a graph who is near, and then compares exactly."""

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, TypeVar

import numpy as np

from exposure_app.domain.faces import Embedding
from exposure_app.gallery.index.exact import ExactGallery, Vector
from exposure_app.gallery.index.graph import EF_CONSTRUCTION, FAILURES, LINKS, Graph, Proposals
from exposure_app.gallery.index.vector_rows import Positions, Rows, best

K = TypeVar("K", bound=Hashable)

EXACT_BELOW = 500_000
"""With fewer faces a comparison with everybody takes no longer, and misses nobody."""

BREADTH = 1024
"""How many neighbours the graph is asked for; it finds the nearest the surer, the more it is."""

_COMPARED_PER_NEIGHBOUR = 24
"""Asked for more than a gallery's size by this, the graph takes longer than comparing with all."""

_PART = 256
_REMOVED_AT_LEAST = 64
_REMOVED_SHARE = 0.25
_FORMAT = 1


class HnswGallery(ExactGallery[K]):
    """The graph proposes; the score is computed exactly. See `search.Gallery`.

    Where there is no graph, or it cannot answer, everybody is compared: slower, never wrong. A
    thread builds it once there are enough faces, and anew when a quarter of them were removed,
    while searches and changes go on. For faces given at the start it stands before they end.

    Deterministic, except in which neighbours a graph built meanwhile happens to miss.

    Args:
        references: embeddings of one model and length; a ValueError otherwise.
        model: the only model accepted; None takes that of the first reference.
        exact_below: with fewer faces everybody is compared, and no graph is made.
    """

    def __init__(
        self,
        references: Mapping[K, Embedding] | None = None,
        *,
        model: str | None = None,
        exact_below: int = EXACT_BELOW,
    ) -> None:
        self._exact_below = exact_below
        self._graph: Graph | None = None
        self._checked = 0
        self._builder: Thread | None = None
        self._not_before = 0
        self._stop = Event()
        super().__init__(references, model=model)

    def settle(self) -> None:
        """See `Gallery.settle`."""
        if self._builder is not None:
            self._builder.join()

    def close(self) -> None:
        """See `Gallery.close`."""
        self._stop.set()
        self.settle()

    def _added(self, start: int) -> None:
        vectors = self._rows.matrix[start:]
        if not len(vectors):
            return
        try:
            if start == 0 and len(vectors) >= self._exact_below:
                self._graph = Graph(self._rows.length, room=self._rows.end)
                self._checked = self._rows.end
            if self._graph is not None:
                self._graph.add(vectors)
                self._graph.check(np.arange(start, self._rows.end), vectors)
        except FAILURES:
            self._graph = None

    def _removed(self, position: int) -> None:
        try:
            if self._graph is not None:
                self._graph.remove(position)
        except FAILURES:
            self._graph = None

    def _near(self, vector: Vector, k: int) -> Positions:
        proposed = self._proposed(vector, max(BREADTH, 2 * k))
        if proposed is None:
            return super()._near(vector, k)
        return proposed.positions[best(proposed.scores, k)]

    def _proposed(self, vector: Vector, count: int) -> Proposals | None:
        """None where it is better, or necessary, to compare with everybody."""
        faces = len(self._rows)
        if self._graph is None or faces < self._exact_below:
            return None
        if count > BREADTH and count * _COMPARED_PER_NEIGHBOUR > faces:
            return None
        count = min(count, faces)
        proposed = self._graph.propose(vector, count)
        if proposed is None:
            return None
        besides = np.setdiff1d(self._graph.cut_off, proposed.positions)
        scores = self._rows.matrix[besides] @ vector
        return Proposals(
            np.concatenate([proposed.positions, besides]),
            np.concatenate([proposed.scores, scores]),
        )

    def _tidy(self) -> None:
        if self._builder is not None and self._builder.is_alive():
            return
        if self._is_build_due and not self._stop.is_set():
            self._builder = Thread(target=self._build, name="gallery", daemon=True)
            self._builder.start()
        elif self._graph is None:
            super()._tidy()
        elif self._rows.end >= 4 * self._checked:
            self._check_all()

    @property
    def _is_build_due(self) -> bool:
        present, removed = len(self._rows), self._rows.end - len(self._rows)
        if self._rows.end < self._not_before:
            return False
        if self._graph is None:
            return present >= max(1, self._exact_below)
        return removed > max(_REMOVED_AT_LEAST, _REMOVED_SHARE * present)

    def _check_all(self) -> None:
        """Look again for those who came early: later ones can cut them off."""
        self._checked = self._rows.end
        present = self._rows.present()
        for start in range(0, len(present), _PART):
            part = present[start : start + _PART]
            with self._turns.writing():
                if self._graph is not None:
                    self._graph.check(part, self._rows.matrix[part])

    def _build(self) -> None:
        """On a thread of its own: a graph of all who are there takes the old one's place."""
        try:
            copy = _Copy(Graph(self._rows.length, room=len(self._rows)))
            while not self._stop.is_set() and self._copied(copy):
                pass
            self._swap(copy)
        except FAILURES:
            self._not_before = 2 * self._rows.end

    def _swap(self, copy: "_Copy") -> None:
        with self._changing:
            while not self._stop.is_set() and self._copied(copy):
                pass
            if self._stop.is_set():
                return
            order = np.concatenate([np.empty(0, dtype=np.intp), *copy.order])
            for at in np.flatnonzero([self._rows.keys[old] is None for old in order]).tolist():
                copy.graph.remove(at)
            with self._turns.writing():
                self._rows.keep(order)
                self._graph = copy.graph if copy.graph.end else None
                self._checked = self._rows.end

    def _copied(self, copy: "_Copy") -> bool:
        """Copy some more; False if nobody is left to copy."""
        with self._turns.reading():
            if copy.seen >= self._rows.end:
                return False
            stop = min(copy.seen + _PART, self._rows.end)
            part = self._rows.present(copy.seen, stop)
            vectors = self._rows.matrix[part]
        if len(part):
            new = np.arange(copy.graph.end, copy.graph.end + len(part))
            copy.graph.add(vectors)
            copy.graph.check(new, vectors)
            copy.order.append(part)
        copy.seen = stop
        return True

    def _state(self) -> tuple[list[K | None], dict[str, Any]]:
        if self._graph is None:
            return super()._state()
        return list(self._rows.keys), self._graph.state()

    def _restore(self, keys: list[K | None], state: dict[str, Any]) -> None:
        if "matrix" in state:
            super()._restore(keys, state)
            self._added(0)
            return
        self._graph, matrix = Graph.restored(state)
        self._rows = Rows.restored(str(self._rows.model), keys, matrix)
        self._checked = self._rows.end

    @classmethod
    def _label(cls, model: str) -> bytes:
        return json.dumps(["hnsw", _FORMAT, model, LINKS, EF_CONSTRUCTION]).encode()


@dataclass(slots=True)
class _Copy:
    """A graph in the making: which positions are in it, in order, and how far it has come."""

    graph: Graph
    order: list[Positions] = field(default_factory=list)
    seen: int = 0
