"""Whether wrong matches and misses fall on some groups of people more than on others."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exposure_app.gallery.calibration.measure_rows import averaged, missed_by_person
from exposure_app.gallery.calibration.measure_scores import LabelledScores

Weights = NDArray[np.float64]


def group_rates(
    scores: LabelledScores,
    groups: Mapping[str, Sequence[bool]],
    threshold: float,
    *,
    boots: int,
    rng: np.random.Generator,
) -> dict[str, Any]:
    """FMR within each group and across them, FNMR of each, with counts and 95 % intervals.

    Args:
        scores: of single photos.
        groups: by name, whether each person belongs to it; at least two, without overlap.
        threshold: a score among the loud.
    """
    masks = {name: np.asarray(members, dtype=bool) for name, members in groups.items()}
    missed = missed_by_person(scores, [threshold])
    people = len(scores.pictures)
    ones = np.ones(people)
    drawn = [
        np.bincount(rng.integers(0, people, people), minlength=people).astype(np.float64)
        for _ in range(boots)
    ]
    told: dict[str, Any] = {"threshold": threshold}
    weights = [ones, *drawn]
    for name, mask in masks.items():
        told[name] = {
            "people": int(mask.sum()),
            "pictures": int(scores.pictures[mask].sum()),
            **_fmr(scores, mask, mask, threshold, weights),
            "mated_subjects": int(np.count_nonzero(~np.isnan(missed[mask, 0]))),
            **_interval("fnmr", [float(averaged(missed[mask], w[mask])[0]) for w in weights]),
        }
    (one, other), names = list(masks.values())[:2], list(masks)[:2]
    told["across"] = {"of": names, **_fmr(scores, one, other, threshold, weights)}
    return told


def _fmr(
    scores: LabelledScores,
    one: NDArray[np.bool_],
    other: NDArray[np.bool_],
    threshold: float,
    weights: list[Weights],
) -> dict[str, Any]:
    n = int(np.searchsorted(-scores.loud, -threshold, side="right"))
    owner, stranger = scores.owner[scores.reference[:n]], scores.stranger[:n]
    counted = one[owner] & other[stranger]
    owner, stranger = owner[counted], stranger[counted]
    rates = []
    for weight in weights:
        of_one, of_other = weight * scores.pictures * one, weight * scores.pictures * other
        total = of_one.sum() * of_other.sum() - weight**2 @ (scores.pictures**2 * (one & other))
        rates.append(float(weight[owner] @ weight[stranger] / total) if total > 0 else 0.0)
    pictures_one, pictures_other = scores.pictures * one, scores.pictures * other
    total = pictures_one.sum() * pictures_other.sum() - pictures_one @ pictures_other
    halved = 2 if one is other else 1  # within a group each pair is met from both sides
    return {
        "non_mated": int(total) // halved,
        "false_matches": len(owner) // halved,
        **_interval("fmr", rates),
    }


def _interval(name: str, values: list[float]) -> dict[str, Any]:
    """The first value, and between which of the others 95 % lie."""
    low, high = np.quantile(values[1:], [0.025, 0.975])
    return {
        name: float(f"{values[0]:.3g}"),
        f"{name}_interval": [
            float(f"{min(low, values[0]):.3g}"), float(f"{max(high, values[0]):.3g}")
        ],
    }  # fmt: skip
