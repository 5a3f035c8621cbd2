"""Which languages the person's system is set to."""

import ctypes
import locale
import os
import sys

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In gettext's order. LANGUAGE may name several, with ":" between them."""


def languages_of_system() -> list[str]:
    """Tags, the best liked first; none where the system does not say."""
    for name in _VARIABLES:
        if said := os.environ.get(name):
            return [tag for tag in said.split(":") if tag]
    number = 0
    if sys.platform == "win32":
        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return [locale.windows_locale[number]] if number in locale.windows_locale else []
