"""A robots.txt that is meant to hurt: it costs little, and the host is left alone."""

import time
import zlib

import pytest

from exposure_app.crawl.web.robots import Asker
from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken
from tests.crawl.crawling import crawling
from tests.net.badserver import STATUS, BadServer, answer, drip, flood, raw, redirect

LIMIT = 1024 * 1024
TEXT = STATUS + b"Content-Type: text/plain\r\n"
CHUNKED = TEXT + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"1000\r\n" + b"#" * 4096 + b"\r\n"


def bomb(megabytes):
    packer = zlib.compressobj(9, wbits=31)
    pieces = [packer.compress(b"#" * (1 << 20)) for _ in range(megabytes)]
    return b"".join(pieces) + packer.flush()


def refusal(script):
    """How a host with this robots.txt is refused, and what it cost."""
    began = time.monotonic()
    with BadServer() as server, crawling(silence_s=(1, 0.3), total_s=0.6) as crawl:
        url = server.on("/robots.txt", script)
        asker = Asker("s1", server.endpoint, 0.0)
        with pytest.raises(errors.FetchError) as caught:
            crawl.robots.check(url, asker, cancel=CancelToken())
    assert time.monotonic() - began < 5
    assert sum(record.bytes_down for record in crawl.ledger) <= LIMIT + LIMIT // 8
    return caught.value


@pytest.mark.parametrize(
    ("script", "word", "detail"),
    [
        (flood(TEXT + b"\r\n", b"#"), "robots", "robots.txt: too large"),
        (flood(CHUNKED, CHUNK), "robots", "robots.txt: too large"),
        (answer(bomb(64), content_encoding="gzip"), "robots", "robots.txt: too large"),
        (raw(TEXT + b"Content-Length: 99999999999\r\n\r\n"), "robots", "robots.txt: too large"),
        (drip(TEXT + b"\r\n"), "timed_out", ""),
        (drip(STATUS, b"x: y\r\n"), "timed_out", ""),
        (raw(b""), "unreachable", ""),
        (raw(b"\x16\x03\x01 not http"), "unreachable", ""),
        (raw(TEXT + b"Content-Length: 99\r\n\r\nuser-agent: *"), "unreachable", ""),
        (answer(b"cut", content_encoding="gzip"), "unreachable", ""),
        (answer(status=503), "robots", "robots.txt: HTTP 503"),
        (redirect("http://10.0.0.1/robots.txt"), "robots", "robots.txt: redirect"),
        (answer(b"user-agent: *\ncrawl-delay: 90"), "robots", "crawl-delay 90"),
    ],
)  # fmt: skip
def test_a_hostile_robots_txt_refuses_its_host_at_little_cost(script, word, detail):
    refused = refusal(script)
    assert (refused.reason.why, refused.detail) == (word, detail)


def test_a_site_that_speaks_no_tls_is_not_asked_in_the_clear():
    with BadServer() as server, crawling(silence_s=(1, 0.3)) as crawl:
        asker = Asker("s1", server.endpoint, 0.0)
        with pytest.raises((errors.Unreachable, errors.TimedOut)):
            crawl.robots.check(f"https://{server.endpoint}/", asker, cancel=CancelToken())
        assert server.paths_seen() == []
