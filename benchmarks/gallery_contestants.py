"""Who takes part in `gallery_scale.py`: each builds an index and answers two questions."""

import os
import statistics
from collections.abc import Callable
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import psutil
from numpy.typing import NDArray

from exposure_app.gallery.index.graph import EF_CONSTRUCTION, LINKS
from exposure_app.gallery.index.hnsw import BREADTH
from made_up_faces import Matrix

if TYPE_CHECKING:
    from exposure_app.gallery.index.exact import ExactGallery

WIDER = 8 * BREADTH
Answer = NDArray[np.int64]
Ask = Callable[[NDArray[np.float32]], Answer]


class Data(NamedTuple):
    """What everybody searches, and the truth.

    hits: per probe, everybody at or above the threshold; mated: those of the same person.
    """

    gallery: Matrix
    probes: Matrix
    threshold: float
    best: Answer
    hits: list[Answer]
    mated: list[Answer]


def asked(data: Data, ask: Ask, *, nearest_only: bool = False) -> dict[str, float]:
    """How long `ask` takes for each probe, and how much of the truth it tells."""
    ask(data.probes[0])
    clock, processor, answers = [], [], []
    for probe in data.probes:
        wall, cpu = perf_counter(), process_time()
        answers.append(ask(probe))
        clock.append(1000 * (perf_counter() - wall))
        processor.append(1000 * (process_time() - cpu))
    figures = {
        "median ms": statistics.median(clock),
        "p95 ms": float(np.quantile(clock, 0.95)),
        "median processor ms": statistics.median(processor),
        "recall": statistics.mean(
            float(len(one) and int(one[0]) == best)
            for one, best in zip(answers, data.best, strict=True)
        ),
    }
    if nearest_only:
        return figures
    del figures["recall"]
    return figures | {
        "recall": _recall(answers, data.hits),
        "recall of own person": _recall(answers, data.mated),
    }


def _recall(answers: list[Answer], truth: list[Answer]) -> float:
    found = sum(len(np.intersect1d(one, true)) for one, true in zip(answers, truth, strict=True))
    return found / max(1, sum(map(len, truth)))


class Built:
    """Time and memory between its making and `result`."""

    def __init__(self) -> None:
        self._memory = psutil.Process().memory_info().rss
        self._began = perf_counter()

    def result(self, data: Data, *, held: int = 0) -> dict[str, Any]:
        """Call when the index stands. held: bytes of `data` that the index needs to be there."""
        seconds = perf_counter() - self._began
        grown = psutil.Process().memory_info().rss - self._memory + held
        return {"build_s": seconds, "bytes_per_face": grown / len(data.gallery), "asked": {}}


def with_numpy(data: Data) -> dict[str, Any]:
    """All scores by one product, one probe at a time and 32 at a time."""
    result = Built().result(data, held=data.gallery.nbytes)

    def nearest(probe: NDArray[np.float32]) -> Answer:
        return np.array([np.argmax(data.gallery @ probe)])

    def above(probe: NDArray[np.float32]) -> Answer:
        return np.flatnonzero(data.gallery @ probe >= data.threshold)

    result["asked"] = {
        "nearest": asked(data, nearest, nearest_only=True),
        "above": asked(data, above),
    }
    clock = []
    for start in range(0, min(len(data.probes), 320), 32):
        some = data.probes[start : start + 32]
        began = perf_counter()
        scores = data.gallery @ some.T
        for column in range(len(some)):
            np.flatnonzero(scores[:, column] >= data.threshold)
        clock.append(1000 * (perf_counter() - began) / len(some))
    result["besides"] = {"above, 32 probes in one product, ms each": statistics.median(clock)}
    return result


def with_this(data: Data) -> dict[str, Any]:
    """Our own gallery, as the program uses it."""
    from exposure_app.gallery.index.hnsw import HnswGallery

    gallery: HnswGallery[int] = HnswGallery(model="made up")
    result = ours(data, gallery)
    cut_off = 0 if gallery._graph is None else len(gallery._graph.cut_off)
    result["besides"]["faces the graph does not find, always compared"] = cut_off
    return result


def with_this_exact(data: Data) -> dict[str, Any]:
    """Our own gallery where there is no hnswlib, or its graph is not built yet."""
    from exposure_app.gallery.index.exact import ExactGallery

    return ours(data, ExactGallery(model="made up"))


def ours(data: Data, gallery: "ExactGallery[int]") -> dict[str, Any]:
    """Fill it in portions, ask it, seal it and open the seal."""
    from exposure_app.domain.faces import Embedding

    built = Built()
    for start in range(0, len(data.gallery), 10_000):
        some = data.gallery[start : start + 10_000]
        gallery.add({start + i: Embedding(row, "made up") for i, row in enumerate(some)})
    gallery.settle()
    result = built.result(data)

    def nearest(probe: NDArray[np.float32]) -> Answer:
        return np.array([key for key, _ in gallery.nearest(Embedding(probe, "made up"))])

    def above(probe: NDArray[np.float32]) -> Answer:
        found = gallery.above(Embedding(probe, "made up"), data.threshold)
        return np.array([key for key, _ in found], dtype=np.int64)

    result["asked"] = {
        "nearest": asked(data, nearest, nearest_only=True),
        "above": asked(data, above),
    }
    began = perf_counter()
    sealed = gallery.seal(bytes(32))
    sealing = perf_counter() - began
    began = perf_counter()
    opened = type(gallery).unseal(sealed, bytes(32), model="made up")
    result["besides"] = {
        "seconds to seal": sealing,
        "bytes sealed per face": len(sealed) / len(data.gallery),
        "seconds to open the seal": perf_counter() - began,
    }
    opened.close()
    gallery.close()
    return result


def with_faiss_flat(data: Data) -> dict[str, Any]:
    """FAISS, exact."""
    import faiss

    faiss.omp_set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    built = Built()
    index = faiss.IndexFlatIP(data.gallery.shape[1])
    index.add(data.gallery)
    result = built.result(data)
    result["asked"] = {
        "nearest": asked(data, lambda p: index.search(p[None], 1)[1][0], nearest_only=True),
        "above": asked(data, lambda p: index.range_search(p[None], data.threshold)[2]),
    }
    return result


def with_faiss_hnsw(data: Data) -> dict[str, Any]:
    """FAISS, a graph with our parameters."""
    import faiss

    faiss.omp_set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    built = Built()
    length = data.gallery.shape[1]
    index = faiss.IndexHNSWFlat(length, LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = EF_CONSTRUCTION
    index.add(data.gallery)
    result = built.result(data)

    def neighbours(count: int) -> Ask:
        def ask(probe: NDArray[np.float32]) -> Answer:
            index.hnsw.efSearch = count
            scores, labels = index.search(probe[None], count)
            return labels[0][scores[0] >= data.threshold]

        return ask

    def nearest(probe: NDArray[np.float32]) -> Answer:
        index.hnsw.efSearch = BREADTH
        return index.search(probe[None], 1)[1][0]

    result["asked"] = graph_questions(data, nearest, neighbours)
    return result


def with_usearch(data: Data) -> dict[str, Any]:
    """usearch, a graph with our parameters."""
    from usearch.index import Index

    built = Built()
    index = Index(
        ndim=data.gallery.shape[1],
        metric="ip",
        dtype="f32",
        connectivity=LINKS,
        expansion_add=EF_CONSTRUCTION,
        expansion_search=BREADTH,
    )
    index.add(np.arange(len(data.gallery)), data.gallery, threads=1)
    result = built.result(data)

    def neighbours(count: int) -> Ask:
        def ask(probe: NDArray[np.float32]) -> Answer:
            index.expansion_search = count
            found = index.search(probe, count, threads=1)
            return found.keys[1 - found.distances >= data.threshold].astype(np.int64)

        return ask

    def nearest(probe: NDArray[np.float32]) -> Answer:
        index.expansion_search = BREADTH
        return index.search(probe, 1, threads=1).keys.astype(np.int64)

    result["asked"] = graph_questions(data, nearest, neighbours)
    return result


def with_hnswlib(data: Data) -> dict[str, Any]:
    """Our graph and nothing around it."""
    import hnswlib

    built = Built()
    index = hnswlib.Index(space="ip", dim=data.gallery.shape[1])
    index.init_index(len(data.gallery), M=LINKS, ef_construction=EF_CONSTRUCTION, random_seed=0)
    index.add_items(data.gallery, num_threads=1)
    result = built.result(data)

    def neighbours(count: int) -> Ask:
        def ask(probe: NDArray[np.float32]) -> Answer:
            labels, distances = index.knn_query(
                probe, k=min(count, len(data.gallery)), num_threads=1
            )
            return labels[0][1 - distances[0] >= data.threshold].astype(np.int64)

        return ask

    def nearest(probe: NDArray[np.float32]) -> Answer:
        return index.knn_query(probe, k=BREADTH, num_threads=1)[0][0][:1].astype(np.int64)

    result["asked"] = graph_questions(data, nearest, neighbours)
    return result


def graph_questions(
    data: Data, nearest: Ask, neighbours: Callable[[int], Ask]
) -> dict[str, dict[str, float]]:
    """The two questions, the second at two breadths."""
    return {
        f"nearest, breadth {BREADTH}": asked(data, nearest, nearest_only=True),
        f"above, breadth {BREADTH}": asked(data, neighbours(BREADTH)),
        f"above, breadth {WIDER}": asked(data, neighbours(WIDER)),
    }


CONTESTANTS: dict[str, Callable[[Data], dict[str, Any]]] = {
    "this program": with_this,
    "this program without the graph": with_this_exact,
    "numpy, 1 thread": with_numpy,
    "numpy, 2 threads": with_numpy,
    "FAISS IndexFlatIP, 1 thread": with_faiss_flat,
    "FAISS IndexFlatIP, 2 threads": with_faiss_flat,
    "hnswlib alone": with_hnswlib,
    "FAISS IndexHNSWFlat": with_faiss_hnsw,
    "usearch": with_usearch,
}
