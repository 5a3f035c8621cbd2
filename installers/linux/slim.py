"""Takes out of the Linux bundle what nobody calls, what nobody asks for, and what debuggers read.

All three work on PyInstaller's list of binaries: (name in the bundle, source, kind), where the
source of a SYMLINK is what it points to.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from installers.linux.hollow import hollow
from installers.release import run

Entry = tuple[str, str, str]

# The oldest C library that all of it starts on: Ubuntu 22.04's. Debian 12 builds with 2.36.
GLIBC = (2, 35)
# Bytes; the rest is not worth a copy.
WORTH_IT = 100_000
# See hollow.py: whose (the second) libraries have what they ask for replaced. Of OpenCV's all, of
# PyAV's what only writes, changes pictures, or asks a network.
HOLLOW: dict[str, tuple[str, ...]] = {
    "opencv_python.libs/": ("cv2/",),
    **dict.fromkeys(
        (
            "av.libs/libx265-", "av.libs/libx264-", "av.libs/libSvtAv1Enc-", "av.libs/libvpx-",
            "av.libs/libgnutls-", "av.libs/libavfilter-",
        ),
        ("av.libs/", "av/"),
    ),
}  # fmt: skip
# Part of every desktop, which mends them when it must; `deb.py` asks for them, and they belong to
# files of the system's own. Beside another copy of itself such a library does harm.
OF_THE_SYSTEM = (
    "libX11", "libxcb", "libxkbcommon", "libdbus-1", "libglib-2", "libgthread-2", "libfontconfig",
    "libstdc++", "libgcc_s",
)  # fmt: skip


def ours(entries: Iterable[Entry]) -> list[Entry]:
    """Without the libraries that are the system's own."""
    return [entry for entry in entries if not entry[0].startswith(OF_THE_SYSTEM)]


def hollowed(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Put hollow copies, made in `folder`, where something asks for what nobody calls.

    What only those asked for in turn, `asked_for` leaves out. Without a compiler nothing changes.
    """
    entries = list(entries)
    if not shutil.which("cc"):
        print("No cc here: libraries stay that nobody calls.")
        return entries
    whole = [entry for entry in entries if _users_of(entry) is None]
    asking = {entry: _names(entry) for entry in whole if entry[2] != "SYMLINK"}
    for entry in entries:
        name, source, kind = entry
        of_whom = _users_of(entry) or ()
        base = PurePosixPath(name).name
        users = [
            Path(user[1])
            for user, names in asking.items()
            if base in names and user[0].startswith(of_whom)
        ]
        if users:
            hollow(Path(source), users, folder / name)
            whole.append((name, str(folder / name), kind))
    return whole


def _users_of(entry: Entry) -> tuple[str, ...] | None:
    """Whose libraries may ask for a hollow copy of this one; None where it stays as it is."""
    return next((of for begins, of in HOLLOW.items() if entry[0].startswith(begins)), None)


def asked_for(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out the libraries that nothing in the bundle names any more.

    Only of those that came along because something named them: at the top, and beside a wheel.
    What a program loads by itself lies elsewhere, or is named by an extension.
    """
    entries = list(entries)
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(PurePosixPath(entry[0]).name, []).append(entry)
    waiting = [entry for entry in entries if not _came_along(entry)]
    kept = set(waiting)
    while waiting:
        for name in _names(waiting.pop()):
            new = [entry for entry in by_name.get(name, []) if entry not in kept]
            kept.update(new)
            waiting += new
    return [entry for entry in entries if entry in kept]


def without_debug_information(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Copies into `folder` without it, but for what patchelf changed, which `strip` breaks."""
    return [
        (name, _stripped(Path(source), folder / name), kind)
        if kind in ("BINARY", "EXTENSION") and ".libs/" not in name
        else (name, source, kind)
        for name, source, kind in entries
    ]


def for_newer_systems(entries: Iterable[Entry]) -> list[str]:
    """What would not start on `GLIBC`: it asks for a later C library."""
    return [
        name
        for name, source, kind in entries
        if kind != "SYMLINK" and max(_asked_of_glibc(source), default=GLIBC) > GLIBC
    ]


def _asked_of_glibc(library: str) -> list[tuple[int, int]]:
    said = re.findall(r" GLIBC_(\d+)\.(\d+)", _headers(library))
    return [(int(major), int(minor)) for major, minor in said]


def _stripped(source: Path, target: Path) -> str:
    """What to take: the copy, or the library itself if there is little to gain or no `strip`."""
    if source.stat().st_size < WORTH_IT or not shutil.which("strip"):
        return str(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    run(["strip", "--strip-debug", "-o", target, source])
    return str(target)


def _came_along(entry: Entry) -> bool:
    """Not so Python's own library, which PyInstaller's loader opens."""
    path = PurePosixPath(entry[0])
    is_beside = len(path.parts) == 1 or path.parts[0].endswith(".libs")
    return entry[2] != "EXTENSION" and is_beside and not path.name.startswith("libpython")


def _names(entry: Entry) -> list[str]:
    """The libraries that a library asks for by name, or the one that a link leads to."""
    _name, source, kind = entry
    if kind == "SYMLINK":
        return [PurePosixPath(source).name]
    return re.findall(r"^\s*NEEDED\s+(\S+)$", _headers(source), re.MULTILINE)


def _headers(library: str) -> str:
    said = subprocess.run(["objdump", "-p", library], check=False, capture_output=True, text=True)
    return said.stdout
