"""Against laws that can be written down, against exact values, and against scipy's own.

scipy is no part of the program, and is here as insightface asks for it.
"""

from fractions import Fraction
from itertools import product
from math import comb, exp, expm1, log, log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from exposure_app.gallery.calibration.distributions import beta_cdf, beta_quantile, poisson_cdf

SHAPES = (0.5, 1, 2.5, 8, 30.25, 1e3, 1e5, 1e7)
COUNTS = (0, 1, 4, 29, 1000, 10**5, 10**7)

shapes = st.floats(0.3, 1e6)
shares = st.floats(1e-12, 1 - 1e-12)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (3, 5), (40, 2), (7, 900), (60, 60)])
@pytest.mark.parametrize("x", [Fraction(1, 2**20), Fraction(1, 8), Fraction(1, 2), Fraction(7, 8)])
def test_whole_parameters_give_the_exact_share_of_a_binomial(a, b, x):
    # DLMF 8.17.5: as rational numbers, with nothing rounded.
    n = a + b - 1
    exact = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_cdf(a, b, float(x)) == pytest.approx(float(exact), rel=1e-13, abs=0)


@pytest.mark.parametrize("a", [0.1, 1, 12.5, 1e4, 1e9])
@pytest.mark.parametrize("probability", [1e-12, 0.025, 0.5, 0.975])
def test_a_single_power_is_turned_round_exactly(a, probability):
    # I_x(a, 1) = x^a, and I_x(1, b) = 1 - (1 - x)^b.
    power = exp(log(probability) / a)
    assert beta_quantile(a, 1, probability) == pytest.approx(power, rel=1e-12, abs=0)
    mirrored = -expm1(log1p(-probability) / a)
    assert beta_quantile(1, a, probability) == pytest.approx(mirrored, rel=1e-9, abs=0)


@pytest.mark.parametrize("mean", [1e-9, 0.3, 5.0, 40.0, 700.0])
def test_a_small_poisson_count_has_the_probability_of_its_summands(mean):
    summand = total = exp(-mean)
    for count in range(60):
        assert poisson_cdf(count, mean) == pytest.approx(total, rel=1e-12, abs=0)
        summand *= mean / (count + 1)
        total += summand


def test_the_tails_keep_their_digits_where_almost_nothing_is_left():
    # 60 digits of mpmath 1.4.1: betainc(1598, 538, 0, 0.4326, regularized=True) and so on.
    assert beta_cdf(1598, 538, 0.4326) == pytest.approx(4.8362108401801961e-193, rel=1e-11, abs=0)
    assert beta_cdf(2, 1e6, 1e-12) == pytest.approx(5.0000016666679165e-13, rel=1e-11, abs=0)
    assert poisson_cdf(9000, 12000.0) == pytest.approx(6.1744121912149422e-181, rel=1e-11, abs=0)
    assert poisson_cdf(10**6, 1e6) == pytest.approx(0.50026596148628365, rel=1e-11, abs=0)


def test_the_ends_are_certain():
    assert (beta_cdf(2, 3, 0.0), beta_cdf(2, 3, 1.0)) == (0.0, 1.0)
    assert poisson_cdf(0, 0.0) == 1.0


def test_scipy_says_the_same_of_the_beta_distribution():
    for a, b in product(SHAPES, SHAPES):
        for x in (1e-9, 1e-4, 0.1, 0.5, 0.9, a / (a + b)):
            told = float(special.betainc(a, b, x))
            assert beta_cdf(a, b, x) == pytest.approx(told, rel=1e-8, abs=1e-290), (a, b, x)


def test_scipy_says_the_same_of_the_poisson_distribution():
    for count, about in product(COUNTS, (1e-6, 0.5, 0.99, 1.0, 1.01, 3.0)):
        mean = (count + 1) * about
        told = float(special.gammaincc(count + 1, mean))
        assert poisson_cdf(count, mean) == pytest.approx(told, rel=1e-9, abs=1e-290), (count, mean)


@given(shapes, shapes, shares)
def test_scipy_says_the_same_wherever_one_looks(a, b, x):
    told = float(special.betainc(a, b, x))
    assert beta_cdf(a, b, x) == pytest.approx(told, rel=1e-8, abs=1e-290)


@given(st.integers(0, 10**6), st.floats(1e-9, 1e6))
def test_scipy_counts_the_same_wherever_one_looks(count, mean):
    told = float(special.gammaincc(count + 1, mean))
    assert poisson_cdf(count, mean) == pytest.approx(told, rel=1e-9, abs=1e-290)


@given(shapes, shapes, st.floats(0.001, 0.999))
def test_a_quantile_is_where_the_probability_is_reached(a, b, probability):
    # By the distribution and not by scipy's quantile, which at (1000, 1e9) is twice too large.
    x = beta_quantile(a, b, probability)
    assert float(special.betainc(a, b, x)) == pytest.approx(probability, rel=1e-6)
