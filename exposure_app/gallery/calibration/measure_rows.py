"""From scores to operating points: a threshold for each error rate, with what it rests on."""

from dataclasses import dataclass
from math import ceil, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.work import CancelToken
from exposure_app.gallery.calibration.measure_scores import LabelledScores

RATES = (1e-2, 1e-3, 1e-4, 1e-5)

MEASURED_PAIRS = 10
"""Pairs of persons above a threshold, below which its rate is not counted but extrapolated."""

ANCHOR_PAIRS = 200
"""Pairs of persons a row needs for others to be extrapolated from it, if not the loosest."""

SPREAD_PAIRS = 50
"""Pairs of persons a row needs to say how uneven the references are."""

_ONE_SIDED_95 = 1.645
_STEP = 1e-4  # thresholds are told to four digits

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """How the false match rate falls with the threshold, for one weighting of the people.

    reached: (n,) the share of all comparisons at or above each loud score.
    """

    scores: LabelledScores
    weight: Weights
    reached: Weights

    @classmethod
    def of(cls, scores: LabelledScores, people: Weights | None = None) -> "Curve":
        """The curve where each person counts as often as `people` says, once by default."""
        each = np.ones(len(scores.pictures)) if people is None else people
        weight = each[scores.owner[scores.reference]] * each[scores.stranger]
        return cls(scores, weight, np.cumsum(weight) / scores.comparisons(people))

    def threshold(self, rate: float) -> float:
        """The highest score that at least a share `rate` of the comparisons reaches."""
        at = int(np.searchsorted(self.reached, rate))
        return float(self.scores.loud[min(at, len(self.reached) - 1)])

    def rate(self, threshold: float) -> float:
        """The share of comparisons at or above `threshold`, which must be among the loud."""
        n = self.above(threshold)
        return float(self.reached[n - 1]) if n else 0.0

    def above(self, threshold: float) -> int:
        """How many loud scores reach `threshold`."""
        return int(np.searchsorted(-self.scores.loud, -threshold, side="right"))

    def excess(self, start: float) -> float:
        """How far scores above `start` lie above it on average: the tail's one parameter."""
        n = self.above(start)
        weight = self.weight[:n]
        if not weight.sum():
            return _STEP
        over = (self.scores.loud[:n].astype(np.float64) - start) @ weight / weight.sum()
        return float(max(over, _STEP))


@dataclass(frozen=True, slots=True)
class Point:
    """A threshold for a rate. anchor: the looser rate it was extrapolated from, or None."""

    rate: float
    threshold: float
    anchor: float | None


def points(scores: LabelledScores) -> list[Point]:
    """A threshold for each of `RATES`, from loose to strict, each higher than the one before.

    Where fewer than `MEASURED_PAIRS` pairs of persons reach it, the tail above the strictest row
    that `ANCHOR_PAIRS` reach is taken as exponential: the limit law of tails (Pickands 1975) at
    shape 0. Scores that cannot pass 1 have a lighter one, and the slope used is the upper end of
    its 95 % interval, so this errs towards a threshold that is too high; and the threshold is
    never below the score that was in fact reached so often.
    """
    curve = Curve.of(scores)
    pairs = {rate: person_pairs(scores, curve.threshold(rate)) for rate in RATES}
    anchor = min((rate for rate in RATES if pairs[rate] >= ANCHOR_PAIRS), default=RATES[0])
    found: list[Point] = []
    for rate in RATES:
        threshold = curve.threshold(rate)
        is_counted = rate >= anchor or pairs[rate] >= MEASURED_PAIRS
        if not is_counted:
            threshold = max(threshold, _extrapolated(curve, anchor, rate, pairs[anchor]))
        told = ceil(threshold / _STEP - 1e-6) * _STEP
        if found:
            told = max(told, found[-1].threshold + _STEP)
        found.append(Point(rate, round(told, 4), None if is_counted else anchor))
    return found


def _extrapolated(curve: Curve, anchor: float, rate: float, pairs: int = 0) -> float:
    start = curve.threshold(anchor)
    margin = 1 + _ONE_SIDED_95 / sqrt(pairs) if pairs else 1.0
    return start + curve.excess(start) * margin * log(anchor / rate)


def _tail_rate(curve: Curve, anchor: float, threshold: float) -> float:
    start = curve.threshold(anchor)
    by_tail = anchor * float(np.exp(-(threshold - start) / curve.excess(start)))
    return max(by_tail, curve.rate(threshold))


def person_pairs(scores: LabelledScores, threshold: float) -> int:
    """How many different pairs of persons reach `threshold`: nearer to independent than scores."""
    n = int(np.searchsorted(-scores.loud, -threshold, side="right"))
    one, other = scores.owner[scores.reference[:n]], scores.stranger[:n]
    people = len(scores.pictures)
    return len(np.unique(np.minimum(one, other) * people + np.maximum(one, other)))


def rows(
    scores: LabelledScores, *, boots: int, rng: np.random.Generator, cancel: CancelToken
) -> list[dict[str, Any]]:
    """The operating points as the calibration file tells them, intervals by drawing people again.

    Raises:
        Cancelled: `cancel` was raised.
    """
    shipped = points(scores)
    missed = missed_by_person(scores, [point.threshold for point in shipped])
    people = len(scores.pictures)
    drawn = np.empty((boots, 3, len(shipped)))
    for boot in range(boots):
        cancel.check()
        each = np.bincount(rng.integers(0, people, people), minlength=people).astype(np.float64)
        curve = Curve.of(scores, each)
        for i, point in enumerate(shipped):
            if point.anchor is None:
                drawn[boot, 0, i] = curve.threshold(point.rate)
                drawn[boot, 1, i] = curve.rate(point.threshold)
            else:
                drawn[boot, 0, i] = _extrapolated(curve, point.anchor, point.rate)
                drawn[boot, 1, i] = _tail_rate(curve, point.anchor, point.threshold)
        drawn[boot, 2] = averaged(missed, each)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    fnmr, spreads = averaged(missed), _spreads(scores, shipped)
    return [
        {
            "fmr": point.rate,
            "threshold": point.threshold,
            "threshold_interval": _told(low[0, i], high[0, i], point.threshold, 4),
            "fmr_interval": [
                float(f"{min(low[1, i], point.rate):.3g}"),
                float(f"{max(high[1, i], point.rate):.3g}"),
            ],
            "is_extrapolated": point.anchor is not None,
            "false_matches": _false_matches(scores, point.threshold),
            "person_pairs": person_pairs(scores, point.threshold),
            "spread": spreads[i],
            "fnmr": round(float(fnmr[i]), 5),
            "fnmr_interval": _told(low[2, i], high[2, i], float(fnmr[i]), 5),
            "fpir_of_subjects": _by_subject(scores, point.threshold),
        }
        for i, point in enumerate(shipped)
    ]


def _told(low: float, high: float, value: float, digits: int) -> list[float]:
    return [round(min(float(low), value), digits), round(max(float(high), value), digits)]


def _false_matches(scores: LabelledScores, threshold: float) -> int:
    n = int(np.searchsorted(-scores.loud, -threshold, side="right"))
    return n // 2 if scores.templates == 1 else n  # photo against photo is met from both sides


def missed_by_person(scores: LabelledScores, thresholds: list[float]) -> Weights:
    """(people, thresholds) each person's share of mated scores below; NaN if there are none."""
    people = len(scores.pictures)
    mated = np.bincount(scores.mated_owner, minlength=people)
    return np.stack(
        [
            np.divide(
                np.bincount(scores.mated_owner, scores.mated < threshold, minlength=people),
                mated,
                out=np.full(people, np.nan),
                where=mated > 0,
            )
            for threshold in thresholds
        ],
        axis=1,
    )


def averaged(missed: Weights, people: Weights | None = None) -> Weights:
    """(thresholds,) the mean over people who have mated scores, counted `people` times each."""
    has = ~np.isnan(missed[:, 0])
    each = np.ones(len(missed)) if people is None else people
    each = each[has]
    if not each.sum():
        return np.zeros(missed.shape[1])
    return np.asarray(each @ missed[has] / each.sum())


def _rates_of_references(scores: LabelledScores, threshold: float) -> tuple[Weights, Weights]:
    """(R,) how many others' faces reach the threshold, and how many there are."""
    n = int(np.searchsorted(-scores.loud, -threshold, side="right"))
    counts = np.bincount(scores.reference[:n], minlength=len(scores.owner)).astype(np.float64)
    return counts, scores.pictures.sum() - scores.pictures[scores.owner].astype(np.float64)


def _spreads(scores: LabelledScores, shipped: list[Point]) -> list[float]:
    """How much the rate varies between references, beyond chance: variance over squared mean.

    By moments, each person counting once; it never falls as rows become stricter, and rows that
    rest on little take over what was measured last.
    """
    each = 1.0 / scores.references[scores.owner]
    each /= each.sum()
    told: list[float] = []
    for point in shipped:
        counts, _ = _rates_of_references(scores, point.threshold)
        mean = float(each @ counts)
        before = told[-1] if told else 0.0
        if person_pairs(scores, point.threshold) < SPREAD_PAIRS:
            told.append(before)
            continue
        variance = float(each @ (counts - mean) ** 2)
        told.append(max(before, round((variance - mean) / mean**2, 3)))
    return told


def _by_subject(scores: LabelledScores, threshold: float) -> dict[str, float]:
    """FPIR of a search among one reference, over the people whose reference it is."""
    counts, probes = _rates_of_references(scores, threshold)
    references = scores.references
    has = references > 0
    rates = np.bincount(scores.owner, counts / probes, len(references))[has] / references[has]
    median, high = np.quantile(rates, [0.5, 0.95])
    told = {"mean": rates.mean(), "median": median, "95 %": high, "highest": rates.max()}
    return {name: float(f"{value:.3g}") for name, value in told.items()}
