"""macOS: a process puts itself into a sandbox (Seatbelt) that allows nothing new.

`sandbox_init` is marked as deprecated since 10.8, has no successor for programs without an app
bundle of their own, and is what browsers use.
"""

import ctypes

PROFILE = b"(version 1)(deny default)(deny file*)(deny network*)(deny process*)(deny mach-lookup)"
"""What is open already, pipes and shared memory, goes on working; nothing else does."""

_AS_WRITTEN = 0  # the profile's own words, not a name


def lock_down() -> tuple[list[str], list[str]]:
    """Give up what can be given up; (what holds now, what is lacking), as words."""
    try:
        library = ctypes.CDLL("/usr/lib/libSystem.dylib")
        reason = ctypes.c_char_p()
        refused = library.sandbox_init(PROFILE, ctypes.c_uint64(_AS_WRITTEN), ctypes.byref(reason))
    except (OSError, AttributeError):
        return [], ["seatbelt"]
    return ([], ["seatbelt"]) if refused else (["seatbelt"], [])
