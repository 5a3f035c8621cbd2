"""What a score is worth: bands whose false match rates were measured, never round cosines.

The measurement is data beside the weights (`calibration.json`), with the counts and intervals it
came from, because a threshold means nothing without the model, the pictures and the people it was
measured on.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exposure_app.domain.errors import ModelDamaged, ModelMissing
from exposure_app.domain.findings import Band
from exposure_app.gallery.rates import count_interval, rate_interval

__all__ = ["Calibration", "Curve", "OperatingPoint", "rate_interval"]


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """One row of the measurement.

    fmr: false match rate of a single comparison, in (0, 1).
    threshold: the cosine at or above which that rate was measured.
    threshold_interval: 95 % interval of that cosine, or None where it was not estimated.
    fnmr: false non-match rate at that cosine, averaged per subject.
    fnmr_interval: 95 % interval, or None.
    """

    fmr: float
    threshold: float
    threshold_interval: tuple[float, float] | None
    fnmr: float
    fnmr_interval: tuple[float, float] | None


Curve = tuple[OperatingPoint, ...]
"""Operating points of one kind of reference, from the loosest to the strictest."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The measured meaning of scores for one model pack.

    band_rates: the false match rate each band stands for, loosest first.
    curves: by the number of templates averaged into a reference; 1 is always there.
    data_set, pictures, people: what it was measured on.
    digest: SHA-256 (hex) of the file, so that whoever keeps results can tell when it changed.
    """

    pack: str
    band_rates: Mapping[Band, float]
    curves: Mapping[int, Curve]
    data_set: str
    pictures: int
    people: int
    digest: str

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read and check a calibration file.

        Raises:
            ModelMissing: there is no such file.
            ModelDamaged: it is not a calibration, or contradicts itself.
        """
        try:
            body = path.read_bytes()
        except OSError as cause:
            raise ModelMissing(path.name) from cause
        try:
            return cls._parsed(json.loads(body), hashlib.sha256(body).hexdigest())
        except (ValueError, KeyError, TypeError, AttributeError) as cause:
            raise ModelDamaged(path.name) from cause

    @classmethod
    def _parsed(cls, document: Any, digest: str) -> "Calibration":
        measured = document["measured"]
        curves = {int(count): _curve(rows) for count, rows in document["fusions"].items()}
        rates = {band: float(document["bands"][band.value]) for band in Band}
        if 1 not in curves:
            raise ValueError("no measurement for a single template")
        if list(rates.values()) != sorted(rates.values(), reverse=True):
            raise ValueError("bands must become stricter")
        for curve in curves.values():
            for rate in rates.values():
                if _point_at(curve, rate).threshold_interval is None:
                    raise ValueError("a band needs an interval")
        return cls(
            pack=str(document["pack"]),
            band_rates=MappingProxyType(rates),
            curves=MappingProxyType(curves),
            data_set=str(measured["data_set"]),
            pictures=int(measured["pictures"]),
            people=int(measured["people"]),
            digest=digest,
        )

    def threshold(self, band: Band, templates: int = 1) -> float:
        """The cosine from which `band` applies to a reference averaged from `templates` photos."""
        return _point_at(self._curve_for(templates), self.band_rates[band]).threshold

    def band(self, score: float, templates: int = 1) -> Band | None:
        """The strongest band that `score` reaches; None below the loosest.

        Args:
            score: cosine between a probe and a reference, in [-1, 1].
            templates: how many photos the reference was averaged from. The measurement for the
                nearest number at or below it is used.
        """
        reached = (b for b in Band if score >= self.threshold(b, templates))
        return max(reached, key=lambda b: b.rank, default=None)

    def false_match_rate(self, band: Band) -> float:
        """The share of comparisons of two different people that reach `band` or a stronger one."""
        return self.band_rates[band]

    def expected_false_alarms(self, comparisons: int) -> dict[Band, float]:
        """How many strangers' faces to expect in each band *and the stronger ones together*.

        Args:
            comparisons: probes times references searched. Each probe can raise one alarm at most,
                and the references of one person are alike, so this is an upper bound.
        """
        return {band: rate * comparisons for band, rate in self.band_rates.items()}

    def expected_interval(self, comparisons: int) -> dict[Band, tuple[int, int]]:
        """Between which counts the false alarms of each band and stronger ones should lie.

        Covers that the rate itself is an estimate, and that rare events vary (Poisson). It takes
        strangers as independent: one look-alike who is in many pictures can pass it.
        """
        rates = {band: self._rate_interval(band) for band in Band}
        return {
            band: count_interval(low * comparisons, high * comparisons)
            for band, (low, high) in rates.items()
        }

    def _rate_interval(self, band: Band) -> tuple[float, float]:
        intervals = [_rate_interval(curve, self.band_rates[band]) for curve in self.curves.values()]
        return min(low for low, _ in intervals), max(high for _, high in intervals)

    def _curve_for(self, templates: int) -> Curve:
        return self.curves[max((n for n in self.curves if n <= templates), default=1)]


def _curve(rows: list[dict[str, Any]]) -> Curve:
    points = tuple(
        OperatingPoint(
            fmr=float(row["fmr"]),
            threshold=float(row["threshold"]),
            threshold_interval=_interval(row.get("threshold_interval")),
            fnmr=float(row["fnmr"]),
            fnmr_interval=_interval(row.get("fnmr_interval")),
        )
        for row in rows
    )
    if len(points) < 2:
        raise ValueError("one row is no curve")
    for looser, stricter in pairwise(points):
        if not (looser.fmr > stricter.fmr and looser.threshold < stricter.threshold):
            raise ValueError("rows must go from loose to strict")
    return points


def _interval(pair: list[float] | None) -> tuple[float, float] | None:
    if pair is None:
        return None
    low, high = (float(end) for end in pair)
    if not low <= high:
        raise ValueError("an interval's ends must be in order")
    return low, high


def _point_at(curve: Curve, fmr: float) -> OperatingPoint:
    for point in curve:
        if point.fmr == fmr:
            return point
    raise ValueError(f"not measured at {fmr}")


def _rate_interval(curve: Curve, fmr: float) -> tuple[float, float]:
    """The 95 % interval of the false match rate at the shipped threshold.

    The bootstrap gives the interval of the threshold at a fixed rate. If the true threshold for
    this rate were `high`, the curve would lie `high - threshold` further right, and the rate at
    our threshold would be what the table shows that much further left; the same for `low`.
    """
    point = _point_at(curve, fmr)
    low, high = point.threshold_interval or (point.threshold, point.threshold)
    return _rate_at(curve, 2 * point.threshold - low), _rate_at(curve, 2 * point.threshold - high)


def _rate_at(curve: Curve, threshold: float) -> float:
    """The table read log-linearly between its rows, and beyond its ends as in the last step."""
    passed = sum(point.threshold <= threshold for point in curve)
    looser, stricter = curve[min(max(passed - 1, 0), len(curve) - 2) :][:2]
    share = (threshold - looser.threshold) / (stricter.threshold - looser.threshold)
    return min(1.0, exp((1 - share) * log(looser.fmr) + share * log(stricter.fmr)))
