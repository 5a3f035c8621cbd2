"""Tries a frozen program as people would use it: each part that it stands on once, for real.

What a freeze can lose shows nowhere else: a module that is imported late, a library that is loaded
by name, a file beside the code.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pillow_jxl  # noqa: F401 - teaches Pillow to write JPEG XL

from exposure_app import __version__
from tests.media.heic import heic_bytes
from tests.media.videos import video_bytes
from tests.pictures import portrait

# By what their readers tell them: every format of pictures, a document and videos.
FILES = (
    "avif.avif", "bmp.bmp", "gif.gif", "heic.heic", "jpg.jpg", "jxl.jxl", "png.png", "webp.webp",
    "document.pdf", "video.mp4", "video.webm",
)  # fmt: skip
KEYCHAINS = {"windows": "Windows Credential Manager", "macos": "macOS Keychain"}
# No code page of Windows has both halves of it.
SUBJECT = "Zo\u00eb \u592a\u90ce"
PASSPHRASE_FILE = "EXPOSURE_PASSPHRASE_FILE"
# Seconds. A slow machine whose virus scanner looks at every new library needs most of them.
PATIENCE = 300
# The first sign of life comes before much of the work is done: what breaks then shows a bit later.
LOOKING_ON = 3


class TrialFailed(Exception):
    """The program does not do what it is for."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One program in a profile of its own.

    command: what starts the command line; window: what starts the window.
    system: linux, windows or macos. room: an empty folder.
    """

    command: Sequence[str | Path]
    window: Sequence[str | Path]
    system: str
    room: Path

    def everything(self) -> None:
        """Try all of it.

        Raises:
            TrialFailed: at the first part that does not work.
        """
        self.version()
        self.self_check()
        self.demo()
        self.every_format()
        self.reports()
        self.keychain()
        self.open_window()

    def version(self) -> None:
        """It starts, and is the version it should be."""
        said = self.ask("--version").strip()
        _insist(said == __version__, f"It calls itself version {said}, not {__version__}.")

    def self_check(self) -> None:
        """Every part says that it works, those that are optional elsewhere too."""
        said = self.ask("self-check")
        print(said, end="", flush=True)
        _insist("PROBLEM" not in said, "The self-check found a problem.")
        _insist("not installed" not in said, "The self-check misses a part.")

    def demo(self) -> None:
        """The main job on built-in data; the program itself says whether all of it was right."""
        out = self.room / "demo"
        self.ask("demo", "--out", out)
        _insist(_is_large(out / "report.html"), "The demo left no report.")

    def every_format(self) -> None:
        """One face in a file of each format: all are opened, and the face is found in each."""
        folder = self.room / "one of each"
        write_one_of_each(folder)
        self.ask("enrol", "--subject", SUBJECT, folder / "jpg.jpg")
        _insist(
            SUBJECT in self.ask("--json", "subjects"), "What it writes into a pipe is no UTF-8."
        )
        self.ask("source", "add", "--footing", "owned", folder)
        audited = json.loads(self.ask("--json", "audit"))
        left = [f"{Path(gap['url']).name} ({gap['why']})" for gap in audited["not_looked_at"]]
        _insist(not left, f"Not looked at: {', '.join(left)}.")
        places = [place["image_url"] for one in audited["findings"] for place in one["places"]]
        found = {Path(place.partition("#")[0]).name for place in places}
        lost = sorted(set(FILES) - found)
        _insist(not lost, f"The face was not found in {', '.join(lost)}.")

    def reports(self) -> None:
        """What was found, as a page and on paper."""
        for form in ("html", "pdf"):
            path = self.room / f"report.{form}"
            self.ask("report", path)
            _insist(_is_large(path), f"There is next to nothing in report.{form}.")

    def keychain(self) -> None:
        """Where the system has a keychain for everybody, the key of a new vault goes there.

        With a passphrase, as everything else here has one, nobody would notice that it is lost.
        """
        wanted = KEYCHAINS.get(self.system)
        if not wanted:
            return
        home = self.room / "with a keychain"
        checked = json.loads(self.ask("--json", "self-check", home=home, has_passphrase=False))
        self.ask("erase", "--yes", home=home, has_passphrase=False)
        said = next(check["detail"] for check in checked["checks"] if check["name"] == "key")
        _insist(wanted in said, f"Not in the {wanted}: {said}")

    def open_window(self) -> None:
        """The window comes, opens its profile, stays, and leaves when it is told to."""
        home = self.room / "of the window"
        # The vault's lock is taken by the window's first job, when the window is there already.
        sign = home / "data" / "vault.lock"
        with self._started([*self.window, "--home", home], has_passphrase=False) as process:
            began = time.monotonic()
            while not sign.exists() and process.poll() is None:
                _insist(time.monotonic() - began < PATIENCE, "The window opens no profile.")
                time.sleep(0.2)
            time.sleep(LOOKING_ON)
            _insist(process.poll() is None, f"The window ended by itself ({process.returncode}).")
            process.terminate()
            code = process.wait(PATIENCE)
        # Windows knows no asking: `terminate` ends the process, with this very code.
        _insist(code == (1 if os.name == "nt" else 0), f"The window ended with {code}.")
        if self.system in KEYCHAINS:
            self.ask("erase", "--yes", home=home, has_passphrase=False)

    def ask(
        self, *arguments: str | Path, home: Path | None = None, has_passphrase: bool = True
    ) -> str:
        """What the command line prints.

        Raises:
            TrialFailed: it says that something went wrong.
        """
        command = [*self.command, "--home", home or self.room / "profile", *arguments]
        with self._started(command, has_passphrase=has_passphrase) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired as cause:
                raise TrialFailed(f"No end after {PATIENCE} s: {arguments}") from cause
        _insist(process.returncode == 0, f"{arguments}: {process.returncode}\n{out}{err}")
        return out

    @contextmanager
    def _started(
        self, command: Sequence[str | Path], *, has_passphrase: bool
    ) -> "Iterator[subprocess.Popen[str]]":
        """A process that does not outlive its use."""
        environment = {**os.environ, "LANGUAGE": "en"}
        environment.pop(PASSPHRASE_FILE, None)
        if has_passphrase:
            passphrase = self.room / "passphrase"
            passphrase.write_text("only for this trial", encoding="utf-8")
            environment[PASSPHRASE_FILE] = str(passphrase)
        process = subprocess.Popen(
            [str(word) for word in command], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
        )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


@contextmanager
def room() -> Iterator[Path]:
    """An empty folder, which goes afterwards; under Windows some file of it may still be held."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def write_one_of_each(folder: Path) -> None:
    """`FILES`, each with the same person in it, by the makers that our tests have."""
    folder.mkdir()
    person = portrait()
    made = {
        "heic.heic": lambda: heic_bytes(person),
        "video.mp4": lambda: video_bytes([(person, 25)], size=(512, 512)),
        "video.webm": lambda: video_bytes(
            [(person, 25)], size=(512, 512), codec="libvpx-vp9", form="webm"
        ),
    }
    for name in FILES:
        if name in made:
            (folder / name).write_bytes(made[name]())
        else:
            person.save(folder / name)


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 10_000


def _insist(is_so: bool, words: str) -> None:
    if not is_so:
        raise TrialFailed(words)
