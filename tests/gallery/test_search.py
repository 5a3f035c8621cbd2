import sys
from types import SimpleNamespace

import numpy as np
import pytest

from exposure_app.gallery import search
from exposure_app.gallery.search import ExactGallery, HnswGallery, index_name, make_gallery
from tests.gallery.contract import GalleryContract
from tests.gallery.samples import embedding


class TestExactGallery(GalleryContract):
    make = ExactGallery


class TestHnswGallery(GalleryContract):
    make = HnswGallery

    @pytest.fixture(autouse=True)
    def _needs_the_index(self):
        pytest.importorskip("hnswlib")


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


def test_thousands_of_strangers_hide_nobody_who_is_near_the_threshold():
    pytest.importorskip("hnswlib")
    references = {i: embedding(i) for i in range(4_000)}
    graph, truth = HnswGallery(references), ExactGallery(references)
    probes = [embedding(90_000 + i, near=references[i * 10], noise=2.0) for i in range(400)]
    scores = [references[i * 10].similarity(probe) for i, probe in enumerate(probes)]
    assert 0.40 < np.mean(scores) < 0.50
    agreed = [graph.nearest(probe) == truth.nearest(probe) for probe in probes]
    assert np.mean(agreed) >= 0.99


def test_no_gallery_can_write_itself_to_a_file():
    pytest.importorskip("hnswlib")
    for gallery in (ExactGallery({}), HnswGallery({})):
        assert not [name for name in dir(gallery) if "save" in name or "dump" in name]
    assert "save_index(" not in search.__loader__.get_source(search.__name__)
