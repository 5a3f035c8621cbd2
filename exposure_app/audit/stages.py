"""Where an audit's threads live: streams that run ahead, and workers that share the cores.

Everything above and below is written as if there were no threads. Each stream waits for its own
network or disk in a thread; what it yields is worked on by a small pool; results come back in the
order in which the items arrived. All threads are joined before `side_by_side` ends, however it
ends.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Condition, Event
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

STREAMS_AT_ONCE = 8
LULL_S = 0.1
_PUT_S = 0.1  # how often a stream that is far ahead looks whether anybody still wants its items


class _Room:
    """How much the items that wait for a worker, or are worked on, may weigh together."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._changed = Condition()

    def take(self, weight: int, *, give_up: Event) -> bool:
        """Wait until there is room, or nothing else is held; False if asked to give up."""
        with self._changed:
            while self._held and self._held + weight > self._size:
                if give_up.is_set():
                    return False
                self._changed.wait(_PUT_S)
            self._held += weight
        return True

    def give_back(self, weight: int) -> None:
        """Make room for others."""
        with self._changed:
            self._held -= weight
            self._changed.notify_all()


@dataclass(frozen=True, slots=True)
class Ahead(Generic[A]):
    """How far streams may run ahead of the reader, so that memory stays flat.

    items: held at most between streams and reader, worked on or not.
    weight: of those not yet worked on, together; a single one may weigh more.
    weigh: what one item weighs.
    """

    items: int
    weight: int = 0
    weigh: Callable[[A], int] = lambda _item: 0


class _Belt(Generic[A, B]):
    """Carries results from the streams' threads to the one reader, in order and bounded."""

    def __init__(self, step: Callable[[A], B], pool: ThreadPoolExecutor, ahead: Ahead[A]) -> None:
        self._step = step
        self._pool = pool
        self._weigh = ahead.weigh
        self._room = _Room(ahead.weight)
        self._results: Queue[Future[B] | None] = Queue(maxsize=ahead.items)
        self.nobody_reads = Event()

    def follow(self, stream: Callable[[], Iterator[A]]) -> None:
        """Submit every item of `stream`; put None on the belt when it has ended."""
        items = stream()
        try:
            for item in items:
                if not self._room.take(self._weigh(item), give_up=self.nobody_reads):
                    break
                if not self._put(self._pool.submit(self._worked, item)):
                    break
        except BaseException as error:  # noqa: BLE001 - carried to the reader's thread, not kept
            broken: Future[B] = Future()
            broken.set_exception(error)
            self._put(broken)
        finally:
            close = getattr(items, "close", None)
            if close is not None:
                close()
            self._put(None)

    def read(self, streams: int) -> Iterator[B | None]:
        """Results until that many streams have ended; None after a lull of `LULL_S`."""
        while streams:
            try:
                result = self._results.get(timeout=LULL_S)
            except Empty:
                yield None
                continue
            if result is None:
                streams -= 1
                continue
            while not result.done() and not wait((result,), LULL_S).done:
                yield None
            yield result.result()

    def _worked(self, item: A) -> B:
        try:
            return self._step(item)
        finally:
            self._room.give_back(self._weigh(item))

    def _put(self, result: Future[B] | None) -> bool:
        while not self.nobody_reads.is_set():
            try:
                self._results.put(result, timeout=_PUT_S)
            except Full:
                continue
            return True
        return False


def side_by_side(
    streams: Iterable[Callable[[], Iterator[A]]],
    step: Callable[[A], B],
    *,
    workers: int,
    ahead: Ahead[A],
    begin: Callable[[], None] | None = None,
) -> Iterator[B | None]:
    """Run `step` over the items of several streams, with fetching and work overlapped.

    Args:
        streams: each is called in a thread of its own and iterated there, at most
            `STREAMS_AT_ONCE` at a time, the rest after them.
        step: runs on `workers` threads; its exceptions end the whole.
        ahead: how far the streams may run ahead.
        begin: called in each thread before its first work.

    Yields:
        The results in order; and None each time that nothing came for `LULL_S`, so that a reader
        that gathers results can put them away before a long wait for the network.

    Raises:
        Whatever a stream or `step` raises, once every thread has ended.
    """
    pool = ThreadPoolExecutor(workers, thread_name_prefix="look", initializer=begin)
    followers = ThreadPoolExecutor(STREAMS_AT_ONCE, thread_name_prefix="stream", initializer=begin)
    belt = _Belt(step, pool, ahead)
    try:
        followed = [followers.submit(belt.follow, stream) for stream in streams]
        yield from belt.read(len(followed))
    finally:
        belt.nobody_reads.set()
        followers.shutdown(cancel_futures=True)
        pool.shutdown(cancel_futures=True)
