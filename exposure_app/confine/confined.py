"""One confined process, as seen from outside: asked, watched, and ended when it misbehaves.

Whoever asks waits in a plain read. Somebody else (`pool`) looks at the clock and at the stop
button and ends the process; then the read comes back, and says why.
"""

import subprocess  # noqa: TID251 - for the name of an exception; nothing is started here
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from threading import Lock
from time import monotonic
from typing import IO

import psutil

from exposure_app.confine.limits import Limits
from exposure_app.confine.shared import SharedPixels
from exposure_app.confine.start import Program, start
from exposure_app.confine.wire import (
    GO_ON,
    Facts,
    Garbled,
    Reply,
    ReplyKind,
    Request,
    read_reply,
    send_request,
)
from exposure_app.domain.images import Pixels
from exposure_app.domain.work import CancelToken

_LEAVES_WITHIN_S = 10.0
"""How long a process that was killed may take to be gone; longer ones wait for the disk."""


class Why(Enum):
    """Why a process is no more."""

    ENDED = "ended"
    TIMED_OUT = "timed_out"
    MEMORY = "memory"
    STOPPED = "stopped"


class Lost(Exception):
    """The process is no more, or not to be trusted any more."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class JobRefused(Exception):
    """The job says why there is no picture. The facts are as untrusted as all it says."""

    def __init__(self, untrusted_facts: Facts) -> None:
        super().__init__()
        self.untrusted_facts = untrusted_facts


class Confined:
    """A confined process. Asked by one thread at a time; `look_after` and `end` by any.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(
        self,
        program: Program,
        limits: Limits,
        untrusted_file: IO[bytes] | None = None,
        *,
        is_gentle: bool = False,
    ) -> None:
        self._limits = limits
        self._shared = SharedPixels.made(limits.shared_bytes)
        try:
            self._started = start(
                program, limits, self._shared, untrusted_file, is_gentle=is_gentle
            )
        except BaseException:
            self._shared.close()
            raise
        self._shared.close_number()
        self._born = monotonic()
        self._pictures = 0
        self._guard = Lock()
        self._deadline: float | None = None
        self._cancel: CancelToken | None = None
        self._why: Why | None = None
        self.confinement: Facts = {}
        """What it said of its confinement, once it is ready; see `lock_down`."""

    @property
    def number(self) -> int:
        """Its process id."""
        return self._started.process.pid

    @property
    def is_lost(self) -> bool:
        """Whether it has ended, or must not be asked any more."""
        return self._why is not None or self._started.process.poll() is not None

    @property
    def is_worn(self) -> bool:
        """Whether it has lived its life and is to be replaced."""
        age = monotonic() - self._born
        return self._pictures >= self._limits.pictures or age >= self._limits.age_s

    def wait_until_ready(self, cancel: CancelToken | None = None) -> None:
        """Wait for it to be locked down. At once if it has been.

        Raises:
            Lost: it has not come so far.
        """
        if not self.confinement:
            reply = self._reply(cancel, self._limits.start_s)
            if reply.kind is not ReplyKind.READY:
                raise self._lost(Why.ENDED)
            self.confinement = reply.facts

    def pictures(
        self, request: Request, cancel: CancelToken | None = None
    ) -> Iterator[tuple[Facts, Pixels]]:
        """Do a job. Whoever does not read it to its end loses the process.

        Raises:
            JobRefused: by the job itself. The process can be asked again.
            Lost: it cannot.
        """
        self.wait_until_ready(cancel)
        is_idle = False
        try:
            self._send(request, cancel)
            while (reply := self._reply(cancel, self._limits.seconds)).kind is ReplyKind.PICTURE:
                self._pictures += 1
                pixels = self._taken(reply)
                self._go_on()
                yield reply.facts, pixels
            if reply.kind is ReplyKind.READY:
                raise self._lost(Why.ENDED)
            self._pictures += reply.kind is not ReplyKind.END
            last = self._taken(reply) if reply.kind is ReplyKind.LAST else None
            self._shared.give_back()
            is_idle = True
        finally:
            if not is_idle:
                self.stop()
        if reply.kind is ReplyKind.REFUSED:
            raise JobRefused(reply.facts)
        if last is not None:
            yield reply.facts, last

    def look_after(self) -> None:
        """End the process if it is too slow, too large, or nobody wants its answer any more."""
        with self._guard:
            if self._deadline is None or self._why is not None:
                return
            if monotonic() > self._deadline:
                self._kill(Why.TIMED_OUT)
            elif self._cancel is not None and self._cancel.is_cancelled:
                self._kill(Why.STOPPED)
            elif sys.platform == "darwin" and self._is_too_large():
                self._kill(Why.MEMORY)

    def stop(self) -> None:
        """End the process; whoever waits for it hears so."""
        with self._guard:
            self._kill(Why.STOPPED)

    def end(self) -> None:
        """End the process and let go of all that belongs to it. Nobody may be asking it."""
        self.stop()
        for pipe in (self._started.to, self._started.come_from):
            with suppress(OSError):  # what was written and never read
                pipe.close()
        self._started.unbox()
        self.wait()
        self._shared.close()

    def wait(self) -> None:
        """Wait until a process that was stopped is gone."""
        with suppress(subprocess.TimeoutExpired):
            self._started.process.wait(_LEAVES_WITHIN_S)

    def _send(self, request: Request, cancel: CancelToken | None) -> None:
        self._watched(cancel, self._limits.seconds)
        body = request.untrusted_body
        try:
            if body is not None and self._shared.hold(body):
                request = replace(request, untrusted_body=None, shared=len(body))
            send_request(self._started.to, request)
        except OSError as cause:
            raise self._lost(Why.ENDED) from cause
        except MemoryError as cause:
            raise self._lost(Why.MEMORY) from cause
        finally:
            self._relieved()

    def _taken(self, reply: Reply) -> Pixels:
        try:
            return self._shared.taken(*reply.size)
        except MemoryError as cause:
            raise self._lost(Why.MEMORY) from cause

    def _go_on(self) -> None:
        try:
            self._started.to.write(GO_ON)
            self._started.to.flush()
        except OSError as cause:
            raise self._lost(Why.ENDED) from cause

    def _reply(self, cancel: CancelToken | None, seconds: float) -> Reply:
        self._watched(cancel, seconds)
        try:
            return read_reply(self._started.come_from, max_pixels=self._limits.pixels)
        except (OSError, EOFError, Garbled) as cause:
            raise self._lost(Why.ENDED) from cause
        finally:
            self._relieved()

    def _watched(self, cancel: CancelToken | None, seconds: float) -> None:
        with self._guard:
            self._deadline, self._cancel = monotonic() + seconds, cancel

    def _relieved(self) -> None:
        with self._guard:
            self._deadline = self._cancel = None

    def _lost(self, otherwise: Why) -> Lost:
        with self._guard:
            self._kill(otherwise)
            assert self._why is not None  # noqa: S101 - `_kill` has just said
            return Lost(self._why)

    def _kill(self, why: Why) -> None:
        """End it; the first reason stands."""
        self._why = self._why or why
        with suppress(OSError):
            self._started.process.kill()

    def _is_too_large(self) -> bool:
        """Where the system counts address space and does not bound it."""
        try:
            return bool(psutil.Process(self.number).memory_info().rss > self._limits.memory_bytes)
        except psutil.Error:
            return False
