"""The form of `calibration.json`, read strictly: whatever contradicts itself is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from types import MappingProxyType
from typing import Any

from exposure_app.domain.findings import Band
from exposure_app.gallery.calibration.non_mated import HUNDREDTHS, NonMatedScores

FORM = 2
"""Which form of the file this is; the first had no counts of strangers' scores."""


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """One row of the measurement.

    fmr: false match rate of a single comparison, in (0, 1).
    threshold: the cosine at or above which that rate was measured.
    threshold_interval: 95 % interval of the cosine for that rate.
    fmr_interval: 95 % interval of the rate at that cosine.
    fnmr: false non-match rate at that cosine, averaged per subject.
    fnmr_interval: 95 % interval.
    spread: variance of the rate between references, over its squared mean.
    is_extrapolated: too few comparisons reach it to count them.
    """

    fmr: float
    threshold: float
    threshold_interval: tuple[float, float]
    fmr_interval: tuple[float, float]
    fnmr: float
    fnmr_interval: tuple[float, float]
    spread: float
    is_extrapolated: bool


Curve = tuple[OperatingPoint, ...]
"""Operating points of one kind of reference, from the loosest to the strictest."""


@dataclass(frozen=True, slots=True)
class GroupRates:
    """False match rates at one threshold among women, among men, and across; labels by name."""

    women: float
    men: float
    across: float


@dataclass(frozen=True, slots=True)
class Document:
    """A calibration file's content, checked. The names are those of `Calibration`."""

    pack: str
    band_rates: Mapping[Band, float]
    curves: Mapping[int, Curve]
    non_mated_scores: Mapping[int, NonMatedScores]
    enrolment_norm: float
    poor_norm: float
    groups: GroupRates | None
    data_set: str
    pictures: int
    people: int


def parsed(document: Any) -> Document:
    """A calibration from its JSON.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, OverflowError: it is none, or contradicts
            itself.
    """
    if document["form"] != FORM:
        raise ValueError(f"form {document['form']}, want {FORM}")
    measured, norms, fusions = document["measured"], document["norms"], document["fusions"]
    curves = {int(count): _curve(one["rows"]) for count, one in fusions.items()}
    rates = {band: float(document["bands"][band.value]) for band in Band}
    if 1 not in curves or min(curves) < 1:
        raise ValueError("no measurement for a single template")
    if any(looser <= stricter for looser, stricter in pairwise(rates.values())):
        raise ValueError("bands must become stricter")
    for curve in curves.values():
        for rate in rates.values():
            point_at(curve, rate)
    return Document(
        pack=str(document["pack"]),
        band_rates=MappingProxyType(rates),
        curves=MappingProxyType(curves),
        non_mated_scores=MappingProxyType(
            {
                int(count): _non_mated_scores(one["non_mated_scores"])
                for count, one in fusions.items()
            }
        ),
        enrolment_norm=_norm(norms["enrolment"]),
        poor_norm=_norm(norms["poor"]),
        groups=_groups(document.get("groups")),
        data_set=str(measured["data_set"]),
        pictures=int(measured["pictures"]),
        people=int(measured["people"]),
    )


def point_at(curve: Curve, fmr: float) -> OperatingPoint:
    """The row for a rate; a ValueError if it was not measured."""
    for point in curve:
        if point.fmr == fmr:
            return point
    raise ValueError(f"not measured at {fmr}")


def _curve(rows: list[dict[str, Any]]) -> Curve:
    points = tuple(
        OperatingPoint(
            fmr=float(row["fmr"]),
            threshold=float(row["threshold"]),
            threshold_interval=_around(row["threshold_interval"], float(row["threshold"])),
            fmr_interval=_around(row["fmr_interval"], float(row["fmr"])),
            fnmr=float(row["fnmr"]),
            fnmr_interval=_around(row["fnmr_interval"], float(row["fnmr"])),
            spread=float(row["spread"]),
            is_extrapolated=row["is_extrapolated"] is True,
        )
        for row in rows
    )
    if len(points) < 2:
        raise ValueError("one row is no curve")
    for looser, stricter in pairwise(points):
        if not (looser.fmr > stricter.fmr and looser.threshold < stricter.threshold):
            raise ValueError("rows must go from loose to strict")
    if not all(0 < point.fmr < 1 and 0 <= point.spread < HUNDREDTHS for point in points):
        raise ValueError("a rate or a spread is out of range")
    return points


def _around(pair: Any, value: float) -> tuple[float, float]:
    low, high = (float(end) for end in pair)
    if not (isfinite(low) and isfinite(high) and low <= value <= high):
        raise ValueError("an interval must hold its value")
    return low, high


def _non_mated_scores(one: dict[str, Any]) -> NonMatedScores:
    return NonMatedScores(int(one["first"]), tuple(float(share) for share in one["reached"]))


def _norm(value: Any) -> float:
    if not 0 < float(value) < float("inf"):
        raise ValueError("a norm is a length")
    return float(value)


def _groups(told: dict[str, Any] | None) -> GroupRates | None:
    if told is None:
        return None
    rates = [float(told[name]["fmr"]) for name in ("women", "men", "across")]
    if not all(0 < rate < 1 for rate in rates):
        raise ValueError("a rate is out of range")
    return GroupRates(*rates)
