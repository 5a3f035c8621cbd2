"""Galleries that change: against a plain dict, while others search, while the graph is built."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from exposure_app.gallery.index import hnsw
from exposure_app.gallery.index.search import ExactGallery, HnswGallery
from tests.gallery.samples import embedding

FACES = [embedding(seed, length=16) for seed in range(12)]  # few, so that many are equal
KEY = bytes(32)

faces = st.sampled_from(FACES)
names = st.integers(0, 20)


class _GalleryLikeADict(RuleBasedStateMachine):
    kind: type

    def __init__(self):
        super().__init__()
        self.gallery = self.kind(model="sample", **self.how())
        self.model = {}

    def how(self):
        return {}

    @rule(some=st.dictionaries(names, faces, max_size=8))
    def add(self, some):
        if some.keys() & self.model.keys():
            with pytest.raises(ValueError, match="taken"):
                self.gallery.add(some)
        else:
            self.gallery.add(some)
            self.model |= some

    @rule(name=names)
    def remove(self, name):
        if name in self.model:
            self.gallery.remove(name)
            del self.model[name]
        else:
            with pytest.raises(KeyError):
                self.gallery.remove(name)

    @rule(probe=st.integers(100, 130), k=st.integers(1, 25))
    def nearest(self, probe, k):
        probe = embedding(probe, length=16)
        assert self.gallery.nearest(probe, k) == self.ranked(probe)[:k]

    @rule(probe=st.integers(100, 130), threshold=st.floats(-1, 1))
    def above(self, probe, threshold):
        probe = embedding(probe, length=16)
        told = self.gallery.above(probe, threshold)
        assert told == [(key, score) for key, score in self.ranked(probe) if score >= threshold]

    def ranked(self, probe):
        scored = [(key, face.similarity(probe)) for key, face in self.model.items()]
        return sorted(scored, key=lambda one: -one[1])  # stable: of equal ones, the first leads

    @rule()
    def seal_and_open(self):
        sealed = self.gallery.seal(KEY)
        self.gallery.close()
        self.gallery = type(self.gallery).unseal(sealed, KEY, model="sample")

    @rule()
    def settle(self):
        self.gallery.settle()

    @invariant()
    def has_as_many(self):
        assert len(self.gallery) == len(self.model)
        assert all(key in self.gallery for key in self.model)

    def teardown(self):
        self.gallery.close()


class _ExactLikeADict(_GalleryLikeADict):
    kind = ExactGallery


class _HnswLikeADict(_GalleryLikeADict):
    kind = HnswGallery

    def how(self):
        return {"exact_below": 0}


_ExactLikeADict.TestCase.settings = settings(max_examples=40, deadline=None)
_HnswLikeADict.TestCase.settings = settings(max_examples=40, deadline=None)
TestExactGalleryLikeADict = _ExactLikeADict.TestCase


class TestHnswGalleryLikeADict(_HnswLikeADict.TestCase):
    """Here the graph is built anew after the third removal, at any moment of what follows."""

    @pytest.fixture(autouse=True)
    def _rebuilds_early(self, monkeypatch):
        pytest.importorskip("hnswlib")
        monkeypatch.setattr(hnsw, "_REMOVED_AT_LEAST", 2)


@pytest.fixture
def gallery():
    pytest.importorskip("hnswlib")
    one = HnswGallery({i: embedding(i) for i in range(800)}, exact_below=0)
    yield one
    one.close()


def test_searches_are_right_while_the_graph_is_built_anew(gallery):
    searched = threading.Event()

    def search():
        rounds = 0
        while True:
            last = removed.is_set()
            for i in range(500, 800, 15):
                [(key, score)] = gallery.nearest(embedding(i))
                assert (key, round(score, 5)) == (i, 1.0)
            searched.set()
            rounds += 1
            if last:
                return rounds

    removed = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        searches = [pool.submit(search) for _ in range(2)]
        try:
            assert searched.wait(60)
            for i in range(500):
                gallery.remove(i)
                assert i not in dict(gallery.nearest(embedding(i), k=5))
            gallery.settle()
        finally:
            removed.set()
        assert all(one.result() >= 1 for one in searches)
    assert len(gallery) == 300


def test_the_room_of_those_who_are_gone_is_used_again(gallery):
    for i in range(700):
        gallery.remove(i)
        gallery.settle()
    assert gallery._rows.end < 250
    assert gallery._graph.end == gallery._rows.end


def test_faces_may_be_added_while_others_search(gallery):
    def search(seed):
        for i in range(seed, 800, 40):
            assert gallery.nearest(embedding(i))[0][0] == i
            assert dict(gallery.above(embedding(i), 0.99)).keys() == {i}

    with ThreadPoolExecutor(4) as pool:
        searches = [pool.submit(search, seed) for seed in range(6)]
        adds = [
            pool.submit(gallery.add, {f"{n} {i}": embedding(10_000 * n + i) for i in range(150)})
            for n in (1, 2)
        ]
        for one in [*searches, *adds]:
            one.result()
    assert len(gallery) == 1100
    for n in (1, 2):
        assert gallery.nearest(embedding(10_000 * n + 7))[0][0] == f"{n} 7"


def test_closing_ends_the_thread_that_builds(gallery):
    for i in range(300):
        gallery.remove(i)
    gallery.close()
    assert not [one for one in threading.enumerate() if one.name == "gallery"]
    for i in range(300, 600):
        gallery.remove(i)
    assert not [one for one in threading.enumerate() if one.name == "gallery"]
    assert gallery.nearest(embedding(700))[0][0] == 700


def test_a_graph_that_fails_costs_time_and_no_face(gallery):
    class Failing:
        end = 800

        def add(self, _vectors):
            raise RuntimeError("out of luck")

    gallery._graph = Failing()
    gallery.add({"new": embedding(70_000)})
    assert gallery.nearest(embedding(70_000))[0][0] == "new"
    assert gallery.nearest(embedding(3))[0][0] == 3


def test_a_build_that_fails_leaves_the_old_graph_and_is_tried_again_later(gallery, monkeypatch):
    def fails(*_args, **_kwargs):
        raise MemoryError

    monkeypatch.setattr(hnsw, "Graph", fails)
    for i in range(250):
        gallery.remove(i)
    gallery.settle()
    assert gallery._rows.end == 800
    assert gallery.nearest(embedding(500))[0][0] == 500
    monkeypatch.undo()
    gallery.add({f"new {i}": embedding(70_000 + i) for i in range(800)})
    for i in range(250, 400):
        gallery.remove(i)
        gallery.settle()
    assert len(gallery) == 1200
    assert gallery._graph.end == gallery._rows.end < 1400
    assert gallery.nearest(embedding(500))[0][0] == 500


def test_the_graph_comes_by_itself_once_there_are_enough_faces():
    pytest.importorskip("hnswlib")
    gallery = HnswGallery(exact_below=300)
    gallery.add({i: embedding(i) for i in range(299)})
    gallery.settle()
    assert gallery._graph is None
    for start in range(299, 600, 43):
        gallery.add({i: embedding(i) for i in range(start, start + 43)})
    gallery.settle()
    assert gallery._graph.end == gallery._rows.end == 600
    for i in range(600):
        assert gallery.nearest(embedding(i))[0][0] == i
    gallery.close()


def test_two_galleries_that_grew_alike_answer_alike():
    pytest.importorskip("hnswlib")
    one, other = (HnswGallery(exact_below=0) for _ in range(2))
    for gallery in (one, other):
        for start in range(0, 900, 300):
            gallery.add({i: embedding(i) for i in range(start, start + 300)})
    for seed in range(50):
        assert one.nearest(embedding(9000 + seed), 5) == other.nearest(embedding(9000 + seed), 5)


def test_a_crowd_that_comes_later_hides_nobody():
    pytest.importorskip("hnswlib")
    gallery = HnswGallery({i: embedding(i) for i in range(300)}, exact_below=0)
    crowd = embedding(80_000)
    gallery.add({f"same {i}": crowd for i in range(1000)})
    assert gallery._checked == 1300
    for i in range(0, 300, 5):
        assert gallery.nearest(embedding(i))[0][0] == i


def test_a_removed_vector_is_overwritten():
    for gallery in (ExactGallery({"a": FACES[0], "b": FACES[1]}), HnswGallery({"a": FACES[0]})):
        gallery.remove("a")
        assert not (gallery._rows.matrix == FACES[0].vector).all(axis=1).any()
        assert np.array_equal(FACES[0].vector, embedding(0, length=16).vector)
