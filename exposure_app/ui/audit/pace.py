"""How fast work goes, and when it could be done: measured, never promised."""

from collections import deque
from collections.abc import Callable
from time import monotonic

_WINDOW_S = 30.0
"""Looked back over: long enough to smooth a slow host, short enough to notice a change."""

_LEAST_S = 3.0  # below that, a rate is a guess


class Pace:
    """Counts over the last half minute.

    Args:
        clock: seconds, never going back.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def begin(self) -> None:
        """Forget what was seen: work began, or went on after a rest."""
        self._seen.clear()

    def note(self, done: int) -> None:
        """Take in a count that only grows."""
        now = self._clock()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] > _WINDOW_S:
            self._seen.popleft()

    @property
    def per_second(self) -> float | None:
        """How much was done per second; None if it was watched too shortly to say."""
        if len(self._seen) < 2:
            return None
        (began, before), (_last, after) = self._seen[0], self._seen[-1]
        seconds = self._clock() - began
        return (after - before) / seconds if seconds >= _LEAST_S else None

    def seconds_left(self, total: int) -> float | None:
        """How long the rest takes at this pace; None if nobody can say."""
        rate = self.per_second
        if not rate:
            return None
        return max(0.0, total - self._seen[-1][1]) / rate
