"""Gathers what all systems made, insists that all is there, and writes the sums.

    collect FROM OUT [--signed true]

FROM holds a folder for each system and stage. Where a file is there signed and unsigned, the
signed one goes out. With --signed true, anything that nobody signed stops the release.
"""

import argparse
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from exposure_app import __version__
from installers.release import write_sums
from installers.release.signed import UNSIGNED

# What a release consists of: for each system its files and the bill of what is inside.
WANTED = (
    ("windows", "-setup.exe"), ("windows", ".msi"), ("windows", ".cdx.json"),
    ("macos", ".dmg"), ("macos", ".cdx.json"),
    ("linux", ".tar.xz"), ("linux", ".deb"), ("linux", ".cdx.json"),
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Fill OUT; return 1 if the release is not whole, and then write no sums."""
    parser = argparse.ArgumentParser(prog="release collect")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--signed", choices=("true", "false"), default="false")
    args = parser.parse_args(arguments)
    files = chosen([path for path in args.source.rglob("*") if path.is_file()])
    problems = faults(files, is_signed=args.signed == "true")
    for problem in problems:
        print(f"release: {problem}")
    if problems:
        return 1
    args.out.mkdir(parents=True, exist_ok=True)
    placed = [Path(shutil.copy2(path, args.out / name)) for name, path in files.items()]
    print(write_sums(placed, args.out).read_text("utf-8"), end="")
    return 0


def chosen(paths: Collection[Path]) -> dict[str, Path]:
    """The files of this version by name, without what is there signed as well; wheels of ours too.

    Each system writes sums of its own, which the ones of the whole release replace.
    """
    ours = [path for path in paths if f"-{__version__}-" in path.name or path.suffix == ".whl"]
    found = {path.name: path for path in sorted(ours)}
    return {
        name: path
        for name, path in found.items()
        if UNSIGNED not in name or name.replace(UNSIGNED, "") not in found
    }


def faults(files: Collection[str], *, is_signed: bool) -> list[str]:
    """What is missing, and what is not signed although it should be."""
    missing = [
        f"Missing: a {ending} for {system}."
        for system, ending in WANTED
        if not any(f"-{system}-" in name and name.endswith(ending) for name in files)
    ]
    unsigned = [f"Not signed: {name}." for name in files if is_signed and UNSIGNED in name]
    return missing + unsigned
