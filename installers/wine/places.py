"""Where everything lies. Nothing outside `.wine` is written, but pip's own cache."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINE = ROOT / ".wine"

DOWNLOADS = WINE / "downloads"
LOCK = WINE / "lock"
PYTEST_CACHE = WINE / "pytest"

SYSTEM = WINE / "system"
"""What is made together, and thrown away together."""

STAMP = SYSTEM / "made.json"
HOST = SYSTEM / "host"
HOME = SYSTEM / "home"
PREFIX = SYSTEM / "prefix"
SYSTEM32 = PREFIX / "drive_c" / "windows" / "system32"
PYTHON = SYSTEM / "python" / "cp311"
SITE_PACKAGES = PYTHON / "Lib" / "site-packages"
BYTECODE = SYSTEM / "bytecode"

OWN_WHEELS = ROOT / "build" / "wheels"
"""Wheels of our own making, for what the index has none for Windows. They may be missing."""


def windows_path(path: Path) -> str:
    """The same place as a Windows program names it: Wine's drive Z is the root folder."""
    return "Z:" + str(path).replace("/", "\\")
