"""What every Gallery must do, whichever way it searches."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from exposure_app.domain.faces import Embedding
from exposure_app.gallery.index.search import ExactGallery
from tests.gallery.samples import embedding

KEY = bytes(range(32))


class GalleryContract:
    make = None  # a subclass names what makes a gallery of the references it is given

    @pytest.fixture(params=[128, 512], ids="{}-d".format)
    def length(self, request):
        return request.param

    @pytest.fixture(params=[1, 2, 300], ids="{} references".format)
    def references(self, request, length):
        return {f"ref {7 * i}": embedding(i, length=length) for i in range(request.param)}

    def test_an_empty_gallery_knows_nobody(self, length):
        empty = self.make({})
        assert len(empty) == 0
        assert empty.nearest(embedding(0, length=length)) == []

    def test_says_how_many_references_it_holds(self, references):
        assert len(self.make(references)) == len(references)

    def test_every_reference_finds_itself_with_score_one(self, references):
        gallery = self.make(references)
        for key, reference in references.items():
            [(found, score)] = gallery.nearest(reference)
            assert found == key
            assert score == pytest.approx(1.0, abs=1e-6)
            assert score <= 1.0

    def test_agrees_with_exhaustive_search_on_mated_probes(self, references, length):
        gallery, truth = self.make(references), ExactGallery(references)
        for seed, reference in enumerate(references.values()):
            probe = embedding(1000 + seed, length=length, near=reference, noise=0.8)
            assert gallery.nearest(probe) == truth.nearest(probe)

    def test_the_score_is_the_exact_cosine(self, references, length):
        gallery = self.make(references)
        probe = embedding(5000, length=length)
        for key, score in gallery.nearest(probe, k=5):
            assert score == references[key].similarity(probe)

    def test_several_neighbours_come_best_first_and_once_each(self, references, length):
        found = self.make(references).nearest(embedding(5000, length=length), k=20)
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert len({key for key, _ in found}) == len(found) == min(20, len(references))

    def test_more_neighbours_than_references_gives_them_all(self, references, length):
        found = self.make(references).nearest(embedding(5000, length=length), k=1000)
        assert {key for key, _ in found} == set(references)

    def test_of_equal_scores_the_first_reference_leads(self, length):
        same = embedding(1, length=length)
        gallery = self.make({"first": same, "second": same, "third": embedding(2, length=length)})
        assert [key for key, _ in gallery.nearest(same, k=2)] == ["first", "second"]

    def test_a_crowd_of_equal_references_hides_nobody(self, length):
        crowd = embedding(1, length=length)
        lone = embedding(2, length=length)
        gallery = self.make({**{f"same {i}": crowd for i in range(500)}, "lone": lone})
        assert gallery.nearest(lone)[0][0] == "lone"
        assert len(gallery.nearest(lone, k=501)) == 501

    def test_two_builds_answer_alike(self, references, length):
        one, other = self.make(references), self.make(references)
        for seed in range(50):
            probe = embedding(9000 + seed, length=length)
            assert one.nearest(probe, k=3) == other.nearest(probe, k=3)

    def test_several_threads_may_read_at_once(self, references, length):
        gallery = self.make(references)
        probes = [embedding(9000 + seed, length=length) for seed in range(64)]
        alone = [gallery.nearest(probe) for probe in probes]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(gallery.nearest, probes)) == alone

    def test_a_probe_of_another_model_is_refused(self, references, length):
        with pytest.raises(ValueError, match="cannot compare"):
            self.make(references).nearest(embedding(0, length=length, model="other"))

    def test_references_of_two_models_are_refused(self):
        with pytest.raises(ValueError, match="one model"):
            self.make({"a": embedding(0), "b": embedding(1, model="other")})

    def test_fewer_than_one_neighbour_is_refused(self, references, length):
        with pytest.raises(ValueError, match="at least 1"):
            self.make(references).nearest(embedding(0, length=length), k=0)

    def test_a_probe_that_is_no_number_cannot_be_made(self, length):
        with pytest.raises(ValueError, match="unit length"):
            Embedding(np.full(length, np.nan, dtype=np.float32), "sample")

    def test_everybody_at_or_above_a_threshold_is_told_best_first(self, references, length):
        gallery = self.make(references)
        for seed in range(5):
            probe = embedding(7000 + seed, length=length)
            scores = {key: one.similarity(probe) for key, one in references.items()}
            for threshold in (-1.0, 0.0, 0.05, 0.2):
                true = {key: score for key, score in scores.items() if score >= threshold}
                told = gallery.above(probe, threshold)
                assert dict(told) == true
                assert [score for _, score in told] == sorted(true.values(), reverse=True)

    def test_a_score_that_just_reaches_the_threshold_counts(self, references, length):
        gallery = self.make(references)
        probe = embedding(7000, length=length)
        for key, reference in list(references.items())[:20]:
            score = reference.similarity(probe)
            assert key in dict(gallery.above(probe, score))
            assert key not in dict(gallery.above(probe, np.nextafter(score, 2)))

    def test_nobody_is_above_a_threshold_in_an_empty_gallery(self, length):
        assert self.make({}).above(embedding(0, length=length), -1.0) == []

    def test_a_threshold_beyond_the_scale_is_refused(self, references, length):
        gallery = self.make(references)
        for threshold in (1.1, -1.1, float("nan")):
            with pytest.raises(ValueError, match="threshold"):
                gallery.above(embedding(0, length=length), threshold)

    def test_a_reference_that_is_added_is_found(self, references, length):
        gallery = self.make(references)
        added = {f"new {i}": embedding(40_000 + i, length=length) for i in range(40)}
        gallery.add(added)
        assert len(gallery) == len(references) + 40
        for key, reference in {**references, **added}.items():
            assert key in gallery
            assert gallery.nearest(reference)[0][0] == key

    def test_a_reference_that_is_removed_is_never_found_again(self, references, length):
        gallery = self.make(references)
        gone, left = list(references)[::2], list(references)[1::2]
        for key in gone:
            gallery.remove(key)
            assert key not in gallery
            assert key not in dict(gallery.above(references[key], -1.0))
            assert key not in dict(gallery.nearest(references[key], k=10))
        gallery.settle()
        assert len(gallery) == len(left)
        for key in gone:
            assert key not in dict(gallery.nearest(references[key], k=1000))
        for key in left:
            assert gallery.nearest(references[key])[0][0] == key

    def test_a_key_may_come_back_with_another_face(self, references, length):
        gallery = self.make(references)
        key = next(iter(references))
        other = embedding(40_000, length=length)
        gallery.remove(key)
        gallery.add({key: other})
        assert gallery.nearest(other) == [(key, pytest.approx(1.0, abs=1e-6))]
        assert dict(gallery.nearest(references[key], k=1000))[key] < 0.9

    def test_a_gallery_that_was_emptied_can_be_filled_again(self, references, length):
        gallery = self.make(references)
        for key in references:
            gallery.remove(key)
        assert gallery.nearest(embedding(0, length=length)) == []
        gallery.add(references)
        assert {key for key, _ in gallery.nearest(embedding(0, length=length), k=1000)} == set(
            references
        )

    def test_removing_somebody_unknown_says_so(self, references):
        with pytest.raises(KeyError):
            self.make(references).remove("nobody")

    def test_what_cannot_all_be_added_is_not_added_at_all(self, references, length):
        gallery = self.make(references)
        new = embedding(40_000, length=length)
        for bad in (
            {"new": new, next(iter(references)): embedding(2, length=length)},
            {"new": new, "other model": embedding(2, length=length, model="other")},
            {"new": new, "other length": embedding(2, length=length + 1)},
            {"new": new, None: embedding(2, length=length)},
        ):
            with pytest.raises(ValueError, match=r"taken|one model|one length"):
                gallery.add(bad)
            assert "new" not in gallery
            assert len(gallery) == len(references)

    def test_what_was_sealed_answers_as_before(self, references, length):
        gallery = self.make(references)
        extra = embedding(40_000, length=length)
        gallery.add({"extra": extra})
        gallery.remove("extra")
        restored = type(gallery).unseal(gallery.seal(KEY), KEY, model="sample")
        assert len(restored) == len(references)
        for seed in range(20):
            probe = embedding(7000 + seed, length=length)
            assert restored.nearest(probe, k=5) == gallery.nearest(probe, k=5)
            assert restored.above(probe, 0.0) == gallery.above(probe, 0.0)
        restored.add({"extra": extra})
        assert restored.nearest(extra)[0][0] == "extra"
        restored.remove(next(iter(references)))
        assert len(restored) == len(references)
