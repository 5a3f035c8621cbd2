"""A few threads that wait for the network in somebody's stead."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class FetchPool(Generic[A, B]):
    """Runs `work` on what it is sent, on at most `size` threads, which start when needed.

    Tasks of one `host` are done one after another, in the order they were sent.

    Used from one thread. `work` must end soon after whoever calls `dismiss` has told it to.
    """

    def __init__(self, work: Callable[[A], B], size: int) -> None:
        self._work = work
        self._size = size
        self._executor = ThreadPoolExecutor(size, thread_name_prefix="fetch")
        self._done: SimpleQueue[tuple[A, B | Exception]] = SimpleQueue()
        self._changing = Lock()
        self._waiting: dict[str, deque[A]] = {}
        """Of each host that is being asked, what is to be asked of it next."""
        self._is_dismissed = False
        self.under_way = 0

    @property
    def has_room(self) -> bool:
        """Whether a thread is free for another task."""
        return self.under_way < self._size

    def send(self, task: A, *, host: str) -> None:
        """Have `task` done, after those sent before it under the same `host`."""
        self.under_way += 1
        with self._changing:
            if (waiting := self._waiting.get(host)) is not None:
                waiting.append(task)
                return
            self._waiting[host] = deque()
        self._executor.submit(self._run, task, host)

    def next(self, timeout_s: float) -> tuple[A, B | Exception] | None:
        """A task that was done, with its result or what it raised; None if none was by then."""
        try:
            done = self._done.get(timeout=timeout_s)
        except Empty:
            return None
        self.under_way -= 1
        return done

    def dismiss(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        with self._changing:
            self._is_dismissed = True
        self._executor.shutdown(cancel_futures=True)

    def _run(self, task: A, host: str) -> None:
        result: B | Exception
        try:
            result = self._work(task)
        except Exception as error:  # noqa: BLE001 - carried to the thread that asked
            result = error
        self._done.put((task, result))
        with self._changing:
            if waiting := self._waiting[host]:
                # Under the lock: `dismiss` may not close the executor in between.
                if not self._is_dismissed:
                    self._executor.submit(self._run, waiting.popleft(), host)
            else:
                del self._waiting[host]
