"""Whether a release is as small as it is meant to be: the figures stand in `sizes.toml`."""

import os
import tomllib
from collections import Counter
from pathlib import Path

FIGURES = Path(__file__).with_name("sizes.toml")
MILLION = 1_000_000
PARTS = 25


class TooLarge(Exception):
    """More than the figure; what takes up the room has been printed."""


def check_unpacked(payload: Path, system: str) -> None:
    """Print the largest parts of a frozen folder, and hold it to its figure.

    Raises:
        TooLarge: it is above it.
    """
    parts = parts_of(payload)
    for part, size in parts.most_common(PARTS):
        print(f"{size / MILLION:8.1f} MB  {part}")
    _hold(sum(parts.values()), "unpacked", system)


def check_files(files: list[Path], system: str) -> None:
    """Print the size of each file that people download, and hold `-setup.exe` to its figure.

    Not one that was made in a hurry, for a trial (`EXPOSURE_FAST_SETUP`): it is larger.

    Raises:
        TooLarge: it is above it.
    """
    for path in files:
        print(f"{path.stat().st_size / MILLION:8.1f} MB  {path.name}")
    for path in files:
        if path.name.endswith("-setup.exe") and "EXPOSURE_FAST_SETUP" not in os.environ:
            _hold(path.stat().st_size, "setup", system)


def parts_of(payload: Path) -> Counter[str]:
    """Bytes of each package, library or program, by its path. A link costs nothing."""
    parts: Counter[str] = Counter()
    for path in payload.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts[_part(path.relative_to(payload))] += path.stat().st_size
    return parts


def _part(path: Path) -> str:
    """The folders of PyInstaller hold everything: what lies in them is what somebody knows."""
    depth = {"_internal": 2, "Contents": 3}.get(path.parts[0], 1)
    return "/".join(path.parts[:depth])


def _hold(size: int, what: str, system: str) -> None:
    most = tomllib.loads(FIGURES.read_text("utf-8"))[system][what] * MILLION
    said = f"{what} for {system}: {size / MILLION:.1f} MB of at most {most / MILLION:.0f}"
    print(said)
    if size > most:
        raise TooLarge(said)
