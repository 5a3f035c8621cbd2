"""An HTTP/1 answer, read as RFC 9112 has it.

The standard library forgives much: sizes like "+5" and "0x5", a chunk not followed by a line's
end, trailers without end, two lengths that differ. Each is a way to pass a cut or forged body off
as whole, so each is an error here.
"""

import re
from email.message import Message
from http.client import (  # noqa: TID251 - this package is the one that may
    HTTPException,
    HTTPResponse,
    IncompleteRead,
    parse_headers,
)

from exposure_app.net.exchange import MAX_HEADER_BYTES

_MAX_LINE_BYTES = 8 * 1024
_MAX_TRAILERS = 100
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")
_SWITCHING_PROTOCOLS = 101


class StrictResponse(HTTPResponse):
    """The standard library's answer, less forgiving."""

    def begin(self) -> None:
        """Read the status line and headers.

        Raises:
            HTTPException: they are malformed, too long, or say two things at once
                about the length of the body.
        """
        super().begin()
        _refuse_ambiguous(self.headers)

    def _read_status(self) -> tuple[str, int, str]:
        # Interim answers (103 Early Hints) come before the one that counts; the standard library
        # knows of 100 alone and would take another for the answer, with an empty body.
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 < status < 200:
                return version, status, reason
            if status == _SWITCHING_PROTOCOLS:
                raise HTTPException("a switch of protocols nobody asked for")
            parse_headers(self.fp)

    def _get_chunk_left(self) -> int | None:
        """Bytes left of this chunk, or of the next one; None after the last."""
        left: int | None = self.chunk_left
        if left:
            return left
        if left is not None and self._safe_read(2) != b"\r\n":  # type: ignore[attr-defined]
            raise IncompleteRead(b"")
        left = self._next_chunk_size() or None
        if left is None:
            self._skip_trailers()
            self._close_conn()  # type: ignore[attr-defined]
        self.chunk_left = left
        return left

    def _next_chunk_size(self) -> int:
        size = _CHUNK_SIZE.fullmatch(self.fp.readline(_MAX_LINE_BYTES))
        if size is None:
            raise IncompleteRead(b"")
        return int(size[1], 16)

    def _skip_trailers(self) -> None:
        for _ in range(_MAX_TRAILERS):
            line = self.fp.readline(_MAX_LINE_BYTES)
            if line in (b"\r\n", b"\n"):
                return
            if not line.endswith(b"\n"):
                break
        raise IncompleteRead(b"")


def _refuse_ambiguous(untrusted_headers: Message) -> None:
    """Check that the headers are all there and agree on where the body ends.

    Raises:
        HTTPException: they do not.
    """
    # What follows a malformed line is not parsed as headers, and a length may be among it.
    if not untrusted_headers.is_multipart() and untrusted_headers.get_payload():
        raise HTTPException("a malformed header line")
    if sum(len(name) + len(value) for name, value in untrusted_headers.items()) > MAX_HEADER_BYTES:
        raise HTTPException("headers too long")
    lengths = {str(value).strip() for value in untrusted_headers.get_all("content-length", [])}
    if len(lengths) > 1 or not all(map(_LENGTH.fullmatch, lengths)):
        raise HTTPException("no clear content length")
    codings = [
        str(value).strip().lower() for value in untrusted_headers.get_all("transfer-encoding", [])
    ]
    if codings not in ([], ["chunked"], ["identity"]):
        raise HTTPException("a transfer coding nobody asked for")
