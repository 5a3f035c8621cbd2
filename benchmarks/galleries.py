"""Galleries drawn by lot from labelled faces: false alarms announced, and those that there were.

An audit at the level of embeddings: some people are enrolled with a few photos each, everybody
else's faces pass by, and the calibration announces, from the number of comparisons and from the
strangers' own scores, how many of them will be taken for somebody enrolled.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain.findings import Band
from exposure_app.gallery.calibration.measure_scores import LabelledFaces
from exposure_app.gallery.calibration.threshold import Calibration


@dataclass(frozen=True, slots=True)
class Audit:
    """One gallery and the strangers that passed by."""

    announced: dict[Band, float]
    usual: dict[Band, float]
    interval: dict[Band, tuple[int, int]]
    observed: dict[Band, int]

    def is_within(self, band: Band) -> bool:
        """Whether the observed number lies in the announced interval."""
        low, high = self.interval[band]
        return low <= self.observed[band] <= high

    @property
    def is_raised(self) -> bool:
        """Whether more was announced than the calibration alone would."""
        return self.announced[Band.LOOKS_LIKE_YOU] > self.usual[Band.LOOKS_LIKE_YOU]


def audits(
    faces: LabelledFaces,
    calibration: Calibration,
    *,
    subjects: int,
    photos: int,
    strangers: int,
    runs: int,
    rng: np.random.Generator,
    among: Sequence[bool] | None = None,
) -> list[Audit]:
    """Draw galleries of `subjects` people with `photos` each, and strangers to pass by.

    Args:
        strangers: faces at most; all of everybody else if there are fewer.
        among: which people take part, on both sides; everybody if None.
    """
    part = np.ones(faces.people, bool) if among is None else np.asarray(among)
    able = np.flatnonzero((faces.pictures > photos) & part)
    return [
        _audit(faces, calibration, rng.choice(able, subjects, False), photos, strangers, part, rng)
        for _ in range(runs)
    ]


def _audit(
    faces: LabelledFaces,
    calibration: Calibration,
    subjects: NDArray[np.int64],
    photos: int,
    strangers: int,
    part: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Audit:
    taken = [rng.permutation(np.flatnonzero(faces.person == one))[:photos] for one in subjects]
    means = np.stack([faces.vectors[one].mean(axis=0) for one in taken])
    references = means / np.linalg.norm(means, axis=1)[:, None]
    others = np.flatnonzero(part[faces.person] & ~np.isin(faces.person, subjects))
    passing = rng.permutation(others)[:strangers]
    nearest = (faces.vectors[passing] @ references.T).max(axis=1)
    unmatched = nearest[nearest < calibration.threshold(Band.POSSIBLY, photos)]
    bystanders = Counter(np.floor(100 * unmatched).astype(int).tolist())
    comparisons, fusions = len(passing) * len(subjects), [photos] * len(subjects)
    times = calibration.times_raised(bystanders, fusions)
    return Audit(
        announced=calibration.expected_false_alarms(comparisons, bystanders, fusions),
        usual=calibration.expected_false_alarms(comparisons),
        interval=calibration.expected_interval(comparisons, len(subjects), times),
        observed={
            band: int(np.count_nonzero(nearest >= calibration.threshold(band, photos)))
            for band in Band
        },
    )
