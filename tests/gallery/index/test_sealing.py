"""Sealed galleries: nothing readable, nothing changeable, nothing parsed unproven."""

import numpy as np
import pytest

from exposure_app.domain.errors import GalleryDamaged
from exposure_app.gallery.index import sealed as sealing
from exposure_app.gallery.index.row_bytes import packed, unpacked
from exposure_app.gallery.index.search import (
    ExactGallery,
    HnswGallery,
    index_name,
    make_gallery,
    unseal_gallery,
)
from tests.gallery.samples import embedding

KEY = bytes(range(32))
BOTH = pytest.mark.parametrize("kind", [ExactGallery, HnswGallery])


@pytest.fixture(autouse=True)
def _needs_the_index():
    pytest.importorskip("hnswlib")


def small(kind):
    return kind({f"face {i}": embedding(i, length=4) for i in range(3)})


@BOTH
def test_every_flipped_byte_is_refused(kind):
    sealed = small(kind).seal(KEY)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(GalleryDamaged):
            kind.unseal(bytes(changed), KEY, model="sample")


@BOTH
def test_bytes_that_were_cut_or_lengthened_are_refused(kind):
    sealed = small(kind).seal(KEY)
    for changed in (b"", sealed[:40], sealed[:64], sealed[:-1], sealed[1:], sealed + b"\0"):
        with pytest.raises(GalleryDamaged):
            kind.unseal(changed, KEY, model="sample")


@BOTH
def test_another_key_or_model_opens_nothing(kind):
    sealed = small(kind).seal(KEY)
    for key, model in ((bytes(32), "sample"), (KEY, "other"), (KEY, "")):
        with pytest.raises(GalleryDamaged):
            kind.unseal(sealed, key, model=model)


def test_one_kind_does_not_open_the_other():
    for one, other in ((ExactGallery, HnswGallery), (HnswGallery, ExactGallery)):
        with pytest.raises(GalleryDamaged):
            other.unseal(small(one).seal(KEY), KEY, model="sample")


def test_a_graph_of_other_parameters_is_not_opened(monkeypatch):
    sealed = small(HnswGallery).seal(KEY)
    monkeypatch.setattr("exposure_app.gallery.index.hnsw.LINKS", 16)
    with pytest.raises(GalleryDamaged):
        HnswGallery.unseal(sealed, KEY, model="sample")


@BOTH
def test_nothing_is_parsed_before_it_authenticates(kind, monkeypatch):
    sealed = small(kind).seal(KEY)

    def parsed(_body):
        pytest.fail("parsed bytes that were not authenticated")

    monkeypatch.setattr("exposure_app.gallery.index.exact.unpacked", parsed)
    with pytest.raises(GalleryDamaged):
        kind.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), KEY, model="sample")


@BOTH
def test_no_vector_and_no_name_can_be_read_in_the_seal(kind):
    sealed = small(kind).seal(KEY)
    assert embedding(0, length=4).vector.tobytes() not in sealed
    assert b"face 0" not in sealed
    assert sealed != small(kind).seal(KEY)


@BOTH
def test_who_was_removed_is_not_in_the_seal(kind):
    gallery = kind({f"face {i}": embedding(i) for i in range(60)})
    for i in range(30):
        gallery.remove(f"face {i}")
    body = bytes(sealing.unsealed(gallery.seal(KEY), KEY, gallery._label("sample")))
    for i in range(60):
        assert (embedding(i).vector.tobytes() in body) == (i >= 30)
        assert (f'"face {i}"'.encode() in body) == (i >= 30)


def test_a_restored_graph_proposes_what_it_did_and_still_finds_its_way():
    faces = {i: embedding(i) for i in range(1500)}
    gallery = HnswGallery(faces, exact_below=0)
    restored = HnswGallery.unseal(gallery.seal(KEY), KEY, model="sample")
    restored._exact_below = 0
    for i in range(100):
        probe = embedding(9000 + i)
        assert restored.nearest(probe, 3) == gallery.nearest(probe, 3)
    for i in range(360):
        gallery.remove(i)
    restored = HnswGallery.unseal(gallery.seal(KEY), KEY, model="sample")
    restored._exact_below = 0
    for i in range(1500):
        assert (restored.nearest(faces[i])[0][0] == i) == (i >= 360)


@BOTH
def test_a_gallery_that_was_emptied_can_be_sealed(kind):
    gallery = small(kind)
    for i in range(3):
        gallery.remove(f"face {i}")
    restored = kind.unseal(gallery.seal(KEY), KEY, model="sample")
    assert len(restored) == 0
    restored.add({"new": embedding(1, length=4)})
    assert restored.nearest(embedding(1, length=4))[0][0] == "new"


@BOTH
def test_keys_come_back_as_they_were_and_others_are_refused(kind):
    gallery = kind({1: embedding(1), "1": embedding(2)})
    restored = kind.unseal(gallery.seal(KEY), KEY, model="sample")
    assert [restored.nearest(embedding(i))[0][0] for i in (1, 2)] == [1, "1"]
    with pytest.raises(TypeError, match="keys"):
        kind({(1, 2): embedding(1)}).seal(KEY)


@BOTH
def test_what_cannot_be_sealed_says_so(kind):
    with pytest.raises(ValueError, match="32 bytes"):
        small(kind).seal(b"short")
    with pytest.raises(ValueError, match="no model"):
        kind().seal(KEY)


def test_the_gallery_of_this_machine_opens_what_it_sealed(monkeypatch):
    gallery = make_gallery({"a": embedding(1), "b": embedding(2)})
    assert unseal_gallery(gallery.seal(KEY), KEY, model="sample").nearest(embedding(2))[0][0] == "b"
    monkeypatch.setattr("exposure_app.gallery.index.search.index_name", lambda: "exact")
    with pytest.raises(GalleryDamaged):
        unseal_gallery(gallery.seal(KEY), KEY, model="sample")
    assert index_name() == "hnsw"


class TestPieces:
    @pytest.fixture(autouse=True)
    def _small_pieces(self, monkeypatch):
        monkeypatch.setattr(sealing, "PIECE", 10)

    @pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 20, 35])
    def test_come_together_again(self, size):
        body = bytes(range(size))
        for parts in ([body], [body[:3], body[3:12], body[12:]]):
            sealed = sealing.sealed(parts, KEY, b"label")
            assert bytes(sealing.unsealed(sealed, KEY, b"label")) == body

    def test_cannot_be_dropped_swapped_or_repeated(self):
        sealed = sealing.sealed([bytes(range(35))], KEY, b"label")
        head, rest = sealed[:48], sealed[48:]
        one, two, three, four = rest[:26], rest[26:52], rest[52:78], rest[78:]
        for pieces in (
            [one, two, three],
            [one, two, four],
            [two, one, three, four],
            [one, one, two, three, four],
            [one],
            [four],
            [],
        ):
            with pytest.raises(GalleryDamaged):
                sealing.unsealed(head + b"".join(pieces), KEY, b"label")
        other = sealing.sealed([bytes(range(35))], KEY, b"label")
        with pytest.raises(GalleryDamaged):
            sealing.unsealed(head + other[48:], KEY, b"label")


class TestPacking:
    def test_gives_back_what_went_in(self):
        arrays = {
            "a": np.arange(6, dtype=np.float32).reshape(2, 3),
            "none": np.empty((0, 4), dtype=np.uint32),
            "b": np.arange(5, dtype=np.int8)[::2],
        }
        body = memoryview(b"".join(packed({"n": [1, "x", None]}, arrays)))
        facts, back = unpacked(body)
        assert facts == {"n": [1, "x", None]}
        assert all(np.array_equal(back[name], arrays[name]) for name in arrays)
        assert all(back[name].dtype == arrays[name].dtype for name in arrays)

    def test_refuses_bytes_that_do_not_add_up(self):
        body = b"".join(packed({}, {"a": np.arange(6, dtype=np.int64)}))
        for wrong in (body[:-1], body + b"\0", b"", body[:8]):
            with pytest.raises((ValueError, KeyError, TypeError)):
                unpacked(memoryview(wrong))
