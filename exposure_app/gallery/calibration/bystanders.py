"""Whether the strangers of an audit score higher than those that the bands were measured on.

Strangers who are like the person looked for, of one family, one team or one age, are taken for them
more often than press photographs of everybody foretell. Their scores tell before any of them
reaches a band. Only counts are needed: how many faces lie in each hundredth of a cosine.
"""

from collections.abc import Mapping, Sequence

from exposure_app.gallery.calibration.non_mated import NonMatedScores, highest_of
from exposure_app.gallery.calibration.rates import rate_interval

LEVELS = (0.02, 0.05, 0.1, 0.2)
"""Shares of strangers to compare at, the nearest to the bands first."""

ENOUGH = 20.0
"""Strangers to expect above a level, for it to be compared at."""

REPEATS = 2.0
"""In how many pictures each stranger is taken to be: faces of one person are not independent. In
the labelled pictures this was tried on, a person is in 1.9."""

_STEP = 0.001
_FURTHEST = 0.1
"""No shift beyond this is read off: it would carry a band past everything that was measured."""


def shift(
    bystanders: Mapping[int, int], gallery: Sequence[NonMatedScores], hidden_from: float
) -> float:
    """By how much, in cosine, the strangers of an audit score higher than those measured.

    0.0 unless the lower end of the 95 % interval (Clopper-Pearson) of the share that reaches a
    level is above what was measured; else the shift that explains the share best.

    Args:
        bystanders: from hundredths of a cosine, rounded down, to faces; of each face its score
            against the nearest reference.
        gallery: for each reference, how high strangers score against its kind.
        hidden_from: the score from which a face counts as a match and is no bystander.
    """
    faces = sum(bystanders.values())
    place = _level(gallery, hidden_from, faces)
    if place is None:
        return 0.0
    above = sum(count for hundredths, count in bystanders.items() if hundredths >= place)
    low, _ = rate_interval(above / REPEATS, faces / REPEATS)
    if low <= _shown(gallery, hidden_from, place / 100, 0.0):
        return 0.0
    steps = range(1, round(_FURTHEST / _STEP) + 1)
    shares = (
        (step * _STEP, _shown(gallery, hidden_from, place / 100, step * _STEP)) for step in steps
    )
    return next((by for by, share in shares if share >= above / faces), _FURTHEST)


def _level(gallery: Sequence[NonMatedScores], hidden_from: float, faces: int) -> int | None:
    """The hundredth of a cosine to compare at; None if there are too few faces for any."""
    places = range(int(100 * hidden_from) - 1, -100, -1)
    for level in LEVELS:
        if level * faces < ENOUGH:
            continue
        for place in places:
            if _shown(gallery, hidden_from, place / 100, 0.0) >= level:
                return place
    return None


def _shown(
    gallery: Sequence[NonMatedScores], hidden_from: float, cosine: float, by: float
) -> float:
    """The share of strangers at or above `cosine`, of those below `hidden_from`, if moved by."""
    reached, hidden = highest_of(gallery, cosine - by), highest_of(gallery, hidden_from - by)
    return (reached - hidden) / (1.0 - hidden) if hidden < 1.0 else 0.0
