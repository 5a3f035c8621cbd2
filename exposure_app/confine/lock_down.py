"""From the inside: a process that has loaded all it needs gives up the rest, for good."""

import sys
from collections.abc import Iterable

from exposure_app.confine import linux, macos, posix_limits, windows
from exposure_app.confine.limits import Limits

_WALLS = ("seccomp", "landlock", "seatbelt", "job-object")


def lock_down(limits: Limits) -> dict[str, str]:
    """Give up files, network and other processes, as far as this system can refuse them.

    Returns:
        "holds" and "lacks": words, with spaces between, of what confines this process from now on
        and of what its system does not offer. See `wording.trust.sandbox` for what each means.
    """
    if sys.platform == "win32":
        holds, lacks = windows.lock_down()
    else:
        # First, for seccomp refuses setrlimit as well.
        holds, lacks = posix_limits.apply(limits)
        by_itself = macos.lock_down if sys.platform == "darwin" else linux.lock_down
        more_holds, more_lacks = by_itself()
        holds, lacks = holds + more_holds, lacks + more_lacks
    return {"holds": " ".join(holds), "lacks": " ".join(lacks)}


def keeps_in(holds: Iterable[str]) -> bool:
    """Whether any of what holds, in the words of `lock_down`, keeps a process in.

    What only bounds it, such as its memory or what it may write, does not.
    """
    return any(one.startswith(_WALLS) for one in holds)
