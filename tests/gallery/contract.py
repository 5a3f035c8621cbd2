"""What every Gallery must do, whichever way it searches."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from exposure_app.domain.faces import Embedding
from exposure_app.gallery.search import ExactGallery
from tests.gallery.samples import embedding


class GalleryContract:
    make = None  # a subclass names the class under test

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
