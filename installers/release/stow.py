"""Puts what was frozen into one file, for a machine that signs it: stow FILE.

What carries files from one job to the next keeps neither links nor who may run what; tar does.
"""

import tarfile
from collections.abc import Sequence
from pathlib import Path

from installers.packagers import FROZEN, MADE

FOLDERS = (FROZEN, MADE)


def main(arguments: Sequence[str]) -> int:
    """Write FILE."""
    (path,) = arguments
    stow(FOLDERS, Path(path))
    return 0


def stow(folders: Sequence[Path], path: Path) -> None:
    """Write a tar of folders that stand side by side, uncompressed: it travels once."""
    with tarfile.open(path, "w") as tar:
        for folder in folders:
            tar.add(folder, folder.name)
