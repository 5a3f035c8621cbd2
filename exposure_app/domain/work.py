"""Long work, without threads: how it reports, how it stops, how it says it skipped.

Every long function in the core takes the same two last arguments::

    def audit(sources, *, report: Report, cancel: CancelToken) -> Iterator[Finding]: ...

It calls `report` when there is news and `cancel.check()` between items. It starts no
thread of its own that outlives the call; the caller decides which thread it runs on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from exposure_app.domain.coverage import Gap
from exposure_app.domain.errors import ExposureError, GapError
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.domain.images import ImageRef


class Cancelled(Exception):
    """The user asked to stop. Not an ExposureError: nothing went wrong, nothing is shown."""


class CancelToken:
    """A stop, and a pause, that the owner sets and the work reads often. Safe across threads."""

    def __init__(self) -> None:
        self._stop = Event()
        self._go = Event()
        self._go.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    @property
    def is_paused(self) -> bool:
        """Whether the work is asked to rest for now."""
        return not self._go.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check. Ends a pause too."""
        self._stop.set()
        self._go.set()

    def pause(self) -> None:
        """Ask the work to rest at its next check."""
        self._go.clear()

    def resume(self) -> None:
        """Let rested work go on."""
        self._go.set()

    def check(self) -> None:
        """Stop here if asked to; rest here while paused.

        Raises:
            Cancelled: `cancel` was called, on any thread.
        """
        self._go.wait()
        if self._stop.is_set():
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Wait, but wake at once when cancelled: a politeness delay must not delay Stop.

        Raises:
            Cancelled: `cancel` was called before or during the wait.
        """
        self._stop.wait(seconds)
        self.check()


@dataclass(frozen=True, slots=True)
class Progress:
    """A snapshot for a progress bar. `total` is None while the end is not yet known.

    stage: a machine word: "pages", "pictures", "photos"; "mains" while work waits for the computer
        to be plugged in (0 of 1), and when that is over (1 of 1).
    source: the id of the source that is counted by itself; "" for all of the work.
    """

    stage: str
    done: int
    total: int | None = None
    source: str = ""


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """One item we could not look at, kept in the result: a gap is not an all-clear.

    source: the id of the source it was met in; "" outside an audit.
    ref: the picture, if its bytes came and could not be looked at; None for anything else.
    """

    url: str
    why: ExposureError
    source: str = ""
    ref: ImageRef | None = None

    @property
    def gap(self) -> Gap:
        """What an audit keeps of it."""
        if isinstance(self.why, GapError):
            return Gap(self.url, self.why.reason, self.why.facts)
        return Gap(self.url, GapReason.OTHER)
