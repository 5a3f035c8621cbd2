"""What is being released, what its files are called, and how other programs are run for it."""

import hashlib
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SUMS = "SHA256SUMS"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Release:
    """One system's build.

    payload: the frozen folder, or the .app. made: icons and licences. out: where results go.
    """

    version: str
    system: str
    machine: str
    payload: Path
    made: Path
    out: Path

    @property
    def number(self) -> str:
        """The version as Windows wants it: four figures, without words such as rc."""
        figures = [*re.findall(r"\d+", self.version)[:3], "0", "0", "0"]
        return ".".join([*figures[:3], "0"])

    def file(self, ending: str, *, is_signed: bool) -> Path:
        """Where a result goes. A file nobody signed says so in its name."""
        words = ["exposure", self.version, self.system, self.machine]
        return self.out / ("-".join(words if is_signed else [*words, "unsigned"]) + ending)


def run(command: Sequence[str | Path], *, cwd: Path | None = None) -> None:
    """Run to its end.

    Raises:
        subprocess.CalledProcessError: it did not go well; it has said why.
    """
    subprocess.run([str(word) for word in command], cwd=cwd, check=True)


def write_sums(files: Iterable[Path], out: Path) -> Path:
    """Write the SHA-256 of each file, in the form that `sha256sum --check` reads."""
    lines = []
    for path in sorted(files):
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
        lines.append(f"{digest.hexdigest()}  {path.name}\n")
    sums = out / SUMS
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums
