"""How high strangers score, by hundredths of a cosine: the whole distribution, not its tail."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, prod

import numpy as np
from numpy.typing import NDArray

HUNDREDTHS = 100
"""A cosine of 1, in the unit in which bystanders are counted."""


@dataclass(frozen=True, slots=True)
class NonMatedScores:
    """Non-mated scores of one kind of reference.

    first: the hundredth of a cosine at which the list begins.
    reached: the share of scores at or above each hundredth from there on; falling, in (0, 1].
    """

    first: int
    reached: tuple[float, ...]

    def __post_init__(self) -> None:
        falls = all(a >= b for a, b in pairwise(self.reached))
        if len(self.reached) < 2 or not falls or not 0 < self.reached[-1] <= self.reached[0] <= 1:
            raise ValueError("shares must fall, and lie between 0 and 1")

    @classmethod
    def counted(cls, counts: NDArray[np.float64]) -> "NonMatedScores":
        """From how many scores lie in each hundredth, the first of them at -1."""
        shares = np.cumsum(counts[::-1])[::-1] / counts.sum()
        highest = int(np.count_nonzero(shares))
        lowest = max(0, min(int(np.count_nonzero(shares >= 1)) - 1, highest - 2))
        shown = shares[lowest:highest]
        return cls(lowest - HUNDREDTHS, tuple(float(f"{share:.4g}") for share in shown))

    def share(self, cosine: float) -> float:
        """The share of strangers' scores at or above `cosine`: read log-linearly in between."""
        place = 100 * cosine - self.first
        if place <= 0:
            return 1.0
        step = min(int(place), len(self.reached) - 2)
        here, there = self.reached[step], self.reached[step + 1]
        return exp(log(here) + (place - step) * (log(there) - log(here)))


def highest_of(gallery: Iterable[NonMatedScores], cosine: float) -> float:
    """The share of strangers whose highest score in a gallery is at or above `cosine`.

    Takes its references as independent, which those of one person are not: then it is too high,
    and fewer strangers than that are no sign of anything.
    """
    return 1.0 - prod(1.0 - one.share(cosine) for one in gallery)
