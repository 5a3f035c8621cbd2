"""The files in a ZIP archive, read where it lies: nothing is ever unpacked to disk.

Every number in an archive is a claim. What is read is bounded by what came, never by what the
archive says of itself.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit, Obstacle
from exposure_app.domain.work import CancelToken

MAX_DIRECTORY_BYTES = 64_000_000
"""Of the list of members, some 600,000 of them; it is held in memory."""

MAX_MEMBER_BYTES = 200_000_000
MAX_NESTED_BYTES = 500_000_000
"""Of a ZIP within a ZIP, unpacked: that too is held in memory."""

MAX_DEPTH = 3
"""Archives within archives, the outermost counted."""

SPARE_BYTES = 1_000_000_000
MAX_RATIO = 20
"""All that is unpacked may be this many times the archive, and `SPARE_BYTES` more. Pictures hardly
shrink in a ZIP; only a bomb grows a hundredfold."""

_READ_BYTES = 1_000_000
_TOP = PurePosixPath()
_END, _END_64, _LOCATOR_64 = (
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
)  # APPNOTE 6.3.10, 4.3.14-16
_MAX_TAIL = 65_557  # the end record and the longest comment
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError,
    ValueError, KeyError, struct.error, OverflowError,
)  # fmt: skip


def is_zip(untrusted_head: bytes) -> bool:
    """Whether a file that begins like this is a ZIP archive with something in it."""
    return untrusted_head.startswith(b"PK\x03\x04")  # APPNOTE 6.3.10, 4.3.7


@dataclass(slots=True)
class UnpackBudget:
    """How many bytes may still be unpacked from one archive and all within it."""

    left: int

    @classmethod
    def of(cls, archive_bytes: int) -> "UnpackBudget":
        """For an archive of this size."""
        return cls(SPARE_BYTES + MAX_RATIO * archive_bytes)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive.

    path: where it stands, below the outermost archive; archives within are folders on the way.
    url: names it to people.
    """

    path: PurePosixPath
    url: str
    size: int
    _archive: zipfile.ZipFile = field(repr=False)
    _info: zipfile.ZipInfo = field(repr=False)

    def head(self, count: int) -> bytes:
        """The first `count` bytes at most.

        Raises:
            Unreadable: locked by a password, or damaged.
        """
        try:
            with self._archive.open(self._info) as stream:
                return stream.read(count)
        except _BROKEN as cause:
            raise self._unreadable() from cause

    def body(self, limit: int, budget: UnpackBudget, cancel: CancelToken) -> bytes:
        """All of it, its checksum verified.

        Raises:
            TooLarge: more than `limit` came out.
            BudgetSpent: more came out of the archive than any honest one holds.
            Unreadable: locked by a password, or damaged.
            Cancelled: between two reads.
        """
        body = bytearray()
        try:
            with self._archive.open(self._info) as stream:
                while chunk := stream.read(_READ_BYTES):
                    cancel.check()
                    body += chunk
                    budget.left -= len(chunk)
                    if len(body) > limit:
                        raise errors.TooLarge(self.url, limit)
                    if budget.left < 0:
                        raise errors.BudgetSpent(self.url, Limit.BYTES)
        except _BROKEN as cause:
            raise self._unreadable() from cause
        return bytes(body)

    def _unreadable(self) -> errors.Unreadable:
        return errors.Unreadable(
            self.url, Obstacle.LOCKED if self._info.flag_bits & 1 else Obstacle.DAMAGED
        )


def opened(file: BinaryIO, url: str) -> zipfile.ZipFile:
    """The archive in `file`, its list of members read.

    Raises:
        TooLarge: that list is longer than `MAX_DIRECTORY_BYTES`.
        Unreadable: it is no archive, or damaged.
    """
    try:
        if _directory_bytes(file) > MAX_DIRECTORY_BYTES:
            raise errors.TooLarge(url, MAX_DIRECTORY_BYTES)
        return zipfile.ZipFile(file)
    except _BROKEN as cause:
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause


def members(
    archive: zipfile.ZipFile, url: str, below: PurePosixPath = _TOP
) -> Iterator[Member | errors.OutOfScope]:
    """The files of an archive in its own order; for a name or link that leads out of it, why not.

    Args:
        url: of the outermost archive. below: where `archive` stands in that one.
    """
    for info in archive.infolist():
        if info.is_dir() or info.filename.startswith("__MACOSX/"):
            continue
        path = below / info.filename.replace("\\", "/")
        named = f"{url}#{escaped(str(path))}"
        if _leads_out(info):
            yield errors.OutOfScope(named)
        else:
            yield Member(path, named, info.file_size, archive, info)


def _leads_out(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    is_absolute = parts[0] == "" or parts[0].endswith(":")
    mode = info.external_attr >> 16  # APPNOTE 4.4.15: Unix keeps its mode in the upper half
    return is_absolute or ".." in parts or stat.S_ISLNK(mode)


def escaped(path: str) -> str:
    """The path as it may stand in a URL's fragment, and on a screen."""
    return "".join(
        one if one.isprintable() and one not in '%<>"`' else _percent(one) for one in path
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _directory_bytes(file: BinaryIO) -> int:
    """How long the list of members claims to be; 0 if there is no end record."""
    end = file.seek(0, 2)
    start = file.seek(max(0, end - _MAX_TAIL))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    (size,) = struct.unpack_from("<I", tail, at + 12)
    if size != 0xFFFFFFFF or tail[at - 20 : at - 16] != _LOCATOR_64:
        return int(size)
    (where,) = struct.unpack_from("<Q", tail, at - 12)
    if not where < start + at:
        return 0
    file.seek(where)
    record = file.read(56)
    return int(struct.unpack_from("<Q", record, 40)[0]) if record[:4] == _END_64 else 0
