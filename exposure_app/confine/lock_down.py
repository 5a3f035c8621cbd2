"""From the inside: a process that has loaded all it needs gives up the rest, for good."""

import sys
from collections.abc import Iterable

from exposure_app.confine.limits import Limits

if sys.platform == "win32":
    from exposure_app.confine import windows
elif sys.platform == "darwin":
    from exposure_app.confine import macos, posix_limits
else:
    from exposure_app.confine import linux, posix_limits

_Said = tuple[list[str], list[str]]
_WALLS = ("seccomp", "landlock", "seatbelt", "job-object")


def lock_down(limits: Limits) -> dict[str, str]:
    """Give up files, network and other processes, as far as this system can refuse them.

    Returns:
        "holds" and "lacks": words, with spaces between, of what confines this process from now on
        and of what its system does not offer. See `wording.trust.sandbox` for what each means.
    """
    holds, lacks = _by_this_system(limits)
    return {"holds": " ".join(holds), "lacks": " ".join(lacks)}


def keeps_in(holds: Iterable[str]) -> bool:
    """Whether any of what holds, in the words of `lock_down`, keeps a process in.

    What only bounds it, such as its memory or what it may write, does not.
    """
    return any(one.startswith(_WALLS) for one in holds)


def _by_this_system(limits: Limits) -> _Said:
    if sys.platform == "win32":
        holds, lacks = windows.lock_down()
    elif sys.platform == "darwin":
        holds, lacks = _both(posix_limits.apply(limits), macos.lock_down())
    else:
        # In this order, for seccomp refuses setrlimit as well.
        holds, lacks = _both(posix_limits.apply(limits), linux.lock_down())
    return holds, lacks


def _both(one: _Said, other: _Said) -> _Said:
    return one[0] + other[0], one[1] + other[1]
