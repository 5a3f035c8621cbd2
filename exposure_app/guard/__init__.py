"""The guard: refuses, and records, whatever would leave this computer by another way than ours.

Python tells an audit hook (PEP 578) of every connection, name look-up and program that is about
to be started. Ours lets pass only what one of our doors announced on the same thread; anything
else is refused before it begins, and written down for the ledger. It is put up before any other
part of the program is imported and cannot be taken down.

What it cannot see: code in C that goes to the system by itself, and other processes. That is what
the test from outside is for (`tests/privacy/test_seen_from_outside.py`).
"""

from exposure_app.guard.air_gap import close_off, is_closed_off, reopen
from exposure_app.guard.hook import install, is_installed, stands
from exposure_app.guard.refusals import give_back, take_refusals

__all__ = [
    "close_off",
    "give_back",
    "install",
    "is_closed_off",
    "is_installed",
    "reopen",
    "stands",
    "take_refusals",
]
