"""From the inside: a process that has loaded all it needs gives up the rest, for good."""

import sys

from exposure_app.confine import linux, macos, posix_limits, windows
from exposure_app.confine.limits import Limits


def lock_down(limits: Limits) -> dict[str, str]:
    """Give up files, network and other processes, as far as this system can refuse them.

    Returns:
        "holds" and "lacks": words, with spaces between, of what confines this process from now on
        and of what its system does not offer. See `wording.sandbox` for what each means.
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
