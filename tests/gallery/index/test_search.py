import sys
from functools import partial
from itertools import islice
from types import SimpleNamespace

import numpy as np
import pytest

from exposure_app.gallery.index import exact, graph, hnsw, sealed, search, vector_rows
from exposure_app.gallery.index.search import ExactGallery, HnswGallery, index_name, make_gallery
from tests.gallery.contract import GalleryContract
from tests.gallery.samples import embedding


class TestExactGallery(GalleryContract):
    make = ExactGallery


class TestHnswGallery(GalleryContract):
    """Few faces are compared one by one by default; here the graph is always asked."""

    make = staticmethod(partial(HnswGallery, exact_below=0))

    @pytest.fixture(autouse=True)
    def _needs_the_index(self):
        pytest.importorskip("hnswlib")


class TestHnswGalleryWithFewFaces(GalleryContract):
    make = HnswGallery

    @pytest.fixture
    def length(self):
        return 128


def _grown(kind):
    """Makes galleries that came by their references little by little, and lost others."""

    def make(references):
        gallery = kind({})
        length = next((len(one.vector) for one in references.values()), 128)
        half = len(references) // 2
        others = {f"other {i}": embedding(60_000 + i, length=length) for i in range(100)}
        gallery.add(dict(islice(references.items(), half)))
        if references:
            gallery.add(others)
        gallery.add(dict(islice(references.items(), half, None)))
        for key in others if references else ():
            gallery.remove(key)
        gallery.settle()
        return gallery

    return staticmethod(make)


class TestGrownExactGallery(GalleryContract):
    make = _grown(ExactGallery)

    @pytest.fixture
    def length(self):
        return 128


class TestGrownHnswGallery(GalleryContract):
    make = _grown(partial(HnswGallery, exact_below=0))

    @pytest.fixture
    def length(self):
        return 128

    @pytest.fixture(autouse=True)
    def _needs_the_index(self):
        pytest.importorskip("hnswlib")


class TestHnswGalleryWithoutHnswlib(GalleryContract):
    make = staticmethod(partial(HnswGallery, exact_below=0))

    @pytest.fixture
    def length(self):
        return 128

    @pytest.fixture(autouse=True)
    def _no_index(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "hnswlib", None)


@pytest.fixture
def fresh_choice():
    """Forget which index works, before and after a test that meddles with hnswlib."""
    index_name.cache_clear()
    yield
    index_name.cache_clear()


def test_the_graph_is_used_where_hnswlib_works(fresh_choice):
    pytest.importorskip("hnswlib")
    assert index_name() == "hnsw"
    assert isinstance(make_gallery({"a": embedding(1)}), HnswGallery)


def test_a_missing_hnswlib_costs_the_index_and_not_the_answer(fresh_choice, monkeypatch):
    monkeypatch.setitem(sys.modules, "hnswlib", None)
    assert index_name() == "exact"
    gallery = make_gallery({"a": embedding(1), "b": embedding(2)})
    assert isinstance(gallery, ExactGallery)
    assert gallery.nearest(embedding(2))[0][0] == "b"


class _Confused:
    """An index that loads and then answers nonsense, as a wheel for another machine may."""

    def __init__(self, **_): ...
    def init_index(self, **_): ...
    def add_items(self, *_, **__): ...
    def set_ef(self, _): ...
    def knn_query(self, *_, **__):
        return np.array([[0]]), np.array([[0.0]])


def test_an_hnswlib_that_answers_nonsense_is_not_used(fresh_choice, monkeypatch):
    monkeypatch.setitem(sys.modules, "hnswlib", SimpleNamespace(Index=_Confused))
    assert index_name() == "exact"


def test_an_hnswlib_that_raises_is_not_used(fresh_choice, monkeypatch):
    monkeypatch.setitem(sys.modules, "hnswlib", SimpleNamespace())
    assert index_name() == "exact"


@pytest.mark.slow
def test_thousands_of_strangers_hide_nobody_who_is_near_the_threshold():
    pytest.importorskip("hnswlib")
    references = {i: embedding(i) for i in range(4_000)}
    gallery, truth = HnswGallery(references, exact_below=0), ExactGallery(references)
    probes = [embedding(90_000 + i, near=references[i * 10], noise=2.0) for i in range(400)]
    scores = [references[i * 10].similarity(probe) for i, probe in enumerate(probes)]
    assert 0.40 < np.mean(scores) < 0.50
    agreed = [gallery.nearest(probe) == truth.nearest(probe) for probe in probes]
    assert np.mean(agreed) >= 0.99


def test_no_gallery_can_write_itself_to_a_file():
    pytest.importorskip("hnswlib")
    for gallery in (ExactGallery({}), HnswGallery({})):
        assert not [name for name in dir(gallery) if "save" in name or "dump" in name]
    for module in (search, exact, hnsw, graph, vector_rows, sealed):
        assert "save_index(" not in module.__loader__.get_source(module.__name__)
