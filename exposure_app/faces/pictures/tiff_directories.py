"""Directories of an EXIF block, read by hand: every number in it is a stranger's claim.

Source: TIFF 6.0, section 2; EXIF 2.32, 4.6. Nothing is followed that was not asked for, so a loop
of directories cannot hold us.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MAX_ENTRIES = 1_000
"""Of one directory; cameras write some fifty."""

_MAX_MARKS = 4
"""Before the block; some programs write the mark twice. Each that is taken off costs a copy."""

ASCII, SHORT, LONG, RATIONAL = 2, 3, 4, 5

_BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


class Entry(NamedTuple):
    """One entry. at: where in the block its value, or the offset of its values, stands."""

    tag: int
    kind: int
    values: int
    at: int


class Tiff:
    """The structure within an EXIF block. Reading what is not there gives None, or nothing."""

    def __init__(self, untrusted_exif: bytes) -> None:
        block = untrusted_exif
        for _ in range(_MAX_MARKS):
            block = block.removeprefix(b"Exif\0\0")
        self._block = block
        self._order = _BYTE_ORDERS.get(block[:4], "")

    def first_directory(self) -> Iterator[Entry]:
        """The entries of the first directory."""
        return self.directory(self._number("I", 4))

    def directory(self, start: int | None) -> Iterator[Entry]:
        """The entries of the directory at `start`; none if there is no directory."""
        count = None if start is None else self._number("H", start)
        for number in range(min(count or 0, MAX_ENTRIES)):
            at = (start or 0) + 2 + 12 * number
            try:
                tag, kind, values = struct.unpack_from(f"{self._order}HHI", self._block, at)
            except struct.error:
                return
            yield Entry(tag, kind, values, at + 8)

    def short(self, entry: Entry) -> int | None:
        """The one short number of an entry; None if it is none."""
        return self._number("H", entry.at) if entry.kind == SHORT and entry.values == 1 else None

    def offset(self, entry: Entry) -> int | None:
        """The one long number of an entry, such as where a further directory is."""
        return self._number("I", entry.at) if entry.kind == LONG and entry.values == 1 else None

    def text(self, entry: Entry, at_most: int = 40) -> str:
        """The text of an entry up to its end mark; "" if it is none, or longer."""
        if entry.kind != ASCII or entry.values > at_most:
            return ""
        start = entry.at if entry.values <= 4 else self._number("I", entry.at)
        stored = b"" if start is None else self._block[start : start + entry.values]
        return stored.partition(b"\0")[0].decode("ascii", "replace").strip()

    def rationals(self, entry: Entry, count: int) -> list[float] | None:
        """The fractions of an entry; None unless there are `count`, none of them by zero."""
        start = self._number("I", entry.at)
        if entry.kind != RATIONAL or entry.values != count or start is None:
            return None
        try:
            numbers = struct.unpack_from(f"{self._order}{2 * count}I", self._block, start)
        except struct.error:
            return None
        pairs = list(zip(islice(numbers, 0, None, 2), islice(numbers, 1, None, 2), strict=True))
        return [above / below for above, below in pairs] if all(b for _, b in pairs) else None

    def _number(self, kind: str, at: int) -> int | None:
        if not self._order:
            return None
        try:
            (number,) = struct.unpack_from(f"{self._order}{kind}", self._block, at)
        except struct.error:
            return None
        return int(number)
