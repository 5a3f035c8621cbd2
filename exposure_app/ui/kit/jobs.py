"""The only place that starts a thread for the window.

The core is written without threads (see `exposure_app.domain.work`). A `Job` pulls one of its
streams beside the window and hands the items over, in order, losing none. `Jobs` owns them, so
that leaving a page does not end what the page began.
"""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal

from exposure_app.domain.work import Cancelled, CancelToken, Progress, Report

POLL_MS = 100

AT_ONCE = 200
"""Items handed over in one turn of the event loop at most."""

LONG = "long"
"""The lane of what reads and writes for minutes: enrolling and auditing, never two at once."""

SHORT = "short"
"""The lane of small writes, kept in the order the person made them."""

Work = Callable[[Report, CancelToken], Iterable[object]]
"""What a job pulls: any verb of the session that takes `report` and `cancel` and yields."""


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
        progressed(Progress): the newest of each stage and source; those in between are dropped.
        Then, after the last item, one of completed(), failed(exception), cancelled();
        then settled(), whichever way it ended; and when everybody has heard that, over().

    The worker thread only appends to `_items` and assigns into `_latest` and `_ending`; each is a
    single operation, and the owner reads `_ending` after the thread is done. Hence no lock.
    """

    began = Signal()
    arrived = Signal(list)
    progressed = Signal(object)
    completed = Signal()
    failed = Signal(object)
    cancelled = Signal()
    settled = Signal()
    over = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._token = CancelToken()
        self._items: deque[object] = deque()
        self._latest: dict[tuple[str, str], Progress] = {}
        self._shown: dict[tuple[str, str], Progress] = {}
        self._ending: Callable[[], None] = self.completed.emit
        self.has_begun = False
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

    def cancel_and_wait(self, timeout_ms: int = 5000) -> bool:
        """Stop before the window closes. True if the thread has ended."""
        self._token.cancel()
        return self._thread.wait(QDeadlineTimer(timeout_ms))

    def abandon(self) -> None:
        """End a job that was never started: it was cancelled while it stood in line."""
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
        if self._is_over and not self._items:
            self._poll.stop()
            self._ending()
            self.settled.emit()
            self.over.emit()

    def _pump(self) -> None:
        # A burst is handed over piece by piece: whoever hears of it needs time for each item.
        if batch := [self._items.popleft() for _ in range(min(len(self._items), AT_ONCE))]:
            self.arrived.emit(batch)
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


class Jobs(QObject):
    """The window's jobs: started here, owned here, stopped together when the window closes.

    A lane is a queue by name: its jobs run one after another, in the order they were asked for.
    Two jobs that write for long share a lane and so never meet; a job without a lane starts at
    once.

    Signals:
        idle(): the last job is over, and whoever waited for it has done what they do then.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._lanes: dict[str, deque[Job]] = {}

    @property
    def is_idle(self) -> bool:
        """Whether no job is running or standing in line."""
        return not self._jobs

    def start(self, work: Work, *, lane: str = "") -> Job:
        """A job of `work`, begun now or when its lane is free; `Job.has_begun` says which.

        What it finds, and its ending, come later than this returns: connect to it at leisure.
        """
        job = Job(work, self)
        self._jobs.append(job)
        job.over.connect(partial(self._forget, job, lane))
        if lane:
            queue = self._lanes.setdefault(lane, deque())
            queue.append(job)
            if queue[0] is not job:
                return job
        job.start()
        return job

    def call(self, verb: Callable[[], object], *, lane: str = "") -> Job:
        """A job of one call; what it returns is the one item that arrives."""

        def work(_report: Report, cancel: CancelToken) -> Iterable[object]:
            cancel.check()
            return [verb()]

        return self.start(work, lane=lane)

    def cancel_all(self) -> None:
        """Ask every job to stop; those that stand in line end without having begun."""
        for job in [job for queue in self._lanes.values() for job in list(queue)[1:]]:
            job.abandon()
        for job in self._jobs:
            job.cancel()

    def cancel_and_wait(self, timeout_ms: int) -> bool:
        """Ask every job to stop, and wait that long in all. True if every thread has ended."""
        self.cancel_all()
        deadline = QDeadlineTimer(timeout_ms)
        return all(job.cancel_and_wait(deadline.remainingTime()) for job in list(self._jobs))

    def _forget(self, job: Job, lane: str) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if lane:
            self._next_in(lane, job)
        if not self._jobs:
            self.idle.emit()

    def _next_in(self, lane: str, done: Job) -> None:
        queue = self._lanes[lane]
        was_first = queue[0] is done
        queue.remove(done)
        if queue and was_first:
            queue[0].start()
