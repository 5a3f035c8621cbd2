"""A body, read to its end or refused: never more than asked for, never a part for the whole."""

import zlib
from typing import Protocol

import urllib3

from exposure_app.domain import errors
from exposure_app.net.exchange import Exchange

_READ_BYTES = 64 * 1024
_INFLATED_AT_ONCE = 256 * 1024
_MAX_GZIP_MEMBERS = 1_000
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class _Decoder(Protocol):
    """Undoes a content coding."""

    def feed(self, untrusted: bytes, room: int) -> bytes:
        """What `untrusted` decodes to; a little more than `room` if it is more than that."""
        ...

    def is_whole(self) -> bool:
        """Whether what was fed ended where it should."""
        ...


class _Identity:
    def feed(self, untrusted: bytes, room: int) -> bytes:
        return untrusted

    def is_whole(self) -> bool:
        return True


class _Inflate:
    """gzip (RFC 1952, several members allowed) and deflate (RFC 1950, or bare RFC 1951)."""

    def __init__(self, window_bits: int) -> None:
        self._window_bits = window_bits
        self._stream = zlib.decompressobj(window_bits)
        self._members = 1
        self._head = b""  # its two first bytes, which tell the two kinds of deflate apart

    def feed(self, untrusted: bytes, room: int) -> bytes:
        if len(self._head) < 2:
            self._head = untrusted = self._head + untrusted
            if len(self._head) < 2:
                return b""
            if self._window_bits == zlib.MAX_WBITS and not _has_zlib_header(self._head):
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        out = bytearray()
        while len(out) <= room:
            if self._stream.eof and not self._next_member(untrusted):
                break
            piece = self._stream.decompress(untrusted, _INFLATED_AT_ONCE)
            out += piece
            untrusted = self._stream.unconsumed_tail or self._stream.unused_data
            # A full piece may leave output pending although all input is used.
            if not untrusted and len(piece) < _INFLATED_AT_ONCE:
                break
        return bytes(out)

    def _next_member(self, untrusted: bytes) -> bool:
        # Behind the last member some servers pad; what does not begin as a member is not one.
        if self._window_bits != _GZIP or not untrusted.startswith(_GZIP_MAGIC):
            return False
        self._members += 1
        if self._members > _MAX_GZIP_MEMBERS:
            raise zlib.error("too many members")
        self._stream = zlib.decompressobj(_GZIP)
        return True

    def is_whole(self) -> bool:
        return self._stream.eof or not self._head


def _has_zlib_header(untrusted: bytes) -> bool:
    """Whether a stream begins with the header of RFC 1950: method 8, and a multiple of 31."""
    return untrusted[0] & 0x0F == 8 and int.from_bytes(untrusted[:2], "big") % 31 == 0


def _decoder(untrusted_coding: str) -> _Decoder | None:
    match untrusted_coding.strip().lower():
        case "" | "identity":
            return _Identity()
        case "gzip" | "x-gzip":
            return _Inflate(_GZIP)
        case "deflate":
            return _Inflate(zlib.MAX_WBITS)
        case _:  # we asked for no other, and for one at a time
            return None


def read_body(
    answer: urllib3.BaseHTTPResponse, body: bytearray, *, max_bytes: int, exchange: Exchange
) -> None:
    """Read the body of `answer` into `body`, decoded; what came before an error stays in it.

    Args:
        max_bytes: the most, as it comes and after decoding.

    Raises:
        TooLarge: there is more.
        Unreachable: it was cut short, damaged, or in a coding we did not ask for.
        TimedOut, Cancelled: from the exchange.
        urllib3.exceptions.HTTPError: the connection broke.
    """
    exchange.begin_body(max_bytes)
    decoder = _decoder(answer.headers.get("content-encoding", ""))
    if decoder is None:
        raise errors.Unreachable(exchange.url)
    try:
        while piece := answer.read1(_READ_BYTES, decode_content=False):
            exchange.body_received += len(piece)
            body += decoder.feed(piece, max_bytes - len(body))
            if exchange.body_received > max_bytes or len(body) > max_bytes:
                raise errors.TooLarge(exchange.url, max_bytes)
    except zlib.error as cause:
        raise errors.Unreachable(exchange.url) from cause
    if not decoder.is_whole():
        raise errors.Unreachable(exchange.url)
