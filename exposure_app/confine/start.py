"""Where processes are started: nowhere else in this program, and none but its own.

A process gets an empty environment, a session of its own, and of everything that is open here
only its two pipes, the shared memory and, for some jobs, one file that was opened to be read.
"""

import os
import subprocess  # noqa: TID251 - the one place; no shell, and only this very program
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import exposure_app
from exposure_app.confine.entry import ARGUMENT
from exposure_app.confine.limits import Limits
from exposure_app.confine.shared import SharedPixels
from exposure_app.confine.windows import JobObject
from exposure_app.guard.doors import Door, passing

_NICE = 10
"""Of 19, as the threads it works for (`session/work/effort.py`)."""

_BOOT = (
    "import sys; n = 3 + int(sys.argv[2]); sys.path[:] = sys.argv[3:n];"
    " from exposure_app.confine.entry import begin; sys.exit(begin(sys.argv[1], sys.argv[n:]))"
)


@dataclass(frozen=True, slots=True)
class Program:
    """What runs in a confined process: `main(arguments)` of a module.

    A frozen program takes those alone that `exposure_app.__main__` lists.
    """

    module: str

    def command(self) -> list[str]:
        """What to start; the numbers of pipes and memory come behind it."""
        if getattr(sys, "frozen", False):
            return [sys.executable, ARGUMENT, self.module]
        # In a virtual environment Windows would start a second process, which the job forbids.
        python = getattr(sys, "_base_executable", "") if sys.platform == "win32" else ""
        here = str(Path(exposure_app.__file__).parent.parent)
        paths = [here, *(str(Path(one).absolute()) for one in sys.path if one and one != here)]
        # -I: nothing from the environment, the user's site or this folder. -S: no site at all;
        # the paths are ours. -B: it writes nothing.
        alone = ["-I", "-S", "-B", "-c", _BOOT]
        return [python or sys.executable, *alone, self.module, str(len(paths)), *paths]


@dataclass(frozen=True, slots=True)
class Started:
    """A process that was started, and this side's ends of its pipes."""

    process: "subprocess.Popen[bytes]"
    to: IO[bytes]
    come_from: IO[bytes]
    job: JobObject | None


def start(
    program: Program,
    limits: Limits,
    shared: SharedPixels,
    untrusted_file: IO[bytes] | None = None,
    *,
    is_gentle: bool = False,
) -> Started:
    """Start a confined process. It does nothing before it is sent a request.

    Args:
        untrusted_file: really open, and for reading only.
        is_gentle: lets other programs go first.

    Raises:
        OSError: the system declines.
    """
    its_requests, to = os.pipe()
    come_from, its_replies = os.pipe()
    theirs = [its_requests, its_replies]
    given = [*theirs, *([shared.descriptor] if shared.descriptor >= 0 else [])]
    if untrusted_file is not None:
        given.append(untrusted_file.fileno())
    try:
        numbers = _told(theirs, shared, untrusted_file)
        command = [*program.command(), *numbers, str(limits.memory_bytes), str(limits.pixels)]
        process = _popen(command, given, is_gentle=is_gentle)
        try:
            job = _boxed(process, limits)
        except OSError:
            process.kill()
            process.wait()
            raise
    except BaseException:
        os.close(to)
        os.close(come_from)
        raise
    finally:
        for end in theirs:
            os.close(end)
    return Started(process, os.fdopen(to, "wb"), os.fdopen(come_from, "rb"), job)


def _told(
    theirs: Sequence[int], shared: SharedPixels, untrusted_file: IO[bytes] | None
) -> list[str]:
    """Requests, replies, memory and file, as the other process knows them; see `serve.Ends`."""
    file = -1 if untrusted_file is None else untrusted_file.fileno()
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - not elsewhere

        handles = [msvcrt.get_osfhandle(one) if one >= 0 else -1 for one in (*theirs, file)]
        return [str(handles[0]), str(handles[1]), shared.name, str(handles[2])]
    return [*map(str, theirs), str(shared.descriptor), str(file)]


def _popen(
    command: list[str], given: Sequence[int], *, is_gentle: bool
) -> "subprocess.Popen[bytes]":
    nothing = subprocess.DEVNULL
    with passing(Door.PROGRAM, command[0]):
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - not elsewhere

            handles = [msvcrt.get_osfhandle(one) for one in given]
            for handle in handles:
                os.set_handle_inheritable(handle, True)
            priority = subprocess.BELOW_NORMAL_PRIORITY_CLASS if is_gentle else 0
            return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
                command, executable=command[0], stdin=nothing, stdout=nothing, stderr=nothing,
                env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
                startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": handles}),
                creationflags=subprocess.CREATE_NO_WINDOW | priority,
            )  # fmt: skip
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command, executable=command[0], stdin=nothing, stdout=nothing, stderr=nothing, env={},
            cwd="/", pass_fds=given, start_new_session=True,
        )  # fmt: skip
        if is_gentle:
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        return process


def _boxed(process: "subprocess.Popen[bytes]", limits: Limits) -> JobObject | None:
    if sys.platform == "win32":
        return JobObject(int(process._handle), limits)
    return None
