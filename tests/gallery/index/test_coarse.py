import numpy as np
import pytest

from exposure_app.domain.faces import Embedding
from exposure_app.gallery.index import coarse
from exposure_app.gallery.index.coarse import Coarse, works
from exposure_app.gallery.index.search import ExactGallery

LENGTH = 24


def unit(count, seed):
    rows = np.random.default_rng(seed).normal(size=(count, LENGTH)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(coarse, "_SMALL", 500)
    monkeypatch.setattr(coarse, "_LARGE", 2000)


def test_bytes_are_multiplied_here():
    assert works()


def test_nobody_who_reaches_the_threshold_is_left_out_and_few_others_are_kept(small_blocks):
    matrix = unit(4000, 1)
    matrix[17] = 0
    copy = Coarse()
    copy.extend(matrix)
    assert copy.end == 4000
    for probe in unit(50, 2):
        scores = matrix @ probe
        for threshold in (-0.5, 0.0, 0.3, 0.6, 0.99):
            found = copy.could_reach(probe, threshold)
            assert set(np.flatnonzero(scores >= threshold)) <= set(found)
            assert set(found) <= set(np.flatnonzero(scores >= threshold - 0.06))
            assert list(found) == sorted(found)


def test_vectors_at_the_ends_of_the_scale_do_not_overflow(small_blocks):
    matrix = np.zeros((500, LENGTH), dtype=np.float32)
    matrix[:250] = 1 / np.sqrt(LENGTH)
    matrix[250:] = -1 / np.sqrt(LENGTH)
    copy = Coarse()
    copy.extend(matrix)
    assert copy.could_reach(matrix[0], 0.9).tolist() == list(range(250))
    assert copy.could_reach(matrix[499], 0.9).tolist() == list(range(250, 500))


def test_it_grows_with_the_rows_in_few_blocks(small_blocks):
    matrix = unit(5200, 3)
    copy = Coarse()
    for end in range(0, 5300, 100):
        copy.extend(matrix[:end])
        assert 0 <= min(end, 5200) - copy.end < 500
    assert [block.rows for block in copy._blocks] == [2000, 2000, 500, 500]
    assert set(np.flatnonzero(matrix[: copy.end] @ matrix[7] >= 0.4)) <= set(
        copy.could_reach(matrix[7], 0.4)
    )


@pytest.mark.parametrize("works_here", [True, False])
def test_a_large_gallery_tells_everybody_above_a_threshold(small_blocks, monkeypatch, works_here):
    monkeypatch.setattr(coarse, "works", lambda: works_here)
    rows = unit(3000, 4)
    faces = {i: Embedding(row, "sample") for i, row in enumerate(rows)}
    gallery = ExactGallery(faces)
    assert (gallery._rows._coarse.end > 0) == works_here
    for i in range(0, 900, 3):
        gallery.remove(i)
        del faces[i]
    late = {i: Embedding(row, "sample") for i, row in enumerate(unit(300, 5), 5000)}
    gallery.add(late)
    faces |= late
    restored = ExactGallery.unseal(gallery.seal(bytes(32)), bytes(32), model="sample")
    for row in unit(20, 6):
        probe = Embedding(row, "sample")
        scores = {key: face.similarity(probe) for key, face in faces.items()}
        for threshold in (0.0, 0.35, 0.6):
            true = {key: score for key, score in scores.items() if score >= threshold}
            assert dict(gallery.above(probe, threshold)) == true
            assert restored.above(probe, threshold) == gallery.above(probe, threshold)
        best = sorted(scores.items(), key=lambda one: -one[1])
        for k in (1, 3, 10, 100):
            assert gallery.nearest(probe, k) == best[:k]


def test_the_nearest_is_found_where_everybody_is_unlike(small_blocks):
    rows = -np.abs(unit(2000, 8))
    gallery = ExactGallery({i: Embedding(row, "sample") for i, row in enumerate(rows)})
    for i in range(0, 640, 64):
        gallery.remove(i)
    probe = Embedding(np.abs(unit(1, 9))[0], "sample")
    scores = {i: probe.similarity(Embedding(row, "sample")) for i, row in enumerate(rows)}
    for i in range(0, 640, 64):
        del scores[i]
    assert gallery.nearest(probe) == [max(scores.items(), key=lambda one: one[1])]


def test_rows_closed_up_after_many_removals_are_covered_anew(small_blocks):
    rows = unit(3000, 7)
    gallery = ExactGallery({i: Embedding(row, "sample") for i, row in enumerate(rows)})
    for i in range(1600):
        gallery.remove(i)
    assert gallery._rows.end < 1500
    assert gallery._rows._coarse.end <= gallery._rows.end
    for i in range(1600, 3000, 100):
        assert gallery.above(Embedding(rows[i], "sample"), 0.999) == [
            (i, pytest.approx(1.0, abs=1e-6))
        ]


def test_a_library_that_multiplies_wrongly_is_not_used(monkeypatch):
    class Wrong:
        def run(self, _outputs, _inputs):
            return [np.zeros((1, 300), dtype=np.int32)]

    works.cache_clear()
    monkeypatch.setattr(coarse, "_session", lambda *_: Wrong())
    assert not works()
    works.cache_clear()
