"""The recipes of CONTRIBUTING.md, and a copy of the program to try them in."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_RECIPE = re.compile(
    r"^### To add (?P<what>[^:\n]+)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)
_STEP = re.compile(r"^\d+\. `(?P<path>[^`]+)`", re.MULTILINE)
NEW = "NAME"
"""Stands for the name of what is added, in the path of a file that is not there yet."""


def recipes():
    """The files that each recipe of CONTRIBUTING.md names, by what is added."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return {found["what"]: _STEP.findall(found["text"]) for found in _RECIPE.finditer(text)}


@dataclass
class Copy:
    """The program in a folder of its own, and which of its files were touched."""

    folder: Path
    touched: set[str]

    @classmethod
    def below(cls, folder: Path) -> "Copy":
        """As the program stands now."""
        skipped = shutil.ignore_patterns("__pycache__", "_resources")
        shutil.copytree(ROOT / "exposure_app", folder / "exposure_app", ignore=skipped)
        shutil.copytree(ROOT / "resources", folder / "resources", copy_function=os.link)
        return cls(folder, set())

    def write(self, path: str, text: str) -> None:
        """Add a file that is not there."""
        whole = self.folder / path
        assert not whole.exists(), path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text(text, "utf-8")
        self.touched.add(path)

    def after(self, path: str, line: str, added: str) -> None:
        """Put text behind the first line that reads so, with that line's indentation."""
        whole = self.folder / path
        text = whole.read_text("utf-8")
        found = re.search(rf"^(?P<indent>[ ]*){re.escape(line)}\n", text, re.MULTILINE)
        assert found, f"{line!r} does not stand in {path}"
        inserted = "".join(f"{found['indent']}{one}\n" for one in added.splitlines())
        whole.unlink()  # it may be a link to the original
        whole.write_text(text[: found.end()] + inserted + text[found.end() :], "utf-8")
        self.touched.add(path)

    def run(self, *words: str, passphrase: Path) -> subprocess.CompletedProcess:
        """Run `exposure` of this copy, with a profile of its own."""
        return subprocess.run(
            [sys.executable, "-m", "exposure_app", "--home", self.folder / "home", *words],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": str(self.folder),
                "EXPOSURE_PASSPHRASE_FILE": str(passphrase),
            },
            capture_output=True,
            text=True,
            check=False,
        )


def follows(copy: Copy, what: str, name: str) -> None:
    """Check that what was touched is what the recipe says, file by file."""
    assert copy.touched == {path.replace(NEW, name) for path in recipes()[what]}
