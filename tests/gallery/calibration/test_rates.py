from math import exp, factorial

import numpy as np
import pytest

from exposure_app.gallery.calibration.rates import count_interval, rate_interval


def test_a_rate_without_trials_is_not_zero():
    with pytest.raises(ValueError, match="no trials"):
        rate_interval(0, 0)


def test_more_errors_than_trials_are_refused():
    with pytest.raises(ValueError, match="5 errors among 4"):
        rate_interval(5, 4)


def test_no_error_still_leaves_room_for_some():
    low, high = rate_interval(0, 1000)
    assert low == 0.0
    assert high == pytest.approx(3.69 / 1000, rel=0.01)


def test_the_interval_is_clopper_and_pearsons():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 5.
    assert rate_interval(81, 263) == pytest.approx((0.2527, 0.3676), abs=5e-5)
    assert rate_interval(15, 148) == pytest.approx((0.0578, 0.1617), abs=5e-5)
    assert rate_interval(0, 20) == pytest.approx((0.0, 0.1684), abs=5e-5)
    assert rate_interval(1, 29) == pytest.approx((0.0009, 0.1776), abs=5e-5)


def test_a_rate_interval_covers_the_truth_at_least_as_often_as_it_says():
    draws = np.random.default_rng(1).binomial(2000, 0.01, size=2000)
    covered = [low <= 0.01 <= high for low, high in (rate_interval(int(n), 2000) for n in draws)]
    assert np.mean(covered) >= 0.95


def test_nothing_expected_means_nothing_seen():
    assert count_interval(0.0, 0.0) == (0, 0)
    assert count_interval(0.0, 0.0, spread=3.0) == (0, 0)


@pytest.mark.parametrize("mean", [0.02, 0.7, 3.0, 11.6, 80.0])
def test_the_ends_of_a_count_interval_are_poisson_points(mean):
    def below_or_at(count):
        return sum(exp(-mean) * mean**n / factorial(n) for n in range(count + 1))

    low, high = count_interval(mean, mean)
    assert below_or_at(low) >= 0.025
    assert low == 0 or below_or_at(low - 1) < 0.025
    assert below_or_at(high) >= 0.975
    assert high == 0 or below_or_at(high - 1) < 0.975


@pytest.mark.parametrize(("mean", "spread"), [(0.4, 2.0), (8.0, 0.6), (300.0, 0.05)])
def test_the_ends_hold_95_in_100_counts_whose_rates_vary(mean, spread):
    rng = np.random.default_rng(1)
    counts = rng.poisson(mean * rng.gamma(1 / spread, spread, size=200_000))
    low, high = count_interval(mean, mean, spread)
    assert np.mean(counts < low) <= 0.026
    assert np.mean(counts > high) <= 0.026
    assert high == 0 or np.mean(counts > high - 1) > 0.024


def test_no_spread_is_where_a_little_spread_leads():
    assert count_interval(40.0, 40.0, 1e-9) == count_interval(40.0, 40.0)


def test_large_counts_are_no_trouble():
    low, high = count_interval(1e6, 1e6)
    assert (low, high) == (pytest.approx(1e6 - 1960, abs=5), pytest.approx(1e6 + 1960, abs=5))


def test_an_unsure_mean_widens_the_interval():
    low, high = count_interval(6.8, 56)
    assert (low, high) == (count_interval(6.8, 6.8)[0], count_interval(56, 56)[1])
