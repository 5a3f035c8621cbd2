"""Copies model files and licence texts out of an untrusted folder or zip file, within bounds.

Only plain files of the names we ask for are written, each under its own name in one folder, so
that no name in an archive can lead elsewhere.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models.pack_folder import on_one_line

MAX_FILES = 40
MAX_TOTAL_BYTES = 2_000_000_000
MAX_TEXT_BYTES = 200_000
_MAX_MEMBERS = 1_000
_MAX_NAME_BYTES = 200  # systems take 255, and a licence's gets another ending
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError,
    KeyError, struct.error, OverflowError,
)  # fmt: skip
_LICENCE_WORDS = ("licence", "license", "copying")
_PIECE_BYTES = 1 << 20


def copy_models(untrusted: Sequence[Path], into: Path, cancel: CancelToken) -> None:
    """Copy what could be a pack: every `*.onnx`, and texts whose name says licence.

    Args:
        untrusted: one folder (its files, or those of its only folder), one zip file (alike), or
            single files.

    Raises:
        PackUnusable: too much of it, names that lead elsewhere, or an archive that is damaged.
        CannotRead: it is not there, or may not be read.
        OSError: `into` cannot be written.
        Cancelled: a stop was asked for.
    """
    room = _Room(into, cancel)
    first = untrusted[0]
    if first.is_dir():
        untrusted = _files_of(first)
    elif _is_zip(first):
        with _archive(first) as archive:
            for member in _members(archive, first.name):
                with _opened(archive, member, first.name) as stream:
                    room.take(stream, PurePosixPath(member.filename).name)
        return
    for file in untrusted:
        with _reading(file) as stream:
            room.take(stream, file.name)


class _Room:
    """The folder copied into, and how much may still come."""

    def __init__(self, into: Path, cancel: CancelToken) -> None:
        self._into = into
        self._cancel = cancel
        self._left = MAX_TOTAL_BYTES
        self._files = 0

    def take(self, untrusted: IO[bytes], name: str) -> None:
        """Copy one file, if it is one we want."""
        is_model = name.lower().endswith(".onnx")
        if not is_model and not _is_licence(name):
            return
        self._files += 1
        target = self._into / (name if is_model else f"{Path(name).stem}.txt")
        if self._files > MAX_FILES or target.exists():
            raise errors.PackUnusable(on_one_line(name, 80), "several")
        longest = self._left if is_model else min(self._left, MAX_TEXT_BYTES)
        with target.open("xb") as copy:
            # Counted as it comes, whatever an archive says of itself: it may unpack without end.
            while piece := untrusted.read(_PIECE_BYTES):
                self._cancel.check()
                longest -= len(piece)
                if longest < 0:
                    raise errors.PackUnusable(on_one_line(name, 80), "too_large")
                self._left -= len(piece)
                copy.write(piece)


def _is_licence(name: str) -> bool:
    path = PurePosixPath(name.lower())
    return path.suffix in ("", ".txt", ".md") and any(word in path.stem for word in _LICENCE_WORDS)


def _files_of(folder: Path) -> list[Path]:
    try:
        inside = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
        if len(inside) == 1 and inside[0].is_dir():
            inside = sorted(inside[0].iterdir())
        return [one for one in inside if one.is_file()]
    except OSError as cause:
        raise errors.CannotRead(folder.name) from cause


@contextmanager
def _reading(file: Path) -> Iterator[IO[bytes]]:
    try:
        stream = file.open("rb")
    except OSError as cause:
        raise errors.CannotRead(file.name) from cause
    with stream:
        yield stream


def _is_zip(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError as cause:
        raise errors.CannotRead(file.name) from cause


@contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _BROKEN as cause:
        raise errors.PackUnusable(on_one_line(file.name, 80), "damaged") from cause


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> IO[bytes]:
    try:
        return archive.open(member)
    except OSError as cause:  # it is said to begin before the file does
        raise errors.PackUnusable(on_one_line(name, 80), "damaged") from cause


def _members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The files of an archive, none of which leads out of it."""
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS:
        raise errors.PackUnusable(on_one_line(name, 80), "several")
    for member in members:
        path = PurePosixPath(member.filename)
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        leads_out = path.is_absolute() or ".." in path.parts or ":" in member.filename
        is_too_long = len(path.name.encode("utf-8", "replace")) > _MAX_NAME_BYTES
        has_no_place = "\\" in member.filename or "\0" in member.orig_filename
        if is_link or leads_out or is_too_long or has_no_place:
            raise errors.PackUnusable(on_one_line(member.filename, 80), "name")
    # macOS adds copies of its own beside every file.
    return [m for m in members if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
