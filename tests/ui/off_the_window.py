"""A session that refuses the window's own thread: what it is asked there would hold up the window.

Whoever looks at a test's window looks through this. The test itself may ask on whichever thread.
"""

import sys
import threading

ALLOWED = {"close"}
"""Letting go of the vault, when everything else has ended and the window shows no page any more.

It reads a setting, and may write a few refusals to the record of requests first: on a slow disk the
window stands still for that long, before it is locked, restored or left.
"""


def off_the_window(session):
    """`session`, whose verbs the program may not call on the thread that this process began on."""
    return _OffTheWindow(session, "session")


class _OffTheWindow:
    """Stands before a session, or before one of its parts; everything else is as it is there."""

    def __init__(self, behind, name):
        self._behind = behind
        self._name = name

    def __getattr__(self, name):
        found = getattr(self._behind, name)
        where = f"{self._name}.{name}"
        if callable(found):
            return found if name in ALLOWED else _refusing(found, where)
        if type(found).__module__.startswith(("exposure_app.session", "tests.ui")):
            return _OffTheWindow(found, where)
        return found


def _refusing(verb, where):
    def called(*args, **how):
        is_on_window = threading.current_thread() is threading.main_thread()
        asked_by = sys._getframe(1).f_globals["__name__"]
        if is_on_window and asked_by.startswith("exposure_app."):
            raise AssertionError(f"{where} is called on the window's thread, by {asked_by}")
        return verb(*args, **how)

    return called
