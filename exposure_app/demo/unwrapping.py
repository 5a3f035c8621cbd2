"""What bytes may hold that were packed into text: the codings somebody would hide a face in."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote_to_bytes

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_BASE32 = re.compile(rb"[A-Z2-7]{16,}", re.IGNORECASE)
_HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_COMPRESSED = re.compile(rb"\x1f\x8b|\x78[\x01\x5e\x9c\xda]")
_AUTO_HEADER = 32 + zlib.MAX_WBITS
_MAX_INFLATED = 4 * 1024 * 1024
_ROUNDS = 2
"""How many codings around each other are undone: base64 within a quoted URL, deflate in base64."""


def unwrapped(sent: bytes) -> set[bytes]:
    """`sent`, and everything in it that can be decoded, twice over."""
    known = {sent}
    newest = {sent}
    for _ in range(_ROUNDS):
        newest = {inner for one in newest for inner in _once(one) if inner} - known
        known |= newest
    return known


def _once(outer: bytes) -> Iterator[bytes]:
    if b"%" in outer:
        yield unquote_to_bytes(outer)
        yield unquote_to_bytes(outer.replace(b"+", b" "))
    with suppress(UnicodeError):
        yield outer.decode("utf-8").encode("latin-1")
    for run in _BASE64.findall(outer):
        standard = run.translate(_TO_STANDARD)
        for skipped in range(4):  # a run may begin with letters of a word before it
            part = standard[skipped:]
            if len(part) % 4 == 1:  # no byte ends there
                part = part[:-1]
            yield base64.b64decode(part + b"=" * (-len(part) % 4))
    for run in _BASE32.findall(outer):
        for skipped in range(8):
            part = run[skipped:].upper()
            yield base64.b32decode(part[: len(part) // 8 * 8])
    for run in _HEX.findall(outer):
        for skipped in range(2):
            part = run[skipped:]
            yield binascii.unhexlify(part[: len(part) // 2 * 2])
    for begin in _COMPRESSED.finditer(outer):
        with suppress(zlib.error):
            yield zlib.decompressobj(_AUTO_HEADER).decompress(outer[begin.start() :], _MAX_INFLATED)
