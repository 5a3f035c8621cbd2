"""How much of the computer long work takes: cores, priority, and what happens on battery.

The threads that look at pictures are asked to go last; the window's own thread, and the one that
writes the vault, are left as they are.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, get_native_id
from time import monotonic

import psutil

from exposure_app.decoder.decoder import Decoder
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.settings import OnBattery, Settings
from exposure_app.settings.computer import cores
from exposure_app.settings.values import UpTo

POLL_S = 5.0
"""How long an answer about the battery stands before it is asked for again."""

NICE = 10
"""Of 19: half of the way to the very last. Linux, nice(2)."""

_WAKE_S = 0.1  # how soon work that waits hears of a stop
_BELOW_NORMAL = -1  # Windows, SetThreadPriority: THREAD_PRIORITY_BELOW_NORMAL
_UTILITY = 0x11  # macOS, sys/qos.h: QOS_CLASS_UTILITY


def workers(settings: Settings) -> int:
    """How many pictures are looked at side by side: half of the cores, or what was chosen.

    One worker per core with one thread of the models' each does twice the work of one worker on
    all cores.
    """
    return UpTo(cores).in_force(settings.cores) or max(1, cores() // 2)


def is_on_battery() -> bool:
    """Whether the computer runs on its battery; False where there is none, or nobody knows."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError):  # the system has no such question
        return False
    return battery is not None and battery.power_plugged is False


def go_gently() -> None:
    """Let other programs' threads go before the calling one, from now on to its end.

    Where the system declines, it goes on as usual.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            thread = get_native_id()  # on Linux each thread has a niceness of its own
            nice = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, max(nice, NICE))
        elif sys.platform == "win32":
            # Not THREAD_MODE_BACKGROUND_BEGIN: a thread so low could be held back for long while
            # it holds Python's lock, and the window would wait for it.
            kernel = ctypes.windll.kernel32
            kernel.GetCurrentThread.restype = ctypes.c_void_p
            kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _BELOW_NORMAL)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_UTILITY, 0)


class Effort:
    """The manners of one long work, as chosen when it began.

    Args:
        on_battery: asked at most every `POLL_S`.
    """

    def __init__(
        self,
        settings: Settings,
        cancel: CancelToken,
        *,
        on_battery: Callable[[], bool] = is_on_battery,
        poll_s: float | None = None,
    ) -> None:
        self.workers = workers(settings)
        self._settings = settings
        self._cancel = cancel
        self._ask = on_battery
        self._poll_s = POLL_S if poll_s is None else poll_s
        self._asked_at = -POLL_S
        self._was_on_battery = False
        self._asking = Lock()
        self._one_core = Lock()
        self._ended = Event()

    def begin(self) -> None:
        """Called by each worker's thread before its first work."""
        if self._settings.is_gentle:
            go_gently()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Held by a worker while it works on one item; waits until that is welcome.

        On battery, workers take turns on one core, or all wait for the mains, as was chosen.

        Raises:
            Cancelled: a stop was asked for, before or while waiting.
        """
        holds_the_core = self._wait()
        try:
            yield
        finally:
            if holds_the_core:
                self._one_core.release()

    def decoder(self) -> Decoder:
        """What decodes for its workers, as gently as they work."""
        gently = self._settings.is_gentle
        return Decoder(workers=self.workers, cancel=self._cancel, is_gentle=gently)

    def end(self) -> None:
        """Let nobody wait any more: the work is over, however it ended."""
        self._ended.set()

    @property
    def waits_for_mains(self) -> bool:
        """Whether the work stands still until the computer is plugged in."""
        return self._settings.on_battery is OnBattery.PAUSE and self._on_battery()

    def _wait(self) -> bool:
        """Whether the one core was taken, and must be given back."""
        while True:
            self._cancel.check()
            if self._ended.is_set():
                raise Cancelled
            if self._settings.on_battery is OnBattery.AS_USUAL or not self._on_battery():
                return False
            if self._settings.on_battery is OnBattery.PAUSE:
                self._ended.wait(_WAKE_S)
            elif self._one_core.acquire(timeout=_WAKE_S):
                return True

    def _on_battery(self) -> bool:
        with self._asking:
            now = monotonic()
            if now - self._asked_at >= self._poll_s:
                self._asked_at, self._was_on_battery = now, self._ask()
            return self._was_on_battery
