"""A web site on loopback whose every answer a test chooses, and which remembers what was asked."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Answer:
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Site:
    """`pages` maps a path to an Answer, or to a function that is given the handler and writes."""

    def __init__(self, pages: dict[str, Answer | Callable]):
        self.pages = dict(pages)
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    def paths_asked(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def was_asked(self, path: str, within_s: float) -> bool:
        """Whether `path` was asked for by then."""
        deadline = time.monotonic() + within_s
        while path not in self.paths_asked() and time.monotonic() < deadline:
            time.sleep(0.02)
        return path in self.paths_asked()

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(site):  # noqa: N805 - the inner class has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Headers and body in one packet: in two, a delayed acknowledgement costs 40 ms each.
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                site.asked.append(Asked(self.command, self.path, dict(self.headers), body))
                page = site.pages.get(urlsplit(self.path).path, Answer(status=404))
                if isinstance(page, Answer):
                    self.answer(page)
                else:
                    page(self)

            do_POST = do_PUT = do_HEAD = do_GET  # noqa: N815 - http.server's spelling

            def answer(self, page):
                self.send_response(page.status)
                headers = {"Content-Type": page.media_type, "Content-Length": len(page.body)}
                for name, value in {**headers, **page.headers}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(page.body)

            def log_message(self, *_args):
                pass

        return Handler


def html(*tags: str) -> Answer:
    return Answer(("<!doctype html>" + "".join(tags)).encode())


def jpeg(body: bytes) -> Answer:
    return Answer(body, "image/jpeg")
