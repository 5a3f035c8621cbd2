"""A small web site on this computer alone, for the demo and for trying things out."""

import io
import socket
import socketserver
import zlib
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from exposure_app.guard.air_gap import serving
from exposure_app.guard.doors import address_text

_SECONDS_BETWEEN_LOOKS = 0.05
_IDLE_S = 30
_FOUND, _MISSING = 200, 404


class LoopbackSite:
    """Serves files by GET on 127.0.0.1, at a free port, while it is entered.

    files: path ("/photos/a.jpg", as decoded) -> (media type, body). Anything else is a 404; a
    query is ignored.
    remembers: whether to keep every byte that comes, for `heard`.
    """

    def __init__(self, files: Mapping[str, tuple[str, bytes]], *, remembers: bool = False) -> None:
        """Listen already, but answer only once entered."""
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.files = files
        self._server.heard = [] if remembers else None
        self._thread = Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": _SECONDS_BETWEEN_LOOKS},
            name="loopback-site",
        )
        self._known = ExitStack()

    @property
    def url(self) -> str:
        """Its root, with a slash at the end."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/"

    def heard(self) -> list[bytes]:
        """All that was sent here so far, connection by connection, if it is remembered."""
        return [bytes(one) for one in self._server.heard or ()]

    def __enter__(self) -> "LoopbackSite":
        host, port = self._server.server_address[:2]
        self._known.enter_context(serving(address_text(str(host), port)))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening, hang up, and wait until every thread has ended."""
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()
        self._known.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Exposure"
    sys_version = ""
    timeout = _IDLE_S
    wbufsize = -1  # headers and body in one packet
    disable_nagle_algorithm = True
    server: "_Server"

    def setup(self) -> None:
        """Listen in at the socket itself, before anything is made of what comes."""
        super().setup()
        if self.server.heard is not None:
            whole = bytearray()
            self.server.heard.append(whole)
            self.rfile = io.BufferedReader(_Remembering(self.connection, whole))

    def do_GET(self) -> None:
        """Answer with a file or a 404."""
        path = unquote(urlsplit(self.path).path)
        status = _FOUND if path in self.server.files else _MISSING
        media_type, body = self.server.files.get(path, ("text/plain", b"not found\n"))
        etag = f'"{zlib.crc32(body):08x}-{len(body)}"'
        if status == _FOUND and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        if status != _MISSING:
            self.send_header("ETag", etag)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


class _Remembering(io.RawIOBase):
    """What comes from a connection, kept as it is read."""

    def __init__(self, connection: socket.socket, into: bytearray) -> None:
        self._connection = connection
        self._into = into

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._connection.recv_into(buffer)
        self._into += bytes(buffer[:count])
        return count


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that server_close waits for them
    files: Mapping[str, tuple[str, bytes]]
    heard: list[bytearray] | None = None

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._connections: set[Any] = set()
        super().__init__(address, handler)

    def server_bind(self) -> None:
        """Bind, without the base's look-up of our own name, which may ask the network."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, to hang up on it in the end."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection that has ended."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Wake the threads that wait for the next request of a kept connection."""
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that went away is no news."""
