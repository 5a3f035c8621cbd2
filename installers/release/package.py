"""Packages what was frozen before, such as after its programs were signed: package OUT."""

from collections.abc import Sequence
from pathlib import Path

from installers.packagers import PACKAGERS, release_here


def main(arguments: Sequence[str]) -> int:
    """Write this system's files into OUT."""
    (out,) = arguments
    release = release_here(Path(out))
    release.out.mkdir(parents=True, exist_ok=True)
    for path in PACKAGERS[release.system](release):
        print(f"release: {path.name}, {path.stat().st_size:,} bytes")
    return 0
