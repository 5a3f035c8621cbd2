"""Strangers who score higher than usual are noticed, and nobody else is."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from exposure_app.gallery.calibration.bystanders import shift
from exposure_app.gallery.calibration.non_mated import NonMatedScores, highest_of

HIDDEN_FROM = 0.37


def normal_law(mean=0.1, sd=0.09):
    """How high strangers score, from a large draw of a normal distribution."""
    scores = np.random.default_rng(7).normal(mean, sd, 4_000_000)
    counts = np.bincount(np.clip(np.floor(100 * scores).astype(int) + 100, 0, 200), minlength=201)
    return NonMatedScores.counted(counts.astype(float))


@pytest.fixture(scope="module")
def usual():
    return normal_law()


def seen(faces, *, mean=0.1, sd=0.09, seed=0, references=1, repeats=1):
    rng = np.random.default_rng(seed)
    scores = rng.normal(mean, sd, (faces // repeats, references)).max(axis=1).repeat(repeats)
    return Counter(np.floor(100 * scores[scores < HIDDEN_FROM]).astype(int).tolist())


class TestTheShift:
    @pytest.mark.parametrize("faces", [150, 500, 3000])
    @pytest.mark.parametrize("references", [1, 12])
    def test_is_none_for_the_usual_strangers(self, usual, faces, references):
        found = [
            shift(seen(faces, seed=s, references=references), [usual] * references, HIDDEN_FROM)
            for s in range(100)
        ]
        assert np.mean(np.array(found) > 0) <= 0.03

    def test_is_none_even_if_each_stranger_is_met_twice(self, usual):
        found = [
            shift(seen(2000, seed=seed, repeats=2), [usual], HIDDEN_FROM) for seed in range(100)
        ]
        assert np.mean(np.array(found) > 0) <= 0.05

    @pytest.mark.parametrize("by", [0.02, 0.04, 0.06])
    @pytest.mark.parametrize("references", [1, 12])
    def test_is_as_large_as_it_is(self, usual, by, references):
        counts = seen(20_000, mean=0.1 + by, references=references)
        assert shift(counts, [usual] * references, HIDDEN_FROM) == pytest.approx(by, abs=0.006)

    def test_is_none_for_lower_scores(self, usual):
        assert shift(seen(20_000, mean=0.05), [usual], HIDDEN_FROM) == 0.0

    def test_takes_more_strangers_to_show_the_smaller_it_is(self, usual):
        def shown(faces, by):
            return np.mean(
                [shift(seen(faces, mean=0.1 + by, seed=s), [usual], HIDDEN_FROM) > 0
                 for s in range(40)]
            )  # fmt: skip

        assert shown(200, 0.01) < 0.5 < shown(8000, 0.01)
        assert shown(200, 0.06) > 0.8

    def test_ends_where_the_measurement_does(self, usual):
        assert shift({36: 5000}, [usual], HIDDEN_FROM) == pytest.approx(0.1)

    def test_is_none_without_strangers_or_without_anybody_enrolled(self, usual):
        assert shift({}, [usual], HIDDEN_FROM) == 0.0
        assert shift(seen(3000, mean=0.2), [], HIDDEN_FROM) == 0.0


class TestHowHighStrangersScore:
    def test_is_read_between_the_hundredths(self, usual):
        assert usual.share(0.1) == pytest.approx(0.5, abs=0.002)
        assert usual.share(0.1 + 2.3263 * 0.09) == pytest.approx(0.01, rel=0.02)

    def test_is_everybody_at_the_lowest_and_falls_from_there(self, usual):
        shares = [usual.share(cosine) for cosine in np.linspace(-1.2, 1.2, 500)]
        assert shares[0] == 1.0
        assert all(a >= b > 0 for a, b in pairwise(shares))

    def test_the_highest_of_several_is_higher(self, usual):
        one, ten = usual.share(0.3), highest_of([usual] * 10, 0.3)
        assert ten == pytest.approx(1 - (1 - one) ** 10)
        assert highest_of([], 0.3) == 0.0

    @pytest.mark.parametrize("shares", [(), (0.5,), (0.4, 0.5), (1.2, 0.5), (0.5, 0.0)])
    def test_shares_that_are_none_are_refused(self, shares):
        with pytest.raises(ValueError, match="shares"):
            NonMatedScores(0, shares)

    def test_counts_become_shares(self):
        counts = np.zeros(201)
        counts[[110, 120]] = 30, 10
        counted = NonMatedScores.counted(counts)
        assert counted.share(0.10) == 1.0
        assert counted.share(0.11) == counted.share(0.20) == 0.25

    def test_scores_that_are_all_alike_are_no_trouble(self):
        counts = np.zeros(201)
        counts[130] = 7
        assert NonMatedScores.counted(counts).share(0.3) == 1.0
