"""Windows: how one process starts another, hands it what is open, and puts a job object around."""

import os
import subprocess  # noqa: TID251 - no shell, and only what `start` names
import sys
from collections.abc import Callable, Sequence

from exposure_app.confine.limits import Limits

if sys.platform == "win32":
    import msvcrt

    from exposure_app.confine.windows import JobObject

    def told(descriptor: int) -> int:
        """What the other process calls a descriptor of this one: by its handle."""
        return msvcrt.get_osfhandle(descriptor)

    def boxed(
        command: Sequence[str], given: Sequence[int], limits: Limits, *, is_gentle: bool
    ) -> tuple["subprocess.Popen[bytes]", Callable[[], None]]:
        """Start `command` with what is `given` open, and bound it.

        Returns:
            The process; what closes its job object, and so ends it.

        Raises:
            OSError: the system declines.
        """
        for handle in given:
            os.set_handle_inheritable(handle, True)
        nothing = subprocess.DEVNULL
        priority = subprocess.BELOW_NORMAL_PRIORITY_CLASS if is_gentle else 0
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command, executable=command[0], stdin=nothing, stdout=nothing, stderr=nothing,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": list(given)}),
            creationflags=subprocess.CREATE_NO_WINDOW | priority,
        )  # fmt: skip
        try:
            return process, JobObject(process.pid, limits).close
        except OSError:
            process.kill()
            process.wait()
            raise
