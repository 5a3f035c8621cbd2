"""Makes all of it once, and again when something it is made of has changed.

The stamp is written last: what was begun and never ended is thrown away by the next call.
"""

import fcntl
import hashlib
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from installers.wine import interpreter, prefix, stand_ins, wheels
from installers.wine.places import LOCK, PREFIX, SITE_PACKAGES, STAMP, SYSTEM, WINE
from installers.wine.steps import say, stop

ROOM = Path(__file__).parent
MAKERS = ("interpreter.py", "kit.py", "places.py", "prefix.py", "stand_ins.py", "wheels.py")
SPACE = 3_000_000_000
"""Bytes that must be free before we begin: more than all of it takes."""


def ready() -> None:
    """Make sure that everything is there; at once if nothing changed since last time."""
    WINE.mkdir(exist_ok=True)
    made_of = inputs()
    if stamp() != made_of:
        with alone() as lock:
            if stamp() != made_of:
                make(lock)
                STAMP.write_text(json.dumps(inputs()), "utf-8")  # with the wheel it has made
    prefix.point_to_project()


def make(lock: int) -> None:
    """Everything, from nothing, while we hold the `lock`."""
    started = time.monotonic()
    if SYSTEM.exists():
        throw_away()
    if shutil.disk_usage(WINE).free < SPACE:
        stop(f"This needs {SPACE / 1e9:.1f} GB of free disk for a moment, which is more than is.")
    say("Making Windows ready in .wine: 310 MB to download, 1.7 GB on disk, two minutes or more")
    SYSTEM.mkdir()
    say(f"Python {interpreter.VERSION} for Windows")
    wheels.make_pip()
    interpreter.unpack()
    say("Its packages")
    SITE_PACKAGES.mkdir(parents=True, exist_ok=True)
    wheels.install(lock)
    say("Wine's Windows, and what it lacks")
    prefix.make()
    stand_ins.compile_all()
    say(f"Made in {time.monotonic() - started:.0f} s")


def throw_away() -> None:
    """Leave nothing of what was made, or half made, before."""
    STAMP.unlink(missing_ok=True)
    if PREFIX.exists():
        prefix.end_services()
    shutil.rmtree(SYSTEM)


def inputs() -> dict[str, str]:
    """All that decides what is made: digests of files, and Wine's version."""
    files = [wheels.LOCKED, *(ROOM / name for name in MAKERS), *stand_ins.SOURCES.glob("*.c")]
    digests = {path.name: digest(path) for path in sorted([*files, *wheels.own()])}
    return {"wine": prefix.version(), **digests}


def digest(path: Path) -> str:
    """A file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stamp() -> dict[str, str] | None:
    """What the last making was made of, if it came to its end."""
    try:
        told: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return told


@contextmanager
def alone() -> Iterator[int]:
    """While nobody else makes anything here, or runs a program: the lock that keeps them out."""
    with LOCK.open("w") as lock:
        try:
            hold(lock, waits=False)
        except BlockingIOError:
            say("Waiting for another call to end, or for what it left behind")
            hold(lock)
        yield lock.fileno()


@contextmanager
def in_company() -> Iterator[None]:
    """While nothing is made anew; the last to leave ends Wine's services."""
    with LOCK.open("w") as lock:
        hold(lock, is_shared=True)
        try:
            yield
        finally:
            try:
                hold(lock, waits=False)
                prefix.end_services()
            except BlockingIOError:
                pass


def hold(lock: IO[str], *, is_shared: bool = False, waits: bool = True) -> None:
    """Take the lock, which goes with the open file.

    Raises:
        BlockingIOError: another has it, and this `waits` for nobody.
    """
    if sys.platform != "win32":  # which needs no Wine, and knows no such lock
        how = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
        fcntl.flock(lock, how if waits else how | fcntl.LOCK_NB)
