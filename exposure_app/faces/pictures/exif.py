"""When and where a picture was taken, as its own file says: EXIF, read by hand.

Read of found pictures alone. It says as much as whoever made the file wants it to.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from exposure_app.domain.context import NOT_SAID, Coordinates, Taken, coordinates, plausible
from exposure_app.faces.pictures.tiff_directories import Entry, Tiff

MAX_PARTS = 10_000
"""Segments or chunks of one file that are stepped over; a large PNG has thousands."""

# EXIF 2.32, 4.6.3, 4.6.5, 4.6.6.
_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_ORIGINAL, _DIGITIZED = 0x9003, 0x9004
_ORIGINAL_ZONE, _DIGITIZED_ZONE = 0x9011, 0x9012
_SOUTH, _LATITUDE, _WEST, _LONGITUDE = 1, 2, 3, 4

# ISO/IEC 23008-12, A.2.1: how far to the block, then perhaps its usual prefix, then the block.
_WITHIN_ISO = (
    b"\0\0\0\x06Exif\0\0II*\0", b"\0\0\0\x06Exif\0\0MM\0*", b"\0\0\0\0II*\0", b"\0\0\0\0MM\0*",
)  # fmt: skip
_START_OF_SCAN = 0xDA
_MOMENT = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
_ZONE = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)


def taken(untrusted_body: bytes) -> Taken:
    """What the EXIF block of a picture says of the moment it was taken. No input raises."""
    block = exif_block(untrusted_body)
    if not block:
        return NOT_SAID
    tiff = Tiff(block)
    first = _by_tag(tiff.first_directory())
    return Taken(
        at=_moment(tiff, _below(tiff, first, _EXIF_DIRECTORY)),
        where=_place(tiff, _below(tiff, first, _GPS_DIRECTORY)),
    )


def exif_block(untrusted_body: bytes) -> bytes:
    """The EXIF block of a JPEG, PNG, WebP, HEIC or AVIF; empty if there is none."""
    body = untrusted_body
    if body.startswith(b"\xff\xd8"):
        blocks = _of_jpeg(body)
    elif body.startswith(b"\x89PNG"):
        blocks = _of_chunks(body, 8, ">I4s", 12, b"eXIf")
    elif body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        blocks = _of_chunks(body, 12, "<4sI", 8, b"EXIF")
    elif body[4:8] == b"ftyp":
        # It takes a box's tables to say where it is; its beginning is unmistakable.
        starts = (at for mark in _WITHIN_ISO if (at := body.find(mark)) >= 0)
        blocks = (body[at + 4 :] for at in starts)
    else:
        blocks = iter(())
    return next(blocks, b"")


def _of_jpeg(body: bytes) -> Iterator[bytes]:
    at = 2
    for _ in range(MAX_PARTS):
        try:
            mark, kind, length = struct.unpack_from(">BBH", body, at)
        except struct.error:
            return
        if mark != 0xFF or kind == _START_OF_SCAN:
            return
        segment = body[at + 4 : at + 2 + length]
        if kind == 0xE1 and segment.startswith(b"Exif\0\0"):
            yield segment
        at += 2 + max(2, length)


def _of_chunks(body: bytes, at: int, head: str, around: int, wanted: bytes) -> Iterator[bytes]:
    """The chunks of one kind. around: bytes of a chunk besides its content, 8 of them before it."""
    for _ in range(MAX_PARTS):
        try:
            one, other = struct.unpack_from(head, body, at)
        except struct.error:
            return
        length, kind = (one, other) if isinstance(one, int) else (other, one)
        if kind == wanted:
            yield body[at + 8 : at + 8 + length]
        at += around + length
        if around == 8:  # RIFF: an odd length is followed by a byte that is not counted
            at += length % 2


def _by_tag(entries: Iterator[Entry]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    for entry in entries:
        found.setdefault(entry.tag, entry)
    return found


def _below(tiff: Tiff, entries: dict[int, Entry], tag: int) -> dict[int, Entry]:
    """The directory that an entry leads to."""
    entry = entries.get(tag)
    return _by_tag(tiff.directory(tiff.offset(entry))) if entry else {}


def _moment(tiff: Tiff, entries: dict[int, Entry]) -> datetime | None:
    for tag, zone_tag in ((_ORIGINAL, _ORIGINAL_ZONE), (_DIGITIZED, _DIGITIZED_ZONE)):
        entry, zone = entries.get(tag), entries.get(zone_tag)
        match = _MOMENT.fullmatch(tiff.text(entry)) if entry else None
        if match is None:
            continue
        try:
            year, month, day, hour, minute, second = map(int, match.groups())
            moment = datetime(year, month, day, hour, minute, second, tzinfo=_zone(tiff, zone))
        except ValueError:
            continue
        if (checked := plausible(moment)) is not None:
            return checked
    return None


def _zone(tiff: Tiff, entry: Entry | None) -> timezone | None:
    match = _ZONE.fullmatch(tiff.text(entry)) if entry else None
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset >= timedelta(hours=24):
        return None
    return timezone(-offset if match[1] == "-" else offset) if offset else UTC


def _place(tiff: Tiff, entries: dict[int, Entry]) -> Coordinates | None:
    degrees = []
    for side_tag, tag, negative in ((_SOUTH, _LATITUDE, "S"), (_WEST, _LONGITUDE, "W")):
        side, entry = entries.get(side_tag), entries.get(tag)
        parts = tiff.rationals(entry, 3) if entry else None
        if parts is None or side is None:
            return None
        value = parts[0] + parts[1] / 60 + parts[2] / 3600
        degrees.append(-value if tiff.text(side).upper() == negative else value)
    return coordinates(*degrees)
