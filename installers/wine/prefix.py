"""Wine's Windows: its folder with drive C and registry, and what its programs find around them."""

import os
import subprocess

from installers.wine.places import BYTECODE, HOME, PREFIX, ROOT, SITE_PACKAGES, windows_path
from installers.wine.stand_ins import OVERRIDES
from installers.wine.steps import quietly

NOT_ASKED_FOR = "mscoree=;mshtml=;winemenubuilder.exe=;winedbg.exe="
"""Mono, Gecko, menu entries on this system's desktop, and a debugger.

With that last one a program that crashes ends with exit code 0, as if all were well.
"""

HELD_BACK = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
"""What is about this system, and would only mislead a program for Windows."""

SECONDS_WITHOUT_PROGRAMS = "60"
"""How long Wine's server stays with nothing to serve, should nobody stop it."""


def environment(overrides: str = OVERRIDES) -> dict[str, str]:
    """What Wine and the programs in it are told. Wine links its user's folders to those of HOME."""
    around = {name: told for name, told in os.environ.items() if name not in HELD_BACK}
    ours = {
        "HOME": str(HOME),
        "LC_ALL": "C.UTF-8",
        "PYTHONPYCACHEPREFIX": windows_path(BYTECODE),
        "PYTHONUTF8": "1",
        "WINEARCH": "win64",
        "WINEDLLOVERRIDES": ";".join([NOT_ASKED_FOR, overrides]),
        "WINEPREFIX": str(PREFIX),
    }
    return {"QT_QPA_PLATFORM": "offscreen", "WINEDEBUG": "-all", **around, **ours}


def make() -> None:
    """An empty Windows 10."""
    HOME.mkdir(parents=True)
    plain = environment(overrides="")
    for command in (["wineboot", "-i"], ["wine", "winecfg", "-v", "win10"]):
        start_services(plain)
        quietly(command, plain)
    end_services()


def point_to_project() -> None:
    """Let Python for Windows find the package where it is now."""
    (SITE_PACKAGES / "exposure_app.pth").write_text(windows_path(ROOT) + "\n", "utf-8")


def start_services(told: dict[str, str]) -> None:
    """Start what serves all programs, on its own.

    It would keep the pipes of the program that needed it first, and whoever reads them waiting. It
    also makes the folders: Wine tells programs that others may read what our umask lets them read.
    """
    for command in (["wineserver", f"-p{SECONDS_WITHOUT_PROGRAMS}"], ["wine", "cmd", "/c", "exit"]):
        subprocess.run(
            command,
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            umask=0o077,
            check=False,
        )


def end_services() -> None:
    """End every program in the prefix, and wait until all have ended."""
    told = environment()
    for word in ("-k", "-w"):
        subprocess.run(["wineserver", word], env=told, capture_output=True, check=False)


def version() -> str:
    """Wine's own."""
    return quietly(["wine", "--version"], environment()).strip()
