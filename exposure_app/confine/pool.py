"""Some confined processes, so that each who asks gets one, and a lost one costs one picture.

One thread starts, watches and ends them all. On Linux a process can ask to be ended together with
the thread that started it, so that this thread's end is theirs, whatever happens to the program.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Thread
from types import TracebackType
from typing import IO, Self

from exposure_app.confine.confined import Confined, Lost
from exposure_app.confine.limits import Limits
from exposure_app.confine.start import Program
from exposure_app.confine.wire import Facts
from exposure_app.domain.work import CancelToken

_LOG = logging.getLogger(__name__)

LOOK_S = 0.05
"""How often those at work are looked after: how late a stop or a time limit may be."""


class CannotStart(Exception):
    """The system does not let us start a confined process, or it does not get ready."""


@dataclass(eq=False, slots=True)
class _Wish:
    """A process that somebody waits for. `untrusted_file` is given to it at its start."""

    untrusted_file: IO[bytes] | None = None
    process: Confined | None = None
    problem: Exception | None = None


@dataclass(slots=True)
class _Books:
    """Who does what. Touched under the pool's lock alone."""

    idle: list[Confined] = field(default_factory=list)
    busy: list[Confined] = field(default_factory=list)
    worn: list[Confined] = field(default_factory=list)
    wishes: list[_Wish] = field(default_factory=list)
    is_over: bool = False
    is_barren: bool = False
    is_keeper_asleep: bool = False
    was_lent: bool = False

    def fit(self) -> Confined | None:
        """An idle one, busy from now on. The one that worked last: its memory is warm."""
        while self.idle:
            process = self.idle.pop()
            if not (process.is_lost or process.is_worn):
                self.busy.append(process)
                self.was_lent = True
                return process
            self.worn.append(process)
        return None


class DecoderPool:
    """Confined processes of one program. In a `with` statement; no process outlives it.

    Args:
        at_hand: how many are kept ready; more are started for whoever finds none.
        is_gentle: lets other programs go first.
    """

    def __init__(
        self, program: Program, limits: Limits, *, at_hand: int, is_gentle: bool = False
    ) -> None:
        self._program = program
        self._limits = limits
        self._at_hand = at_hand
        self._is_gentle = is_gentle
        self._books = _Books()
        self._changed = Condition()
        self._keeper = Thread(target=self._keep, name="confine", daemon=True)

    def __enter__(self) -> Self:
        self._keeper.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process. Safe to call twice."""
        with self._changed:
            self._books.is_over = True
            self._changed.notify_all()
        self._keeper.join()

    @property
    def numbers(self) -> list[int]:
        """The process ids of all that live."""
        with self._changed:
            return [one.number for one in (*self._books.idle, *self._books.busy)]

    def wait_until_started(self, cancel: CancelToken | None = None) -> None:
        """Wait for one to be there, ready or not.

        Raises:
            CannotStart: the system does not let us start any.
            Cancelled: meanwhile.
        """
        books = self._books
        with self._changed:
            while not (books.idle or books.busy):
                if books.is_barren or books.is_over:
                    raise CannotStart
                if cancel is not None:
                    cancel.check()
                self._changed.wait(LOOK_S)

    def wait_until_ready(self, cancel: CancelToken | None = None) -> Facts:
        """Wait for one to be ready; what it says of its confinement, see `lock_down`.

        Raises:
            CannotStart, Cancelled: see `lent`.
        """
        with self.lent(cancel) as process:
            return process.confinement

    @contextmanager
    def lent(
        self, cancel: CancelToken | None = None, untrusted_file: IO[bytes] | None = None
    ) -> Iterator[Confined]:
        """A process that is ready, for this block alone. One that is lost in it is replaced.

        Args:
            untrusted_file: given to a process that is started for it, and ended after it.

        Raises:
            CannotStart: there is none to be had.
            Cancelled: while waiting.
        """
        process = self._taken(cancel, untrusted_file)
        try:
            try:
                process.wait_until_ready(cancel)
            except Lost as lost:
                if cancel is not None:
                    cancel.check()
                raise CannotStart from lost
            yield process
        finally:
            self._take_back(process, is_used_up=untrusted_file is not None)

    def _taken(self, cancel: CancelToken | None, untrusted_file: IO[bytes] | None) -> Confined:
        books = self._books
        with self._changed:
            process = books.fit() if untrusted_file is None and not books.is_over else None
            if process is not None:
                if books.is_keeper_asleep:
                    self._changed.notify_all()  # it looks after the process from now on
                return process
            wish = _Wish(untrusted_file)
            books.wishes.append(wish)
            self._changed.notify_all()
            try:
                while wish.process is None:
                    if wish.problem is not None or books.is_over:
                        raise CannotStart from wish.problem
                    if cancel is not None:
                        cancel.check()
                    self._changed.wait(LOOK_S)
            finally:
                if wish in books.wishes:
                    books.wishes.remove(wish)
            return wish.process

    def _take_back(self, process: Confined, *, is_used_up: bool) -> None:
        with self._changed:
            books = self._books
            books.busy.remove(process)
            is_over = books.is_over
            is_spent = is_used_up or process.is_lost or process.is_worn
            if not is_over:
                (books.worn if is_spent else books.idle).append(process)
            if is_spent or books.wishes:
                self._changed.notify_all()
        if is_over:  # the keeper has gone home
            process.end()

    # --- the keeper's thread -------------------------------------------------------------------

    def _keep(self) -> None:
        try:
            while self._step():
                pass
        finally:
            self._end_all()

    def _step(self) -> bool:
        """Do what is to be done, or wait for it; False once all is over."""
        books = self._books
        with self._changed:
            if books.is_over:
                return False
            wish = self._handed_out()
            worn, books.worn = books.worn, []
            is_short = not books.is_barren and len(books.idle) + len(books.busy) < self._at_hand
            if not (wish or worn or is_short):
                # To wake it for each picture would cost as much as a small one.
                books.is_keeper_asleep = not (books.busy or books.was_lent)
                books.was_lent = False
                self._changed.wait(None if books.is_keeper_asleep else LOOK_S)
                books.is_keeper_asleep = False
            at_work = list(books.busy)
        for process in at_work:
            process.look_after()
        if wish or is_short:  # whoever waits goes first; what is worn has time
            self._start_one(wish)
        for process in worn:
            process.end()
        return True

    def _handed_out(self) -> _Wish | None:
        """Give idle processes to those who wait; the first who needs a new one."""
        books = self._books
        for wish in list(books.wishes):
            process = books.fit() if wish.untrusted_file is None else None
            if process is None:
                return wish
            wish.process = process
            books.wishes.remove(wish)
            self._changed.notify_all()
        return None

    def _start_one(self, wish: _Wish | None) -> None:
        file = wish.untrusted_file if wish else None
        process: Confined | None = None
        problem: Exception | None = None
        try:
            process = Confined(self._program, self._limits, file, is_gentle=self._is_gentle)
        except (OSError, ValueError) as cause:  # a file that was closed meanwhile
            _LOG.warning("no confined process: %s", type(cause).__name__)
            problem = cause
        with self._changed:
            books = self._books
            books.is_barren = process is None
            if wish in books.wishes:
                assert wish is not None  # noqa: S101 - or it would not be among them
                wish.process, wish.problem = process, problem
                books.wishes.remove(wish)
                if process is not None:
                    books.busy.append(process)
            elif process is not None:  # nobody waits for it any more
                (books.idle if file is None else books.worn).append(process)
            self._changed.notify_all()

    def _end_all(self) -> None:
        with self._changed:
            books = self._books
            books.is_over = True
            left, books.idle, books.worn = [*books.idle, *books.worn], [], []
            borrowed = list(books.busy)
            self._changed.notify_all()
        for process in borrowed:  # whoever asked it hears of it, and lets go of the rest
            process.stop()
            process.wait()
        for process in left:
            process.end()
