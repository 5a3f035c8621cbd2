"""The only place that starts a thread for the window.

The core is written without threads (see `exposure_app.domain.work`), and no verb of the session but
`close` is called on the window's thread. A page asks: `Jobs.ask` for one answer, `Jobs.follow` for
work that reports and hands over one thing after another. `Jobs` owns what is asked, so that leaving
a page does not end what the page began.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from exposure_app.domain.work import CancelToken, Report
from exposure_app.ui.kit.job import Job

T = TypeVar("T")

Work = Callable[[Report, CancelToken], Iterable[T]]
"""What is followed: any verb of the session that takes `report` and `cancel` and yields."""


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """Jobs that mind each other: one of them runs at a time, whatever other lanes do.

    Those asked for meanwhile stand in line. All of them run, in the order they were asked for,
    and all answers are heard: so it must be for whatever is written.

    newest_only: only the newest question counts, as where a page is read again and again. One
        that stands in line gives way to it unbegun. One that runs is asked to stop; until it has,
        the newest waits, and whatever comes of it, an answer or an error, nobody hears: an older
        answer never takes the place of a newer one. Both end as cancelled.
    is_kept: what was asked for is done also where everything else is stopped, as before locking
        and closing: so each of these must be short.
    """

    newest_only: bool = False
    is_kept: bool = False


LONG = Lane()
"""What reads and writes for minutes: enrolling and auditing, never two at once."""

SHORT = Lane(is_kept=True)
"""Small writes, kept in the order the person made them; and reads that must see them."""


class Jobs(QObject):
    """The window's jobs: started here, owned here, stopped together when the window closes.

    Args:
        failed: hears of an error, where whoever asked did not say who should.

    Signals:
        idle(): the last job is over, and whoever waited for it has done what they do then.
    """

    idle = Signal()

    def __init__(
        self, failed: Callable[[Exception], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._failed = failed
        self._jobs: dict[Job, Lane | None] = {}
        self._lanes: dict[Lane, deque[Job]] = {}
        self._is_ending = False

    @property
    def is_idle(self) -> bool:
        """Whether no job is running or standing in line."""
        return not self._jobs

    def is_busy(self, lane: Lane) -> bool:
        """Whether a job of this lane is running or standing in line."""
        return lane in self._lanes

    def ask(
        self,
        verb: Callable[[], T],
        *,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        ended: Callable[[], object] | None = None,
        lane: Lane | None = None,
    ) -> Job:
        """Call `verb` in a thread of its own, now or when its lane is free.

        Args:
            then: hears what it returned.
            failed: hears what it raised; if nobody is named, `Problems` shows it.
            ended: called last, whichever way it ended, also where it was cancelled.
            lane: who it minds; None if nobody.

        All three are called on the window's thread, later than this returns.
        """

        def work(_report: Report, cancel: CancelToken) -> Iterable[T]:
            cancel.check()
            return [verb()]

        return self.follow(work, each=then, failed=failed, ended=ended, lane=lane)

    def follow(
        self,
        work: Work[T],
        *,
        each: Callable[[T], object] | None = None,
        batch: Callable[[list[T]], object] | None = None,
        then: Callable[[], object] | None = None,
        stopped: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        ended: Callable[[], object] | None = None,
        lane: Lane | None = None,
    ) -> Job:
        """Pull a stream in a thread of its own, now or when its lane is free.

        Args:
            each: hears each item, in order, losing none.
            batch: hears the same, as many as came at a time, for whoever can take many at once.
            then, stopped, failed: one of them is called after the last item: it came to its end,
                it was cancelled, or it raised; if nobody hears that, `Problems` shows it.
            ended: called last, whichever way it ended.
            lane: who it minds; None if nobody.

        All are called on the window's thread, later than this returns. `Job.has_begun` says
        whether it stands in line. While everything is being stopped nothing new begins, save in
        a lane that is kept: it ends at once, as cancelled.
        """
        job = Job(work, self)
        for signal, heard in (
            (job.arrived, batch),
            (job.handed, each),
            (job.completed, then),
            (job.cancelled, stopped),
            (job.failed, failed or self._failed),
            (job.settled, ended),
        ):
            if heard is not None:
                signal.connect(heard)
        job.over.connect(partial(self._forget, job))
        self._take_in(job, lane)
        return job

    def cancel_all(self) -> None:
        """Ask every job to stop; those that stand in line end without having begun.

        In a lane that is kept all are done first. Until the last job is over nothing else begins.
        """
        self._is_ending = bool(self._jobs)
        ending = [queue for lane, queue in self._lanes.items() if not lane.is_kept]
        for job in [job for queue in ending for job in list(queue)[1:]]:
            job.abandon()
        for job, lane in list(self._jobs.items()):
            if not (lane and lane.is_kept):
                job.cancel()

    def cancel_and_wait(self, timeout_ms: int) -> bool:
        """As `cancel_all`, and wait that long in all. True if every thread has ended."""
        self.cancel_all()
        deadline = QDeadlineTimer(timeout_ms)
        return all(job.wait(deadline.remainingTime()) for job in list(self._jobs))

    def _take_in(self, job: Job, lane: Lane | None) -> None:
        if self._is_ending and not (lane and lane.is_kept):
            self._jobs[job] = None
            # Later, because whoever asks is told later than they asked.
            QTimer.singleShot(0, job, job.abandon)
            return
        self._jobs[job] = lane
        if lane is None:
            job.start()
        else:
            self._line_up(job, lane)

    def _line_up(self, job: Job, lane: Lane) -> None:
        queue = self._lanes.setdefault(lane, deque())
        before = list(queue)
        queue.append(job)
        if not before:
            job.start()
        elif lane.newest_only:
            running, *waiting = before
            running.let_go()
            for older in waiting:
                older.abandon()

    def _forget(self, job: Job) -> None:
        lane = self._jobs.pop(job)
        job.deleteLater()
        if lane is not None:
            self._next_in(lane, job)
        if not self._jobs:
            self._is_ending = False
            self.idle.emit()

    def _next_in(self, lane: Lane, done: Job) -> None:
        queue = self._lanes[lane]
        was_first = queue[0] is done
        queue.remove(done)
        if not queue:
            del self._lanes[lane]
        elif was_first:
            queue[0].start()
