"""Packages what was frozen before, such as after its programs were signed: package OUT."""

from collections.abc import Sequence
from pathlib import Path

from installers import sizes
from installers.packagers import PACKAGERS, release_here


def main(arguments: Sequence[str]) -> int:
    """Write this system's files into OUT."""
    (out,) = arguments
    release = release_here(Path(out))
    release.out.mkdir(parents=True, exist_ok=True)
    files = PACKAGERS[release.system](release)
    for path in files:
        print(f"release: {path.name}, {path.stat().st_size:,} bytes")
    sizes.check_files(files, release.system)
    return 0
