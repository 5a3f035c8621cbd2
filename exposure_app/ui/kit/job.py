"""One stream of work beside the window: pulled in a thread of its own, handed over in order.

`exposure_app.ui.kit.jobs` makes these. Whoever holds one may let it rest, go on or stop.
"""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal

from exposure_app.domain.work import Cancelled, CancelToken, Progress, Report

POLL_MS = 100

AT_ONCE = 200
"""Items handed over in one turn of the event loop at most."""


class _Thread(QThread):
    def __init__(self, target: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._target = target

    def run(self) -> None:
        self._target()


class Job(QObject):
    """One stream of work, off the window's thread, to exactly one ending.

    Signals, all on the thread that made the Job:
        began(): a job that stood in line is running now.
        arrived(list): the items that came since the last time, in order.
        handed(object): each of them by itself, after `arrived`.
        progressed(Progress): the newest of each stage and source; those in between are dropped.
        Then, after the last item, one of completed(), failed(exception), cancelled();
        then settled(), whichever way it ended; and when everybody has heard that, over().

    The worker thread only appends to `_items` and assigns into `_latest` and `_ending`; each is a
    single operation, and the owner reads `_ending` after the thread is done. Hence no lock.
    """

    began = Signal()
    arrived = Signal(list)
    handed = Signal(object)
    progressed = Signal(object)
    completed = Signal()
    failed = Signal(object)
    cancelled = Signal()
    settled = Signal()
    over = Signal()

    def __init__(
        self, work: Callable[[Report, CancelToken], Iterable[object]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._token = CancelToken()
        self._items: deque[object] = deque()
        self._latest: dict[tuple[str, str], Progress] = {}
        self._shown: dict[tuple[str, str], Progress] = {}
        self._ending: Callable[[], None] = self.completed.emit
        self.has_begun = False
        self._is_let_go = False
        self._thread = _Thread(self._run, self)
        self._thread.finished.connect(self._settle)
        # Polled rather than signalled: ten thousand pictures must not queue ten thousand repaints.
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._turn)
        self._is_over = False

    @property
    def is_paused(self) -> bool:
        """Whether the work was asked to rest."""
        return self._token.is_paused

    @property
    def is_stopping(self) -> bool:
        """Whether the work was asked to stop."""
        return self._token.is_cancelled

    def start(self) -> None:
        """Begin. Call once."""
        self.has_begun = True
        self.began.emit()
        self._poll.start()
        self._thread.start()

    def pause(self) -> None:
        """Ask the work to rest at its next check. What is under way is finished first."""
        self._token.pause()

    def resume(self) -> None:
        """Let rested work go on."""
        self._token.resume()

    def cancel(self) -> None:
        """Ask the work to stop at its next check. Returns at once; `cancelled` follows."""
        self._token.cancel()

    def let_go(self) -> None:
        """Ask the work to stop, and hear nothing more of it but that it was cancelled.

        What it finds and how it fails is nobody's question any more.
        """
        self._is_let_go = True
        self._token.cancel()

    def wait(self, timeout_ms: int) -> bool:
        """Hold this thread until the work is done, for so long at most. True if no thread runs."""
        return self._thread.wait(QDeadlineTimer(timeout_ms))

    def abandon(self) -> None:
        """End a job that was never started: it was cancelled while it stood in line.

        Does nothing the second time: whoever hears that one ended may end others.
        """
        if not self._is_over:
            self._ending = self.cancelled.emit
            self._settle()

    def _run(self) -> None:  # worker thread
        try:
            for item in self._work(self._note, self._token):
                self._items.append(item)
        except Cancelled:
            self._ending = self.cancelled.emit
        except Exception as error:  # noqa: BLE001 - the thread's last line; the user must hear
            self._ending = partial(self.failed.emit, error)

    def _note(self, progress: Progress) -> None:  # worker thread
        self._latest[progress.stage, progress.source] = progress

    def _turn(self) -> None:
        self._pump()
        if self._is_let_go:
            self._items.clear()
        if self._is_over and not self._items:
            self._poll.stop()
            (self.cancelled.emit if self._is_let_go else self._ending)()
            self.settled.emit()
            self.over.emit()

    def _pump(self) -> None:
        if self._is_let_go:
            return
        # A burst is handed over piece by piece: whoever hears of it needs time for each item.
        if batch := [self._items.popleft() for _ in range(min(len(self._items), AT_ONCE))]:
            self.arrived.emit(batch)
            for item in batch:
                # Whoever heard of the one before may have asked for something newer.
                if not self._is_let_go:
                    self.handed.emit(item)
        for key, progress in list(self._latest.items()):
            if self._shown.get(key) is not progress:
                self._shown[key] = progress
                self.progressed.emit(progress)

    def _settle(self) -> None:
        self._thread.wait()
        self._is_over = True
        # The rest as fast as the window can take it, yet with a turn for the person in between.
        self._poll.start(0)
        self._turn()
