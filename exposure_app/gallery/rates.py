"""How sure we may be of an error rate, and of a count of rare events."""

from math import exp, sqrt

Z_95 = 1.959964
"""Two-sided 95 % point of the standard normal distribution."""

_EXACT_BELOW = 500.0


def rate_interval(errors: int, trials: int) -> tuple[float, float]:
    """The 95 % interval for an error rate, from what was counted.

    Args:
        errors: false matches, or false non-matches, among `trials`.
        trials: comparisons made. They must be independent; comparisons that share a person are
            not, so count one per pair of persons.

    Returns:
        (low, high), both in [0, 1]. No error in n trials still leaves high at about 3.84 / n.

    Raises:
        ValueError: no trials (a rate of nothing is not zero), or more errors than trials.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.
    """
    if trials < 1:
        raise ValueError("no trials, no rate")
    if not 0 <= errors <= trials:
        raise ValueError(f"{errors} errors among {trials} trials")
    rate, z2 = errors / trials, Z_95**2
    centre = (rate + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z_95 * sqrt(rate * (1 - rate) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    low = 0.0 if errors == 0 else max(0.0, centre - half)
    high = 1.0 if errors == trials else min(1.0, centre + half)
    return low, high


def count_interval(low_mean: float, high_mean: float) -> tuple[int, int]:
    """Between which counts a Poisson variable lies whose mean is only known as an interval.

    Each end is the outer 2.5 % point of the Poisson distribution at that end of the mean, so
    that a count outside needs an unlucky mean, an unlucky draw, or both.

    Args:
        low_mean, high_mean: at least 0, in order.
    """
    return _poisson_point(low_mean, 0.025), _poisson_point(high_mean, 0.975)


def _poisson_point(mean: float, probability: float) -> int:
    """The smallest count whose cumulative Poisson probability reaches `probability`."""
    if mean > _EXACT_BELOW:  # where exp(-mean) nears the end of floating point
        z = Z_95 if probability > 0.5 else -Z_95
        return max(0, round(mean + z * sqrt(mean)))
    count, term = 0, exp(-mean)
    total = term
    while total < probability:
        count += 1
        term *= mean / count
        total += term
    return count
