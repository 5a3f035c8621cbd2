"""A web server on loopback that misbehaves as a test asks, to the byte.

    with BadServer() as server:
        server.on("/page", answer(b"<p>hello", content_type="text/html"))
        server.on("/slow", drip(b"HTTP/1.1 200 OK\\r\\n", every_s=0.05))
        ...
        assert server.paths_seen() == ["/page", "/slow"]

A script is a function of the `Wire`. When it returns, the connection is kept and the next request
awaited, unless the script has hung up. A path without a script gets a 404.
"""

import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass

STATUS = b"HTTP/1.1 200 OK\r\n"


class Gone(Exception):
    """The client has hung up, or the server is stopping."""


@dataclass(frozen=True)
class Seen:
    """A request as it came. `connection` counts from 1; `raw` is all of its bytes."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    connection: int

    def header(self, name: str) -> str | None:
        return {key.lower(): value for key, value in self.headers}.get(name.lower())


class Wire:
    """One connection, as a script sees it."""

    def __init__(self, connection, seen: Seen, stopping: threading.Event):
        self.seen = seen
        self.is_hung_up = False
        self._connection = connection
        self._stopping = stopping

    def send(self, data: bytes) -> None:
        try:
            self._connection.sendall(data)
        except OSError:
            raise Gone from None

    def rest(self, seconds: float = 60) -> None:
        """Say nothing for a while; ends early only with the server."""
        if self._stopping.wait(seconds):
            raise Gone

    def hang_up(self) -> None:
        self.is_hung_up = True


Script = Callable[[Wire], None]


def answer(body: bytes = b"", status: int = 200, **headers: object) -> Script:
    """A well-behaved answer; `content_type=` becomes Content-Type; None leaves a header out."""
    fields = {"content_length": len(body), **headers}
    head = b"HTTP/1.1 %d Whatever\r\n" % status + b"".join(
        f"{name.replace('_', '-')}: {value}\r\n".encode("latin-1")
        for name, value in fields.items()
        if value is not None
    )
    return lambda wire: wire.send(head + b"\r\n" + body)


def redirect(location: str, status: int = 302) -> Script:
    return answer(status=status, location=location)


def raw(data: bytes, *, then_hang_up: bool = True) -> Script:
    """These bytes and no others."""

    def script(wire: Wire) -> None:
        wire.send(data)
        if then_hang_up:
            wire.hang_up()

    return script


def chunked(*chunks: bytes, last: bytes = b"0\r\n\r\n") -> Script:
    sized = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return raw(STATUS + b"Transfer-Encoding: chunked\r\n\r\n" + sized + last, then_hang_up=False)


def drip(start: bytes, piece: bytes = b".", *, every_s: float = 0.02) -> Script:
    """`start`, then `piece` again and again, until the client has had enough."""

    def script(wire: Wire) -> None:
        wire.send(start)
        while True:
            wire.send(piece)
            wire.rest(every_s)

    return script


def flood(start: bytes, piece: bytes) -> Script:
    """As fast as it goes."""
    return drip(start, piece * (1 + 65536 // len(piece)), every_s=0)


def silence(start: bytes = b"") -> Script:
    def script(wire: Wire) -> None:
        wire.send(start)
        wire.rest()

    return script


class BadServer:
    """`tls`: a server's context, to speak TLS by; `greeting`: said before anything is asked."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
        greeting: bytes = b"",
    ):
        self.seen: list[Seen] = []
        self.host = f"[{host}]" if ":" in host else host
        self._scheme = "https" if tls else "http"
        self._tls = tls
        self._greeting = greeting
        self._scripts: dict[str, Script] = {}
        self._stopping = threading.Event()
        self._connections = 0
        self._server = self._listen(host)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def endpoint(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"{self._scheme}://{self.endpoint}"

    def on(self, path: str, script: Script) -> str:
        """Answer `path` by `script`; the URL of it."""
        self._scripts[path] = script
        return self.url + path

    def paths_seen(self) -> list[str]:
        return [seen.path for seen in self.seen]

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _listen(self, host):
        serve = self._serve

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            address_family = socketserver.socket.AF_INET6 if ":" in host else 2
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass

        return Server((host, 0), Handler)

    def _serve(self, connection) -> None:
        self._connections += 1
        number = self._connections
        connection.settimeout(30)
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            connection.sendall(self._greeting)
            while (seen := self._read(connection, number)) is not None:
                self.seen.append(seen)
                wire = Wire(connection, seen, self._stopping)
                self._scripts.get(seen.path.partition("?")[0], answer(status=404))(wire)
                if wire.is_hung_up:
                    break
        except (Gone, OSError):
            pass
        finally:
            connection.close()

    def _read(self, connection, number: int) -> Seen | None:
        data = b""
        while b"\r\n\r\n" not in data:
            if not (piece := connection.recv(65536)):
                return None
            data += piece
        first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = tuple(tuple(line.split(": ", 1)) for line in lines)
        return Seen(method, path, headers, data, number)
