"""Takes out again what `stow` put into one file: unstow FILE."""

import tarfile
from collections.abc import Sequence
from pathlib import Path

from installers.packagers import WORK


def main(arguments: Sequence[str]) -> int:
    """Fill `build/`."""
    (path,) = arguments
    unstow(Path(path), WORK)
    return 0


def unstow(path: Path, folder: Path) -> None:
    """Take everything out below `folder`, and nothing beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path) as tar:
        # Debian 12's Python is older than the argument; later ones insist on it.
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:
            tar.extractall(folder)
