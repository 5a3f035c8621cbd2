"""Linux and macOS: how one process starts another and hands it what is open."""

import os
import subprocess  # noqa: TID251 - no shell, and only what `start` names
import sys
from collections.abc import Callable, Sequence

from exposure_app.confine.limits import Limits

if sys.platform != "win32":
    _NICE = 10
    """Of 19, as the threads it works for (`session/work/effort.py`)."""

    def told(descriptor: int) -> int:
        """What the other process calls a descriptor of this one: the same."""
        return descriptor

    def boxed(
        command: Sequence[str], given: Sequence[int], limits: Limits, *, is_gentle: bool
    ) -> tuple["subprocess.Popen[bytes]", Callable[[], None]]:
        """Start `command` with what is `given` open, in a session of its own.

        Returns:
            The process; a function that does nothing, for it bounds itself (`posix_limits`).

        Raises:
            OSError: the system declines.
        """
        nothing = subprocess.DEVNULL
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command, executable=command[0], stdin=nothing, stdout=nothing, stderr=nothing, env={},
            cwd="/", pass_fds=given, start_new_session=True,
        )  # fmt: skip
        if is_gentle:
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        return process, lambda: None
