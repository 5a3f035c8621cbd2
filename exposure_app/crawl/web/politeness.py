"""How gently a host is asked: one request at a time, and a pause between two.

One `Politeness` is shared by all sources of an audit, so two sources on one host are polite
together. A host is "host:port": another port is another server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from exposure_app.domain.work import CancelToken

_GLANCE_S = 0.05  # how often a wait for another's request looks whether it was called off
_MAX_WAIT_WITHIN_VISIT_S = 5.0


@dataclass(slots=True)
class _Host:
    """busy: held while a request is under way. Times are on the monotonic clock."""

    busy: Lock = field(default_factory=Lock)
    last_ended_at: float = float("-inf")
    rests_until: float = float("-inf")

    def wait_s(self, delay_s: float) -> float:
        """Seconds until the next request may begin; 0 or less: now."""
        return max(self.last_ended_at + delay_s, self.rests_until) - monotonic()


class Politeness:
    """Says when a host may be asked. Safe to share between threads."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def wait_s(self, host: str, delay_s: float) -> float:
        """Seconds until `host` may be asked again, as far as is known now; 0 at least."""
        return max(0.0, self._host(host).wait_s(delay_s))

    def rest(self, host: str, seconds: float) -> None:
        """Leave `host` alone for that long: it sent Retry-After."""
        known = self._host(host)
        known.rests_until = max(known.rests_until, monotonic() + seconds)

    @contextmanager
    def visit(self, *, cancel: CancelToken) -> Iterator["Visit"]:
        """A visit to one host or several in turn, at none yet; the last is left with the block."""
        visit = Visit(self, cancel)
        try:
            yield visit
        finally:
            visit.leave()

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())


class Visit:
    """One thread's turn at one host after another, as redirects lead it; never at two at once.

    Whoever holds a turn while waiting for another's may wait for ever; so the old one is given
    back first.
    """

    def __init__(self, politeness: Politeness, cancel: CancelToken) -> None:
        self._politeness = politeness
        self._cancel = cancel
        self._at: _Host | None = None
        self._has_begun = False

    def go_to(self, host: str, delay_s: float) -> None:
        """Give back the turn held, and wait for one at `host`: its delay since the last request.

        Within a visit, on the way of a redirect, a very long delay is cut to a few seconds.

        Raises:
            Cancelled: while waiting.
        """
        self.leave()
        known = self._politeness._host(host)
        while not known.busy.acquire(timeout=_GLANCE_S):
            self._cancel.check()
        self._at = known
        wait_s = known.wait_s(delay_s)
        if self._has_begun:
            wait_s = min(wait_s, _MAX_WAIT_WITHIN_VISIT_S)
        self._has_begun = True
        if wait_s > 0:
            self._cancel.sleep(wait_s)

    def leave(self) -> None:
        """Give back the turn, if one is held; the pause before the next begins now."""
        if self._at is not None:
            self._at.last_ended_at = monotonic()
            self._at.busy.release()
            self._at = None
