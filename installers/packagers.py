"""Which system this is, and who packages for it what was frozen."""

import platform
from collections.abc import Callable
from pathlib import Path

from exposure_app import __version__
from installers.linux.package import package as package_linux
from installers.macos.package import package as package_macos
from installers.release import Release
from installers.windows.package import package as package_windows

WORK = Path(__file__).resolve().parent.parent / "build"
FROZEN = WORK / "frozen"
MADE = WORK / "made"

PACKAGERS: dict[str, Callable[[Release], list[Path]]] = {
    "linux": package_linux,
    "windows": package_windows,
    "macos": package_macos,
}
SYSTEMS = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}
MACHINES = {"AMD64": "x64", "aarch64": "arm64"}


def here() -> str:
    """This system, as the names of our files have it."""
    return SYSTEMS[platform.system()]


def release_here(out: Path) -> Release:
    """This version for this system, frozen or to be frozen in `build/`."""
    system = here()
    return Release(
        version=__version__,
        system=system,
        machine=MACHINES.get(platform.machine(), platform.machine()),
        payload=FROZEN / ("Exposure.app" if system == "macos" else "exposure"),
        made=MADE,
        out=out.absolute(),
    )
