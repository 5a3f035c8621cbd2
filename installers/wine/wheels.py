"""Wheels for Windows, installed from here: pip runs on this system, none of their code does."""

import os
import subprocess
import sys
from pathlib import Path

from installers.wheels.pinned import PROJECT, version
from installers.wheels.windows import cross_compile
from installers.wine.places import HOST, OWN_WHEELS, PYTHON, ROOT, SITE_PACKAGES
from installers.wine.steps import quietly

LOCKED = Path(__file__).with_name("wheels.txt")
PYPI = "https://pypi.org/simple"

FOR_WINDOWS = (
    "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp",
    "--abi", "cp311", "--abi", "abi3", "--abi", "none", "--only-binary", ":all:",
)  # fmt: skip


def make_pip() -> None:
    """A pip of our own: Debian's Python has none."""
    quietly([sys.executable, "-m", "venv", "--clear", str(HOST)])


def pip(*words: str) -> list[str]:
    """A command of that pip."""
    return [str(HOST / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", *words]


def index() -> str:
    """The index that pip is set to ask."""
    asked = pip("config", "get", "global.index-url")
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return os.environ.get("PIP_INDEX_URL") or told or PYPI


def install(lock: int) -> None:
    """The locked wheels, each checked by its hash, then those of our own making.

    pip takes the longest of all, so that it holds the `lock` itself.
    """
    locked = ["--require-hashes", "-r", str(LOCKED)]
    to_there = ["--no-deps", "--no-compile", "--target", str(SITE_PACKAGES), *FOR_WINDOWS]
    quietly(pip("install", *to_there, *locked), cwd=ROOT, holding=[lock])
    ours = own() or [cross_compile(PYTHON, OWN_WHEELS, pip=pip())]
    quietly(pip("install", "--no-index", *to_there, *map(str, ours)), cwd=ROOT, holding=[lock])


def own() -> list[Path]:
    """The wheel of our own that fits this Python: of hnswlib, if it is there."""
    return sorted(OWN_WHEELS.glob(f"{PROJECT}-{version(PROJECT)}-cp311-cp311-win_amd64.whl"))
