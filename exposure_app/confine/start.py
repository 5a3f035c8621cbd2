"""Where processes are started: nowhere else in this program, and none but its own.

A process gets an empty environment, a session of its own, and of everything that is open here
only its two pipes, the shared memory and, for some jobs, one file that was opened to be read. How
a system hands that over stands in `posix_start` and `windows_start`.
"""

import os
import subprocess  # noqa: TID251 - for the name of a type
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import exposure_app
from exposure_app.confine.entry import ARGUMENT
from exposure_app.confine.limits import Limits
from exposure_app.confine.shared import SharedPixels
from exposure_app.guard.doors import Door, passing

if sys.platform == "win32":
    from exposure_app.confine import windows_start as system
else:
    from exposure_app.confine import posix_start as system

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
    """A process that was started, and this side's ends of its pipes.

    unbox: lets go of what the system put around it, and ends it where that alone holds it.
    """

    process: "subprocess.Popen[bytes]"
    to: IO[bytes]
    come_from: IO[bytes]
    unbox: Callable[[], None]


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
    try:
        given = [
            system.told(its_requests),
            system.told(its_replies),
            shared.number,
            -1 if untrusted_file is None else system.told(untrusted_file.fileno()),
        ]
        numbers = [*given, limits.memory_bytes, limits.pixels]
        command = [*program.command(), *map(str, numbers)]
        theirs = [one for one in given if one >= 0]
        with passing(Door.PROGRAM, command[0]):
            process, unbox = system.boxed(command, theirs, limits, is_gentle=is_gentle)
    except BaseException:
        os.close(to)
        os.close(come_from)
        raise
    finally:
        os.close(its_requests)
        os.close(its_replies)
    return Started(process, os.fdopen(to, "wb"), os.fdopen(come_from, "rb"), unbox)
