"""Where each of our files puts the program, and how it goes in and out."""

import os
import shutil
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

UNINSTALLS_WITHIN_S = 120


@dataclass(frozen=True, slots=True)
class Home:
    """One way to install.

    ending: of the file it is for. installed: given the file and an empty folder, the command line
    program while it is installed. up: how many folders above the program all of it lies.
    """

    ending: str
    installed: Callable[[Path, Path], AbstractContextManager[Path]]
    up: int = 1

    def folder_of(self, program: Path) -> Path:
        """What holds all that was installed."""
        return program.parents[self.up - 1]


@contextmanager
def unpacked(archive: Path, folder: Path) -> Iterator[Path]:
    """Linux: wherever it is unpacked, until the folder is deleted."""
    with tarfile.open(archive) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder / "unpacked", filter="data")
        else:
            tar.extractall(folder / "unpacked")
    (top,) = (folder / "unpacked").iterdir()
    try:
        yield top / "exposure"
    finally:
        shutil.rmtree(top)


@contextmanager
def from_apt(deb: Path, _folder: Path) -> Iterator[Path]:
    """Debian and what is made of it: apt, which brings the libraries that are missing."""
    apt = [*as_root(), "apt-get", "-y", "-q"]
    subprocess.run([*apt, "update"], check=True)
    subprocess.run([*apt, "install", "--no-install-recommends", deb.resolve()], check=True)
    try:
        yield Path("/opt/exposure/exposure")
    finally:
        subprocess.run([*apt, "purge", "exposure-app"], check=True)


@contextmanager
def dragged(image: Path, folder: Path) -> Iterator[Path]:
    """macOS: the app, copied from the disk image as the Finder would."""
    mounted, app = folder / "mounted", folder / "Exposure.app"
    subprocess.run(
        ["hdiutil", "attach", "-nobrowse", "-readonly", image, "-mountpoint", mounted], check=True
    )
    try:
        subprocess.run(["ditto", mounted / "Exposure.app", app], check=True)
    finally:
        subprocess.run(["hdiutil", "detach", mounted], check=True)
    try:
        yield app / "Contents" / "MacOS" / "exposure"
    finally:
        shutil.rmtree(app)


@contextmanager
def set_up(setup: Path, _folder: Path) -> Iterator[Path]:
    """Windows, for one user: the installer of NSIS, and its uninstaller."""
    top = Path(os.environ["LOCALAPPDATA"], "Programs", "Exposure")
    subprocess.run([setup, "/S"], check=True)
    try:
        yield top / "exposure.exe"
    finally:
        subprocess.run([top / "uninstall-exposure.exe", "/S"], check=True)
        # It goes on from a copy of itself: NSIS's manual, "Uninstaller".
        waited_for(lambda: not top.exists())


@contextmanager
def packaged(msi: Path, _folder: Path) -> Iterator[Path]:
    """Windows, for everybody: Windows Installer."""
    subprocess.run(["msiexec", "/i", msi, "/qn", "/norestart"], check=True)
    try:
        yield Path(os.environ["PROGRAMFILES"], "Exposure", "exposure.exe")
    finally:
        subprocess.run(["msiexec", "/x", msi, "/qn", "/norestart"], check=True)


def as_root() -> list[str]:
    """What comes before a command of root's; a hosted machine's sudo asks nobody."""
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    return [] if is_root else ["sudo", "--non-interactive", "--preserve-env"]


def waited_for(is_so: Callable[[], bool]) -> None:
    """Return once it is so, or after as long as anybody would wait."""
    until = time.monotonic() + UNINSTALLS_WITHIN_S
    while not is_so() and time.monotonic() < until:
        time.sleep(0.5)


HOMES = {
    # The package first: what it brings along, the archive takes for granted.
    "linux": (Home(".deb", from_apt), Home(".tar.xz", unpacked)),
    "macos": (Home(".dmg", dragged, up=3),),
    "windows": (Home("-setup.exe", set_up), Home(".msi", packaged)),
}
