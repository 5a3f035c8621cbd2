"""How sure we may be of an error rate, and of a count of rare events."""

from exposure_app.gallery.calibration.distributions import beta_cdf, beta_quantile, poisson_cdf

_TAIL = 0.025


def rate_interval(errors: float, trials: float) -> tuple[float, float]:
    """The exact 95 % interval for an error rate, from what was counted.

    Args:
        errors: false matches, or false non-matches, among `trials`.
        trials: comparisons made. They must be independent; comparisons that share a person are
            not, so count one per pair of persons, or draw persons again (a bootstrap) instead.
            A fraction is fine: clustered counts divided by how large their clusters are.

    Returns:
        (low, high), both in [0, 1]. No error in n trials still leaves high at about 3.7 / n.

    Raises:
        ValueError: no trials (a rate of nothing is not zero), or more errors than trials.

    Source: Clopper and Pearson (1934), Biometrika 26, 404-413.
    """
    if trials <= 0:
        raise ValueError("no trials, no rate")
    if not 0 <= errors <= trials:
        raise ValueError(f"{errors} errors among {trials} trials")
    low = 0.0 if errors == 0 else beta_quantile(errors, trials - errors + 1, _TAIL)
    high = 1.0 if errors == trials else beta_quantile(errors + 1, trials - errors, 1 - _TAIL)
    return low, high


def count_interval(low_mean: float, high_mean: float, spread: float = 0.0) -> tuple[int, int]:
    """Between which counts a variable lies whose mean is only known as an interval.

    Each end is the outer 2.5 % point of the distribution at that end of the mean, so that a count
    outside needs an unlucky mean, an unlucky draw, or both.

    Args:
        low_mean, high_mean: at least 0, in order.
        spread: how much the rate itself varies between those whose alarms are counted, as the
            variance of rate over mean rate. 0 is a Poisson count, more a negative binomial one:
            Poisson counts whose rates are gamma distributed.
    """
    return _point(low_mean, spread, _TAIL), _point(high_mean, spread, 1 - _TAIL)


def _point(mean: float, spread: float, probability: float) -> int:
    """The smallest count whose cumulative probability reaches `probability`."""

    def reached(count: int) -> bool:
        if mean == 0:
            return True
        if spread == 0:
            return poisson_cdf(count, mean) >= probability
        return beta_cdf(1 / spread, count + 1, 1 / (1 + spread * mean)) >= probability

    low, high = -1, 1
    while not reached(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high
