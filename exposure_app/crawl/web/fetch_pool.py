"""A few threads that wait for the network in somebody's stead."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

_JOIN_S = 1.5
"""Threads that were told to stop and have not by then are left behind, as daemons."""


class FetchPool(Generic[A, B]):
    """Runs `work` on what it is sent, on at most `size` threads, which start when needed.

    Tasks of one `turn` are done one after another, in the order they were sent.

    Used from one thread. `work` must end soon after whoever calls `dismiss` has told it to.
    """

    def __init__(self, work: Callable[[A], B], size: int) -> None:
        self._work = work
        self._size = size
        self._tasks: SimpleQueue[tuple[A, Event | None, Event] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[A, B | Exception]] = SimpleQueue()
        self._newest: dict[str, Event] = {}
        self._threads: list[Thread] = []
        self.under_way = 0

    @property
    def has_room(self) -> bool:
        """Whether a thread is free for another task."""
        return self.under_way < self._size

    def send(self, task: A, *, turn: str) -> None:
        """Have `task` done, after those sent before it under the same `turn`."""
        self.under_way += 1
        if self.under_way > len(self._threads):
            thread = Thread(target=self._run, name=f"fetch-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        before, done = self._newest.get(turn), Event()
        self._newest[turn] = done
        self._tasks.put((task, before, done))

    def next(self, timeout_s: float) -> tuple[A, B | Exception] | None:
        """A task that was done, with its result or what it raised; None if none was by then."""
        try:
            done = self._done.get(timeout=timeout_s)
        except Empty:
            return None
        self.under_way -= 1
        return done

    def dismiss(self) -> None:
        """End the threads, and wait for it."""
        for _ in self._threads:
            self._tasks.put(None)
        deadline = monotonic() + _JOIN_S
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _run(self) -> None:
        while (sent := self._tasks.get()) is not None:
            task, before, done = sent
            if before is not None:
                before.wait()
            result: B | Exception
            try:
                result = self._work(task)
            except Exception as error:  # noqa: BLE001 - carried to the thread that asked
                result = error
            self._done.put((task, result))
            done.set()
