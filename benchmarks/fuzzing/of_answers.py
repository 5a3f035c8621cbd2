"""Parsers below a request: the URL it goes to, and the answer's head, coding and headers."""

import io
from datetime import UTC, date, datetime
from http.client import HTTPException
from ipaddress import ip_address
from time import monotonic
from typing import Any

import urllib3
from hypothesis import strategies as st

from benchmarks.fuzzing.made import BASE, bodies, bodies_of, changed, texts
from benchmarks.fuzzing.parser import Parser
from exposure_app.crawl.html import robots_meta
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.work import CancelToken
from exposure_app.net import addresses, answer, download, headers, target
from exposure_app.net.exchange import Exchange, under_way
from exposure_app.net.response import StrictResponse
from exposure_app.newer.news import news_of
from exposure_app.newer.notice import VersionNotice, read_notice
from exposure_app.newer.signed_file import NUMBER_BYTES, MakersKey, joined, opened

_MOST = 100_000
_HTTP = (
    "HTTP/1.1 ", "HTTP/1.0 ", "HTTP/9.9 ", "200 OK", "103 Early Hints", "101 x", "302 Found", "-1",
    "\r\n", "\r\n", "\n", "Content-Length: ", "5", "+5", "0x5", "99999999999", ": ", "chunked",
    "Transfer-Encoding: chunked\r\n", "\r\n\r\n", "0\r\n\r\n", "5;a=b\r\nabcde\r\n", "\x00",
    "Content-Encoding: gzip\r\n", " folded", "Content-Type: multipart/x; boundary=a", "\x85",
)  # fmt: skip
_WHOLE = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\na: b\r\n\r\n",
    b"HTTP/1.1 103 Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
)
_gzips = changed(
    bytes.fromhex("1f8b08000000000000034b4c4a4e49050010e2cdb705000000"),
    bytes.fromhex("789c4b4c4a4e4905000566017a"),
    bytes.fromhex("4b4c4a4e490500"),
)

_NOTICE = VersionNotice(
    version="9.1.0",
    released=date(2026, 11, 27),
    signed=date(2026, 11, 30),
    until=date(2027, 1, 30),
    safe_since="0.1.0",
    page="https://a.example/9.1.0",
).written()


class _Socket:
    """As much of a socket as http.client reads from."""

    def __init__(self, sent: bytes) -> None:
        self._sent = sent

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What the server said."""
        return io.BufferedReader(io.BytesIO(self._sent))  # type: ignore[arg-type]


def _http(sent: bytes) -> None:
    response = StrictResponse(_Socket(sent), method="GET")  # type: ignore[arg-type]
    response.begin()
    while response.read1(_MOST):
        pass


def _exchange() -> Exchange:
    return Exchange(target.target_of(BASE), None, (1.0, 1.0), monotonic() + 30, CancelToken())


def _answered(status: int, told: dict[str, str], body: bytes) -> Any:
    return urllib3.HTTPResponse(
        io.BytesIO(body), headers=told, status=status, preload_content=False
    )


def _whole(given: tuple[str, int, bytes]) -> object:
    coding, status, body = given
    exchange = _exchange()
    with under_way(exchange):
        return answer.whole(_answered(status, {"content-encoding": coding}, body), exchange, _MOST)


def _redirect(location: str) -> object:
    told = {"location": location.encode("utf-8", "replace").decode("latin-1")}
    return answer.redirect(_answered(302, told, b""), _exchange())


def _header_values(text: str) -> None:
    headers.media_type_and_charset([text])
    headers.retry_after_s(text, now=datetime.now(UTC))
    headers.validators_of({"etag": text, "last-modified": text})
    robots_meta.in_headers([text])
    download._goes_on(_answered(206, {"content-range": text}, b""), 1, 5)


PARSERS: dict[str, Parser] = {
    "HTTP answers": Parser(
        st.one_of(bodies_of(_HTTP), changed(*_WHOLE)),
        _http,
        ("net/response.py",),
        (HTTPException,),
    ),
    "content codings": Parser(
        st.tuples(
            st.sampled_from(("gzip", "x-gzip", "deflate", "identity", "br", "gzip, gzip", "")),
            st.sampled_from((200, 206, 404)),
            st.one_of(bodies, _gzips),
        ),
        _whole,
        ("net/body.py", "net/answer.py"),
        (ExposureError,),
    ),
    "header values": Parser(
        st.one_of(texts, st.from_regex(r"bytes \d+-\d+/(\d+|\*)")),
        _header_values,
        ("net/headers.py", "crawl/html/robots_meta.py", "net/download.py"),
    ),
    "targets": Parser(
        texts.map(lambda t: "https://" + t), target.target_of, ("net/target.py",), (ExposureError,)
    ),
    "redirects": Parser(texts, _redirect, ("net/target.py", "net/answer.py"), (ExposureError,)),
    "shown URLs": Parser(texts, target.shown, ("net/target.py",)),
    "version notices": Parser(
        st.one_of(changed(_NOTICE), bodies_of(tuple(_NOTICE.decode().splitlines(keepends=True)))),
        lambda body: news_of(read_notice(body), "0.3.0", date(2026, 12, 1)),
        ("newer/notice.py", "newer/news.py"),
        (ExposureError,),
    ),
    "signed notices": Parser(
        changed(joined(_NOTICE, bytes(64), bytes(NUMBER_BYTES))),
        lambda body: opened(body, MakersKey(bytes(NUMBER_BYTES), bytes(32))),
        ("newer/signed_file.py",),
        (ExposureError,),
    ),
    "addresses": Parser(
        st.ip_addresses().map(str),
        lambda a: (addresses.is_public(a), addresses.is_own_network(ip_address(a))),
        ("net/addresses.py",),
    ),
}
