"""The beta and the Poisson distribution, right in their tails and for large counts.

Plain Python for three functions, where a library of a hundred megabytes would be the other way.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from math import exp, lgamma, log, pi, sqrt

_ENOUGH = 1e-15
"""A factor this close to 1, or a summand this small beside the sum, changes nothing any more."""

_NEAR = 1e-10
"""After one of Newton's steps this small, in shares of x or 1 - x, the next is but rounding."""

_TINY = 1e-300
"""Stands in for a zero that would be divided by."""


def beta_cdf(a: float, b: float, x: float) -> float:
    """The probability that a beta variable is at most `x`: the regularised incomplete beta.

    Args:
        a, b: above 0.
        x: from 0 to 1.

    Source: Didonato and Morris (1992), ACM Trans. Math. Softw. 18, 360-373, BFRAC; it converges
    fast below the mean, and above it the distribution is turned round.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    below = a * (1 - x) - b * x
    steep = x * (1 - x) * _beta_density(a, b, x)
    if below > 0:
        return steep * _fraction(_beta_terms(a, b, x, 1 - x, below))
    return 1 - steep * _fraction(_beta_terms(b, a, 1 - x, x, -below))


def beta_quantile(a: float, b: float, probability: float) -> float:
    """The x whose `beta_cdf` is `probability`, which is above 0 and below 1.

    Newton's steps from the mean; where one would leave the interval that is known to hold x, that
    is halved instead.
    """
    low, high = 0.0, 1.0
    x = a / (a + b)
    while True:
        beyond = beta_cdf(a, b, x) - probability
        low, high = (low, x) if beyond > 0 else (x, high)
        density = _beta_density(a, b, x)
        newton = x - beyond / density if density else -1.0
        if abs(newton - x) <= _NEAR * min(x, 1 - x):
            return newton
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        x = newton if low < newton < high else middle


def poisson_cdf(most: int, mean: float) -> float:
    """The probability that a Poisson variable of `mean`, at least 0, is `most` or less.

    It is the regularised upper incomplete gamma Q(most + 1, mean).

    Source: DLMF 8.11.4, a series that converges fast below the mean; above it, the even part of
    the continued fraction 8.9.2.
    """
    if mean <= 0:
        return 1.0
    a = most + 1.0
    steep = a * exp(-_stirling_error(a) - _deviance(a, mean, a - mean)) / sqrt(2 * pi * a)
    if mean < a + 1:
        return 1 - steep * _sum(a, mean)
    return steep * _fraction(_gamma_terms(a, mean))


def _beta_density(a: float, b: float, x: float) -> float:
    """For x inside (0, 1).

    With logarithms of gamma functions it would lose as many digits as `a` and `b` have.

    Source: Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
    """
    n = a + b
    errors = _stirling_error(n) - _stirling_error(a) - _stirling_error(b)
    above = a * (1 - x) - b * x
    away = _deviance(a, n * x, above) + _deviance(b, n * (1 - x), -above)
    return exp(errors - away) * sqrt(a * b / (2 * pi * n)) / (x * (1 - x))


def _stirling_error(n: float) -> float:
    """By how much Stirling's formula for log n! is too small. Source: Loader (2000)."""
    if n < 16:
        return lgamma(n + 1) - (n + 0.5) * log(n) + n - log(2 * pi) / 2
    square = n * n
    tail = 1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square
    return (1 / 12 - (1 / 360 - tail / square) / square) / n


def _deviance(x: float, mean: float, above: float) -> float:
    """That is x log(x / mean) - above; `x` lies `above` its mean. Source: Loader (2000)."""
    if abs(above) >= 0.1 * (x + mean):
        return x * log(x / mean) - above
    ratio = above / (x + mean)
    total, power = above * ratio, 2 * x * ratio
    for odd in count(3, 2):
        power *= ratio * ratio
        following = total + power / odd
        if following == total:
            break
        total = following
    return total


def _beta_terms(
    a: float, b: float, x: float, y: float, below: float
) -> Iterator[tuple[float, float]]:
    """Of the fraction for I_x(a, b) where y = 1 - x, and (a + b) x is `below` a.

    Both come in from outside, as they would lose digits here where x is almost 1.
    """
    yield 1.0, a / (a + 1) * (below + 1)
    for n in count(1):
        step = n * (b - n) * x / (a + 2 * n - 1)
        numerator = (a + n - 1) * (a + b + n - 1) / (a + 2 * n - 1) * step * x
        yield numerator, n + step + (a + n) / (a + 2 * n + 1) * (below + 1 + n * (1 + y))


def _gamma_terms(a: float, x: float) -> Iterator[tuple[float, float]]:
    yield 1.0, x + 1 - a
    for m in count(1):
        yield -m * (m - a), x + 2 * m + 1 - a


def _sum(a: float, x: float) -> float:
    """1 / a + x / (a (a + 1)) + x^2 / (a (a + 1) (a + 2)) + ..."""
    total = term = 1 / a
    while term > total * _ENOUGH:
        a += 1
        term *= x / a
        total += term
    return total


def _fraction(terms: Iterable[tuple[float, float]]) -> float:
    """The continued fraction n1 / (d1 + n2 / (d2 + ...)), from its (n, d), as far as it matters.

    Source: Thompson and Barnett (1986), J. Comput. Phys. 64, 490-509 (Lentz's method, modified).
    """
    value = before = _TINY
    inverse = 0.0
    for numerator, denominator in terms:
        inverse = 1 / (denominator + numerator * inverse or _TINY)
        before = denominator + numerator / before or _TINY
        factor = before * inverse
        value *= factor
        if abs(factor - 1) <= _ENOUGH:
            break
    return value
