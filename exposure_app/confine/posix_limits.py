"""Linux and macOS: what the system itself counts and cuts off (setrlimit, POSIX)."""

import sys

from exposure_app.confine.limits import Limits

if sys.platform != "win32":
    import resource

    def apply(limits: Limits) -> tuple[list[str], list[str]]:
        """Bound memory, time and files of this process; (what holds now, what lacks), as words.

        What is open stays open.
        """
        bounds = [
            (resource.RLIMIT_CORE, 0),  # a core file would hold the picture
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, limits.files),
            (resource.RLIMIT_CPU, limits.cpu_s),
        ]
        if sys.platform != "darwin":  # which takes the number and does not heed it
            bounds.append((resource.RLIMIT_AS, limits.memory_bytes + limits.shared_bytes))
        try:
            for what, most in bounds:
                resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            return [], ["limits"]
        return ["limits"], ["memory-limit"] if sys.platform == "darwin" else []
