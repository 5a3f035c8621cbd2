"""Installs, uses and removes what a release hands out, as somebody would who never saw Exposure.

    newcomer FOLDER

Runs on a machine where nothing of ours was built, with this folder and the standard library. The
program is started with an environment in which it finds no Python, and cut off from the network
where that can be done from outside: on Linux in a network of its own, on Windows by the firewall.
On macOS the network stays: a program in a sandbox there cannot confine its own children.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exposure_app import __version__
from installers.packagers import here
from installers.release.collect import chosen
from installers.release.homes import HOMES, Home, as_root
from installers.release.samples import avi_of, pdf_of

TIMEOUT_S = 900
# What the program needs to know of the system; PATH leads to no Python of the runner's tools.
PASSED_ON = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "LOCALAPPDATA", "APPDATA", "USERPROFILE",
             "USERNAME", "LANG")  # fmt: skip
GROUP_PHOTO = "t1.jpg"


class NotAsPromised(Exception):
    """What somebody installed does not do what we say it does."""


def main(arguments: Sequence[str]) -> int:
    """Try each way to install that FOLDER has for this system; return 1 if one fails."""
    (folder,) = arguments
    files = chosen([path for path in Path(folder).rglob("*") if path.is_file()])
    ways = [
        (home, path)
        for home in HOMES[here()]
        for name, path in files.items()
        if name.endswith(home.ending)
    ]
    for home, path in ways:
        print(f"release: {path.name}", flush=True)
        try:
            stay(home, path)
        except NotAsPromised as fault:
            print(f"release: {fault}")
            return 1
    print(f"release: {len(ways)} of {len(HOMES[here()])} ways to install were tried")
    return 0 if len(ways) == len(HOMES[here()]) else 1


def stay(home: Home, path: Path) -> None:
    """One file: install, use, remove.

    Raises:
        NotAsPromised: of the three, one went wrong.
    """
    with tempfile.TemporaryDirectory(prefix="exposure newcomer ") as folder:
        with home.installed(path, Path(folder)) as program, cut_off(program) as prefix:
            use(Guest([*prefix, str(program)], Path(folder)), home.folder_of(program))
        if program.exists():
            raise NotAsPromised(f"It is still there after it was removed: {program}")


class Guest:
    """Somebody who types; everything of theirs lies below `folder`."""

    def __init__(self, program: Sequence[str], folder: Path) -> None:
        self.folder = folder
        self._program = [*program, "--home", str(folder / "profile")]
        passphrase = folder / "passphrase"
        passphrase.write_text("only for this trial", encoding="utf-8")
        self._environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self._environment |= {
            "PATH": os.defpath,
            "HOME": str(folder),
            "EXPOSURE_PASSPHRASE_FILE": str(passphrase),
        }

    def types(self, *words: str | Path) -> str:
        """What the program answers.

        Raises:
            NotAsPromised: it did not end well.
        """
        done = subprocess.run(
            [*self._program, *map(str, words)], env=self._environment, cwd=self.folder,
            capture_output=True, encoding="utf-8", timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise NotAsPromised(f"{words[0]}: exit {done.returncode}: {done.stdout}{done.stderr}")
        print(f"release:   {' '.join(map(str, words))}", flush=True)
        return done.stdout

    def asks(self, *words: str | Path) -> Any:
        """The one JSON document that the program answers."""
        return json.loads(self.types(*words, "--json"))


def use(guest: Guest, bundle: Path) -> None:
    """The demo, then one person looked for in a document and in a video.

    Raises:
        NotAsPromised: a copy was missed, somebody else taken for the person, a file not read.
    """
    version = guest.types("--version").strip()
    if version != __version__:
        raise NotAsPromised(f"This is {version}, not {__version__}.")
    shown = guest.asks("demo", "--out", guest.folder / "demo")
    if shown["missed"] or shown["accused"] or not shown["found"]:
        raise NotAsPromised(f"The demo missed {shown['missed']}, accused {shown['accused']}.")
    photo = next(bundle.rglob(GROUP_PHOTO))
    album = guest.folder / "album"
    album.mkdir()
    (album / "letter.pdf").write_bytes(pdf_of(photo.read_bytes()))
    (album / "party.avi").write_bytes(avi_of(photo.read_bytes()))
    guest.types("enrol", photo, "--face", "1", "--consent", "self")
    guest.types("source", "add", album, "--footing", "my-export")
    audited = guest.asks("audit")
    if audited["not_looked_at"] or len(audited["findings"]) < len(list(album.iterdir())):
        said = json.dumps({name: audited[name] for name in ("coverage", "not_looked_at")})
        raise NotAsPromised(f"In the document and the video: {said}")
    guest.types("erase", "--yes")


@contextmanager
def cut_off(program: Path) -> Iterator[list[str]]:
    """What to put before a command so that it reaches this machine alone; empty if nothing."""
    if here() == "linux":
        up = 'ip link set lo up && exec "$@"'
        yield [*as_root(), "unshare", "--net", "--", "sh", "-c", up, "sh"]
    elif here() == "windows":
        with firewalled(program):
            yield []
    else:
        print("release:   the network stays on here")
        yield []


@contextmanager
def firewalled(program: Path) -> Iterator[None]:
    """Windows' firewall lets nothing of this program out, which takes an administrator."""
    rule = "Exposure's newcomer"
    powershell = ["powershell", "-NoProfile", "-NonInteractive", "-Command"]
    block = (
        f'New-NetFirewallRule -DisplayName "{rule}" -Direction Outbound '
        f'-Program "{program}" -Action Block'
    )
    subprocess.run([*powershell, block], check=True, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        subprocess.run([*powershell, f'Remove-NetFirewallRule -DisplayName "{rule}"'], check=True)
