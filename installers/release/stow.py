"""Puts what was frozen into one file, for a machine that signs it: stow FILE.

What carries files from one job to the next keeps neither links nor who may run what; tar does.
"""

import tarfile
from collections.abc import Sequence
from pathlib import Path

from installers.packagers import FROZEN, MADE


def main(arguments: Sequence[str]) -> int:
    """Write FILE."""
    (path,) = arguments
    stow(FROZEN, MADE, Path(path))
    return 0


def stow(frozen: Path, made: Path, path: Path) -> None:
    """Write a tar, uncompressed: it travels once.

    Of what was made besides, the files alone are needed again: folders were stages of packaging.
    """
    with tarfile.open(path, "w") as tar:
        tar.add(frozen, frozen.name)
        for file in sorted(one for one in made.iterdir() if one.is_file()):
            tar.add(file, f"{made.name}/{file.name}")
