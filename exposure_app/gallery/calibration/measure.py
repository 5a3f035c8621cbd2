"""From labelled faces to what a pack's scores are worth: the whole of `calibration.json`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exposure_app.domain.errors import TooFewLabelledFaces
from exposure_app.domain.findings import Band
from exposure_app.domain.work import CancelToken, Progress, Report
from exposure_app.gallery.calibration.calibration_form import FORM
from exposure_app.gallery.calibration.measure_groups import group_rates
from exposure_app.gallery.calibration.measure_rows import (
    ANCHOR_PAIRS,
    MEASURED_PAIRS,
    SPREAD_PAIRS,
    averaged,
    missed_by_person,
    person_pairs,
    points,
    rows,
)
from exposure_app.gallery.calibration.measure_scores import LabelledFaces, LabelledScores, compare

BANDS = {Band.POSSIBLY: 1e-3, Band.LOOKS_LIKE_YOU: 1e-4, Band.VERY_LIKELY: 1e-5}
"""What each band means: the share of comparisons of two people that reaches it."""

FUSIONS = (1, 2, 3, 5)
DRAWS = 5
BOOTS = 1000

MIN_PEOPLE = 100
MIN_PICTURES = 200
"""The least a measurement is made from: 20,000 pairs of pictures, some twenty of which reach a
rate of 1e-3. Stricter rates are extrapolated then, by two decades at most."""

MIN_MATED = 20
"""People with a second picture, for the rate of misses; and with enough for an averaged one."""

ENROLMENT_QUANTILE = 0.05
"""Photos whose norm is lower than that of so many measured ones are poor references. On the two
halves of 5,432 pictures of LFW, leaving them out cut the misses at FMR 1e-4 by 35 and 40 %."""

POOR_QUANTILE = 0.02
"""Faces below this are missed in one comparison of three to ten at FMR 1e-4, on those pictures."""

_QUANTILES = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9)


def measure(
    faces: LabelledFaces,
    about: Mapping[str, Any],
    *,
    groups: Mapping[str, Sequence[bool]] | None = None,
    boots: int = BOOTS,
    report: Report,
    cancel: CancelToken,
) -> dict[str, Any]:
    """The calibration of a pack, ready to be written as JSON and read by `Calibration.load`.

    The people are drawn again by a fixed lot, so the same faces give the same document.

    Args:
        about: what the caller knows: "pack", "models", and "measured" with the data set's name,
            the date and whatever else belongs there.
        groups: by name, which persons belong to it; the first two are told apart, see
            `measure_groups`.
        report: hears the stage "comparisons".

    Raises:
        TooFewLabelledFaces: they cannot say what a false match rate of 1e-3 is.
        Cancelled: between two steps.
    """
    _check(faces)
    rng = np.random.default_rng(0)
    wanted = [k for k in FUSIONS if np.count_nonzero(faces.pictures >= k) >= MIN_MATED]
    fusions: dict[str, dict[str, Any]] = {}
    single: LabelledScores | None = None
    for done, templates in enumerate(wanted):
        report(Progress("comparisons", done, len(wanted)))
        cancel.check()
        scores = compare(faces, templates, DRAWS, rng)
        if single is None:
            single = scores
            _check_pairs(scores, faces)
        fusions[str(templates)] = {
            **_counts(scores),
            "rows": rows(scores, boots=boots, rng=rng, cancel=cancel),
            "non_mated_scores": {
                "first": scores.non_mated_scores.first,
                "reached": list(scores.non_mated_scores.reached),
            },
        }
    assert single is not None  # noqa: S101 - one photo is always wanted
    told = _measured(faces, about["measured"], boots)
    middle = points(single)[2].threshold
    document = {
        "form": FORM,
        "pack": about["pack"],
        "models": about["models"],
        "measured": told,
        "bands": {band.value: rate for band, rate in BANDS.items()},
        "fusions": fusions,
        "norms": _norms(faces, middle, rng),
    }
    if groups:
        document["groups"] = group_rates(single, groups, middle, boots=boots, rng=rng)
    report(Progress("comparisons", len(wanted), len(wanted)))
    return document


def _check(faces: LabelledFaces) -> None:
    mated = int(np.count_nonzero(faces.pictures >= 2))
    if faces.people < MIN_PEOPLE or len(faces.person) < MIN_PICTURES or mated < MIN_MATED:
        raise _too_few(faces)


def _check_pairs(scores: LabelledScores, faces: LabelledFaces) -> None:
    # Pictures of few, or all alike: the counts are there, and still say too little.
    if person_pairs(scores, points(scores)[0].threshold) < SPREAD_PAIRS:
        raise _too_few(faces)


def _too_few(faces: LabelledFaces) -> TooFewLabelledFaces:
    return TooFewLabelledFaces(
        people=faces.people,
        pictures=len(faces.person),
        people_needed=MIN_PEOPLE,
        pictures_needed=MIN_PICTURES,
        mated_needed=MIN_MATED,
    )


def _counts(scores: LabelledScores) -> dict[str, int]:
    halved = 2 if scores.templates == 1 else 1  # each pair of pictures is met from both sides
    return {
        "references": len(scores.owner),
        "subjects": int(np.count_nonzero(scores.references)),
        "non_mated": round(scores.comparisons()) // halved,
        "mated": len(scores.mated) // halved,
        "mated_subjects": len(np.unique(scores.mated_owner)),
    }


def _measured(faces: LabelledFaces, known: Mapping[str, Any], boots: int) -> dict[str, Any]:
    return {
        **known,
        "pictures": len(faces.person),
        "people": faces.people,
        "score": "cosine of a face with the normalised mean of as many photos as the key says",
        "fnmr": "averaged per subject",
        "intervals": f"95 %, bootstrap over people, {boots} draws",
        "extrapolated": (
            f"rows that fewer than {MEASURED_PAIRS} pairs of persons reach: exponential tail above "
            f"the strictest row with {ANCHOR_PAIRS} pairs, at the upper end of its slope"
        ),
        "spread": "variance of the rate between references, over its squared mean",
        "non_mated_scores": "share at or above each hundredth, from the first on",
    }


def _norms(
    faces: LabelledFaces, threshold: float, rng: np.random.Generator
) -> dict[str, float | dict[str, float]]:
    quantiles = np.quantile(faces.norms, _QUANTILES)
    enrolment = float(np.quantile(faces.norms, ENROLMENT_QUANTILE))
    return {
        "quantiles": {
            f"{share:g}": round(float(norm), 3)
            for share, norm in zip(_QUANTILES, quantiles, strict=True)
        },
        "enrolment": round(enrolment, 3),
        "poor": round(float(np.quantile(faces.norms, POOR_QUANTILE)), 3),
        "threshold": threshold,
        "fnmr": _missed(faces, threshold, rng),
        "fnmr_from_enrolment_up": _missed(_kept(faces, enrolment), threshold, rng),
    }


def _kept(faces: LabelledFaces, norm: float) -> LabelledFaces:
    keep = faces.norms >= norm
    _, person = np.unique(faces.person[keep], return_inverse=True)
    return LabelledFaces(faces.vectors[keep], faces.norms[keep], person)


def _missed(faces: LabelledFaces, threshold: float, rng: np.random.Generator) -> float:
    missed = missed_by_person(compare(faces, 1, 1, rng), [threshold])
    return round(float(averaged(missed)[0]), 5)
