"""Which languages the person's system is set to."""

import ctypes
import os
import sys
from collections.abc import Callable

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In gettext's order. LANGUAGE may name several, with ":" between them."""

_BY_NAME = 8
"""MUI_LANGUAGE_NAME: "de-AT" rather than a number. Windows SDK, winnls.h."""


def languages_of_system() -> list[str]:
    """Tags, the best liked first; none where the system does not say."""
    for name in _VARIABLES:
        if said := os.environ.get(name):
            return [tag for tag in said.split(":") if tag]
    found: list[str] = []
    if sys.platform == "win32":
        found = liked_on_windows(ctypes.windll.kernel32.GetUserPreferredUILanguages)
    return found


def liked_on_windows(ask: Callable[..., int]) -> list[str]:
    """The display languages by name: `ask` is what kernel32 has for it.

    Not one by its number: Latin America's Spanish and all of the newer ones have no fixed number,
    and who set up several is not served English where the first is not offered.
    """
    count, length = ctypes.c_ulong(), ctypes.c_ulong()
    shape = (_BY_NAME, ctypes.byref(count))
    if not ask(*shape, None, ctypes.byref(length)):
        return []
    names = ctypes.create_unicode_buffer(length.value)
    if not ask(*shape, names, ctypes.byref(length)):
        return []
    return [name for name in "".join(names).split("\0") if name]
