"""Tries the Linux packages in a system with next to nothing: no Python, no desktop, no libraries.

    unshare --mount --propagation private python3 -m installers.linux.bare SUITE [FILE ...]

As root, with debootstrap and Xvfb. SUITE is bookworm, trixie, jammy, noble, ..., or a folder that
debootstrap has made; FILE is a .deb or a .tar.xz, by default those in dist/. Each is installed into
a fresh copy of the system, tried as `trial.py` does by somebody who is not root, and removed again.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.linux.deb import NAME, NEEDS, TOP
from installers.release import run
from installers.trial import Trial, TrialFailed

ROOT = Path(__file__).resolve().parents[2]
# The number of `nobody` on every Debian and Ubuntu, and of its group.
NOBODY = 65534
NO_APT_QUESTIONS = "DEBIAN_FRONTEND=noninteractive"
INSTALL = ("apt-get", "install", "-y", "-q", "--no-install-recommends")
SCREEN = ":97"


def main() -> int:
    """Try each file; 0 if all of it went well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("suite")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--mirror", help="where the suite's packages are")
    parser.add_argument("--keyring", help="whose signature is on them")
    args = parser.parse_args()
    files = args.files or [*(ROOT / "dist").glob("*.deb"), *(ROOT / "dist").glob("*.tar.xz")]
    if not files:
        parser.error("no FILE, and none in dist/")
    with tempfile.TemporaryDirectory() as folder, screen():
        fresh = Path(args.suite)
        if not fresh.is_dir():
            fresh = Path(folder, "fresh")
            debootstrap(args.suite, fresh, args.mirror, args.keyring)
        if [*fresh.glob("usr/bin/python*")]:
            raise TrialFailed("There is a Python in it: this would show nothing.")
        for file in files:
            system = System(Path(folder, file.name))
            run(["cp", "-a", fresh, system.root])
            print(f"bare: {file.name} in {args.suite}", flush=True)
            with system.mounted():
                system.try_out(file)
    return 0


def debootstrap(suite: str, root: Path, mirror: str | None, keyring: str | None) -> None:
    """Make the smallest system that can install packages."""
    options = [f"--keyring={keyring}"] if keyring else []
    if suite in ("jammy", "noble"):
        mirror = mirror or "http://archive.ubuntu.com/ubuntu"
        options.append("--components=main,universe")
    sources = [mirror] if mirror else []
    run(["debootstrap", "--variant=minbase", *options, suite, root, *sources])


class System:
    """One such system below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """With the kernel's own folders; they go before anything below `root` is removed."""
        for kind, place in (("proc", "proc"), ("tmpfs", "dev/shm")):
            (self.root / place).mkdir(exist_ok=True)
            run(["mount", "-t", kind, kind, self.root / place])
        try:
            yield
        finally:
            for place in ("dev/shm", "proc"):
                run(["umount", self.root / place])

    def run(self, *command: str | Path) -> None:
        """As root, without a question."""
        run(["chroot", self.root, "env", NO_APT_QUESTIONS, *command])

    def try_out(self, file: Path) -> None:
        """Install, use, remove.

        Raises:
            TrialFailed: the program does not work here, or something stays behind.
            subprocess.CalledProcessError: it cannot be installed or removed.
        """
        before = self.files()
        self.run("apt-get", "update", "-q")
        remove = self.install(file)
        self.say_what_is_missing()
        self.use()
        self.run(*remove)
        left = [path for path in self.files() - before if "exposure" in path.lower()]
        if left:
            raise TrialFailed(f"Left behind: {sorted(left)[:5]}")

    def install(self, file: Path) -> list[str]:
        """As README.txt and the package say; returns how it is removed."""
        if file.suffix == ".deb":
            shutil.copy(file, self.root / "tmp")
            self.run(*INSTALL, f"/tmp/{file.name}")
            (self.root / "tmp" / file.name).unlink()
            return ["apt-get", "remove", "--purge", "-y", "-q", NAME]
        self.run(*INSTALL, *(need for need in NEEDS if "(" not in need))
        unpacked = self.root / "opt"
        run(["tar", "-xf", file, "-C", unpacked])
        next(unpacked.glob("exposure-*")).rename(self.root / TOP)
        return ["rm", "-r", f"/{TOP}"]

    def say_what_is_missing(self) -> None:
        """Every library that a file of the bundle asks for, and neither side has."""
        script = f"find /{TOP} -type f -name '*.so*' -exec ldd {{}} + 2>/dev/null"
        # As PyInstaller's loader sets it.
        paths = f"LD_LIBRARY_PATH=/{TOP}/_internal"
        said = subprocess.run(
            ["chroot", self.root, "env", paths, "sh", "-c", script],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        asks, missing = "", set()
        for line in said.stdout.splitlines():
            if not line.startswith("\t"):
                asks = line.rstrip(":")
            elif "not found" in line:
                missing.add(f"{line.split()[0]}, for {asks}")
        print(*(sorted(missing) or ["No library is missing."]), sep="\n", flush=True)

    def use(self) -> None:
        """The whole trial, by somebody who is not root and has no home."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.chown(folder, NOBODY, NOBODY)
            inside = self.root / folder[1:]
            inside.mkdir(parents=True)
            # The same folder on both sides, so that a path means the same to both.
            run(["mount", "--bind", folder, inside])
            try:
                begin: list[str | Path] = [
                    "chroot", f"--userspec={NOBODY}:{NOBODY}", self.root, "env", "-i",
                    f"HOME={folder}", f"DISPLAY={SCREEN}", "QT_QPA_PLATFORM=xcb",
                    f"EXPOSURE_PASSPHRASE_FILE={folder}/passphrase",
                ]  # fmt: skip
                command, window = ([*begin, f"/{TOP}/{name}"] for name in ("exposure", NAME))
                Trial(command, window, "linux", Path(folder)).everything()
            finally:
                run(["umount", inside])
                inside.rmdir()

    def files(self) -> set[str]:
        """All that lies in it, by path."""
        return {
            str(path.relative_to(self.root))
            for top in ("etc", "opt", "root", "usr", "var")
            for path in (self.root / top).rglob("*")
        }


@contextmanager
def screen() -> Iterator[None]:
    """An X server outside, so that what it is made of is not in the bare system.

    It is reached without a file: by a name that belongs to the network both sides share.
    """
    server = subprocess.Popen(["Xvfb", SCREEN, "-ac", "-screen", "0", "1280x900x24"])
    try:
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
