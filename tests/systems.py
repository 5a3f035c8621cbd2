"""Which system a test runs on, with Wine told apart from the Windows it stands in for.

Wine accepts job limits, mitigation policies and other rules, and does not enforce them: a test of
what they prevent says so with `not_on_wine`, and is for a real Windows to show.
"""

import ctypes
import sys

import pytest


def is_wine() -> bool:
    """Whether this Windows is Wine: its ntdll says its version, Microsoft's has no such name."""
    return sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


ON_WINDOWS = sys.platform == "win32"
"""Windows, or Wine."""

ON_WINE = is_wine()

only_on_windows = pytest.mark.skipif(not ON_WINDOWS, reason="about Windows")
"""Marks a test that needs Windows and can do with Wine."""


def not_on_wine(reason: str) -> pytest.MarkDecorator:
    """Marks a test that Wine cannot pass, though Windows can; `reason` is what Wine does not do."""
    return pytest.mark.skipif(ON_WINE, reason=f"Wine: {reason}")
