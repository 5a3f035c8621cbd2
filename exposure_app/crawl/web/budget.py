"""What one crawl may still take of its budget: bytes in all, bytes from any other host, minutes.

Threads that fetch take their share beforehand and say afterwards what they had of it, so that
several at once do not take together what only one of them may have.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from time import monotonic

from exposure_app.domain.errors import BudgetSpent
from exposure_app.domain.gap_reasons import Limit
from exposure_app.domain.sources import Budget
from exposure_app.domain.work import CancelToken

_GLANCE_S = 0.05


@dataclass(slots=True)
class Share:
    """What one answer may take.

    most: bytes. limit: the limit that made it less than was asked for; None if none did.
    host: whom it is charged to; the one that answers in the end.
    taken: bytes that came, for whatever they were worth.
    """

    most: int
    limit: Limit | None
    host: str
    taken: int = 0

    def took(self, count: int) -> None:
        """Note bytes that came."""
        self.taken += count


class RunBudget:
    """One crawl's. Safe to share between its threads."""

    def __init__(self, budget: Budget, is_own: Callable[[str], bool]) -> None:
        """Nothing is taken yet.

        Args:
            is_own: whether a host, as "host:port", is the source's own, on which only the
                source's limit in all is set.
        """
        self._budget = budget
        self._is_own = is_own
        self._taken = 0
        self._reserved = 0
        self._of_host: Counter[str] = Counter()
        self._changed = Condition()
        self._seconds = 0.0

    # --- bytes ---------------------------------------------------------------------------------

    @contextmanager
    def share(self, url: str, host: str, most: int, *, cancel: CancelToken) -> Iterator[Share]:
        """A share of at most `most` bytes for the answer to `url`, charged when the block ends.

        Near the end of the budget it waits until others have said what they took.

        Raises:
            BudgetSpent: nothing is left.
            Cancelled: while waiting.
        """
        share = self._reserve(url, host, most, cancel)
        try:
            yield share
        finally:
            with self._changed:
                self._reserved -= share.most
                self._taken += share.taken
                self._of_host[share.host] += share.taken
                self._changed.notify_all()

    def check_host(self, url: str, host: str) -> None:
        """Let a request to `host` pass.

        Raises:
            BudgetSpent: it has sent what one host may.
        """
        if self._left_of(host) <= 0:
            raise BudgetSpent(url, Limit.HOST_BYTES)

    def spent_hosts(self) -> set[str]:
        """The hosts that sent what one host may."""
        with self._changed:
            return {host for host in self._of_host if self._left_of(host) <= 0}

    def _reserve(self, url: str, host: str, most: int, cancel: CancelToken) -> Share:
        with self._changed:
            while True:
                left = self._budget.max_bytes - self._taken
                if left <= 0:
                    raise BudgetSpent(url, Limit.BYTES)
                if not self._reserved or left - self._reserved >= most:
                    break
                cancel.check()
                self._changed.wait(_GLANCE_S)
            of_host = self._left_of(host)
            if of_host <= 0:
                raise BudgetSpent(url, Limit.HOST_BYTES)
            granted, limit = min(
                ((most, None), (left, Limit.BYTES), (of_host, Limit.HOST_BYTES)),
                key=lambda one: one[0],
            )
            self._reserved += granted
        return Share(granted, limit, host)

    def _left_of(self, host: str) -> int:
        if self._is_own(host):
            return self._budget.max_bytes
        return self._budget.max_host_bytes - self._of_host[host]

    # --- time ----------------------------------------------------------------------------------

    @contextmanager
    def on_the_clock(self) -> Iterator[None]:
        """Count the time of the block."""
        began = monotonic()
        try:
            yield
        finally:
            self._seconds += monotonic() - began

    def rest(self, seconds: float, *, cancel: CancelToken) -> None:
        """Wait, though not beyond the end; a user's pause meanwhile is not counted.

        Raises:
            Cancelled: while waiting.
        """
        seconds = min(seconds, self._seconds_left)
        self._seconds += seconds
        cancel.sleep(seconds)

    @property
    def _seconds_left(self) -> float:
        return max(0.0, 60 * self._budget.max_minutes - self._seconds)

    def spent(self) -> Limit | None:
        """The limit that ends the whole crawl; None while none is reached."""
        if self._taken >= self._budget.max_bytes:
            return Limit.BYTES
        return Limit.MINUTES if self._seconds_left <= 0 else None
