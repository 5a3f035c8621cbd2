"""Who is near: a hierarchical navigable small world graph (Malkov & Yashunin 2018), via hnswlib.

It only proposes positions. Scores, keys and what was removed are the gallery's business.
"""

from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from exposure_app.gallery.index.vector_rows import Matrix, Positions

LINKS = 32
EF_CONSTRUCTION = 200

_ROOM = 1024
_EF_CHECK = 64
_SAME = 1e-4
"""Distance (1 - cosine) within which a face counts as found when it is searched for."""

FAILURES = (ImportError, OSError, RuntimeError, MemoryError, AttributeError, TypeError, ValueError)
"""What an hnswlib raises that is missing, does not load, is not the one we know, or gives up."""


class Proposals(NamedTuple):
    """Positions best first, and their cosines to within `vector_rows.ROUNDING`."""

    positions: Positions
    scores: NDArray[np.float32]


class Graph:
    """The graph over the positions 0, 1, 2... of a gallery's rows. Not safe for threads.

    Deterministic: the same additions and removals in the same order propose alike.

    cut_off: positions that no search through the graph finds, to be looked at besides.

    Args:
        length: D of the vectors.
        room: how many faces to make room for at once; it grows when they are more.

    Raises:
        ImportError, OSError: there is no working hnswlib.
    """

    def __init__(self, length: int, room: int = _ROOM) -> None:
        self._index = hnswlib().Index(space="ip", dim=length)
        self._index.init_index(
            max_elements=max(room, _ROOM), M=LINKS, ef_construction=EF_CONSTRUCTION, random_seed=0
        )
        self.cut_off: Positions = np.empty(0, dtype=np.intp)
        self._end = 0

    @property
    def end(self) -> int:
        """The position the next face will have."""
        return self._end

    def add(self, vectors: Matrix) -> None:
        """Link the faces at the next positions.

        Raises:
            RuntimeError, MemoryError: it could not, and must not be used any more.
        """
        start, self._end = self._end, self._end + len(vectors)
        room = self._index.get_max_elements()
        if self._end > room:
            self._index.resize_index(max(self._end, room + room // 2))
        # One thread: with several, the order of insertion and so the graph differ from run to
        # run, and findings would flicker.
        self._index.add_items(vectors, np.arange(start, self._end), num_threads=1)

    def check(self, positions: Positions, vectors: Matrix) -> None:
        """Search for these faces, and remember which are not found.

        A crowd of equal vectors can cut others off from the graph, and a person who cannot be
        found must not pass for one who is not there: those are always proposed.
        """
        self._index.set_ef(_EF_CHECK)
        _, distances = self._index.knn_query(vectors, k=1, num_threads=1)
        self.cut_off = np.union1d(self.cut_off, positions[~(distances[:, 0] <= _SAME)])

    def remove(self, position: int) -> None:
        """Propose this position no more. The graph still leads over its vector."""
        self._index.mark_deleted(position)
        self.cut_off = self.cut_off[self.cut_off != position]

    def propose(self, vector: NDArray[np.float32], count: int) -> Proposals | None:
        """About the `count` nearest positions; None where the graph cannot say so many.

        Safe from several threads as long as nothing is added or removed.
        """
        try:
            labels, distances = self._index.knn_query(vector, k=count, num_threads=1)
        except RuntimeError:
            # hnswlib refuses to answer with fewer than it was asked for, as in a graph cut apart.
            return None
        return Proposals(labels[0].astype(np.intp), 1 - distances[0])

    def state(self) -> dict[str, Any]:
        """Everything it is made of, copied: numbers and arrays by hnswlib's names, and `cut_off`.

        The vectors of removed faces are not in it. A living neighbour's stands in their place, so
        that searches still find their way.
        """
        state: dict[str, Any] = dict(self._index.__getstate__()[0])
        nodes = _nodes(state)
        removed = nodes.removed
        if len(removed):
            known = np.arange(nodes.links.shape[1]) < nodes.counts[removed][:, None]
            alive = known & ~np.isin(nodes.links[removed], removed)
            chosen = nodes.links[removed, np.argmax(alive, axis=1)]
            stand_ins = nodes.vectors[np.where(alive.any(axis=1), chosen, 0)]
            stand_ins[~alive.any(axis=1)] = 0
            nodes.vectors[removed] = stand_ins
        state["cut_off"] = self.cut_off.astype(np.int64)
        return state

    @classmethod
    def restored(cls, state: dict[str, Any]) -> tuple["Graph", Matrix]:
        """The graph whose `state` this is, and a copy of the vectors by position.

        hnswlib copies these arrays without looking at their bounds: pass nothing that was not
        authenticated.

        Raises:
            RuntimeError, ValueError, KeyError: this is not the state of a graph of ours.
            ImportError, OSError: there is no working hnswlib.
        """
        nodes = _nodes(state)
        matrix = np.empty_like(nodes.vectors, order="C")
        matrix[nodes.positions] = nodes.vectors
        graph = cls.__new__(cls)
        graph._index = hnswlib().Index({k: v for k, v in state.items() if k != "cut_off"})
        graph.cut_off = state["cut_off"].astype(np.intp)
        graph._end = len(matrix)
        return graph, matrix


class _Nodes(NamedTuple):
    """hnswlib's lowest level, looked at as arrays: views, a node in each row."""

    counts: NDArray[np.uint16]
    links: NDArray[np.uint32]
    vectors: Matrix
    positions: NDArray[np.uint64]
    removed: Positions


def _nodes(state: dict[str, Any]) -> _Nodes:
    """Raises ValueError or KeyError where the layout is not the one we know."""
    size, first, last = (
        state[name] for name in ("size_data_per_element", "offset_data", "label_offset")
    )
    level = state["data_level0"].reshape(state["cur_element_count"], size)
    if first != 4 + 4 * state["max_M0"] or last != first + 4 * state["dim"] or size != last + 8:
        raise ValueError("this hnswlib lays its nodes out in another way")
    return _Nodes(
        counts=level[:, 0:2].view(np.uint16)[:, 0],
        links=level[:, 4:first].view(np.uint32),
        vectors=level[:, first:last].view(np.float32),
        positions=level[:, last:size].view(np.uint64)[:, 0],
        removed=np.flatnonzero(level[:, 2] & 1),
    )


def hnswlib() -> ModuleType:
    """The module; an ImportError or OSError where it is missing or does not load."""
    # Imported late: a wheel that is missing or does not load must cost the index, not the program.
    import hnswlib  # noqa: PLC0415

    module: ModuleType = hnswlib
    return module
