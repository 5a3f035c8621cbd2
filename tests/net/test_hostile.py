"""Servers that mean no good: each costs its own answer, a bounded time and a bounded memory."""

import gzip
import threading
import time
import tracemalloc
import zlib

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from tests.net.asking import asking
from tests.net.badserver import STATUS, answer, chunked, drip, flood, raw, silence

CHUNKED = STATUS + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = STATUS + b"Content-Length: 1000000\r\n\r\n"
TRAILERS = CHUNKED + b"5\r\nhello\r\n0\r\n"


DRIPS = {
    "status line": drip(b"HTTP/1.1 ", b"2"),
    "headers": drip(STATUS + b"X: ", b"y"),
    "header lines": drip(STATUS, b"X: y\r\n", every_s=0.05),
    "interim answers": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": drip(LENGTH),
    "body without an end": drip(STATUS + b"\r\n"),
    "chunks": drip(CHUNKED, b"1\r\nx\r\n"),
    "a chunk's size": drip(CHUNKED, b"0"),
    "trailers": drip(TRAILERS, b"X: y\r\n", every_s=0.05),
    "gzip": drip(STATUS + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
}


@pytest.mark.parametrize("script", DRIPS.values(), ids=DRIPS.keys())
def test_whatever_drips_ends_at_the_deadline(server, script):
    began = time.monotonic()
    with asking(total_s=0.3) as asked, pytest.raises(errors.TimedOut):
        asked.get(server.on("/", script))
    assert time.monotonic() - began < 1.5
    assert asked.ledger[0].refused == "timed_out"


@pytest.mark.parametrize("script", DRIPS.values(), ids=DRIPS.keys())
def test_stop_is_heard_in_the_middle_of_whatever_drips(server, asked, script):
    cancel = CancelToken()

    def stop_and_drip(wire):
        threading.Timer(0.1, cancel.cancel).start()
        script(wire)

    began = time.monotonic()
    with pytest.raises(Cancelled):
        asked.get(server.on("/", stop_and_drip), cancel=cancel)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("start", [b"", STATUS, LENGTH, CHUNKED + b"5\r\nhe", TRAILERS])
def test_silence_is_timed_out(server, start):
    began = time.monotonic()
    with asking(silence_s=(10, 0.3)) as asked, pytest.raises(errors.TimedOut):
        asked.get(server.on("/", silence(start)))
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("start", [b"", STATUS, LENGTH])
def test_stop_is_heard_in_silence(server, asked, start):
    cancel = CancelToken()

    def stop_and_wait(wire):
        wire.send(start)
        cancel.cancel()
        wire.rest()

    began = time.monotonic()
    with pytest.raises(Cancelled):
        asked.get(server.on("/", stop_and_wait), cancel=cancel)
    assert time.monotonic() - began < 1


def test_a_pause_lets_the_answer_under_way_come_in(server, asked):
    cancel = CancelToken()

    def pause_and_answer(wire):
        cancel.pause()
        answer(b"whole")(wire)

    assert asked.get(server.on("/", pause_and_answer), cancel=cancel).untrusted_body == b"whole"


def test_the_deadline_is_for_all_redirects_together(server):
    def slowly(wire):
        wire.rest(0.2)
        answer(status=302, location="/")(wire)

    began = time.monotonic()
    with asking(total_s=0.7) as asked, pytest.raises(errors.TimedOut):
        asked.get(server.on("/", slowly))
    assert time.monotonic() - began < 1.5


def test_the_callers_own_waiting_does_not_count(server):
    url = server.on("/", answer(b"late"))
    with asking(total_s=0.5) as asked:
        got = asked.get(url, check=lambda url: time.sleep(0.7))
    assert got.untrusted_body == b"late"


# --- too much ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        answer(b"x" * 100_001),
        chunked(b"x" * 100_001),
        chunked(*[b"x"] * 100_001),
        raw(STATUS + b"\r\n" + b"x" * 100_001),
        answer(gzip.compress(b"x" * 100_001), content_encoding="gzip"),
        answer(zlib.compress(b"x" * 100_001), content_encoding="deflate"),
        raw(STATUS + b"Content-Length: 999999999999\r\n\r\n"),
        flood(STATUS + b"\r\n", b"x"),
        flood(CHUNKED, b"1\r\nx\r\n"),
    ],
)
def test_a_body_past_the_limit_is_refused(server, asked, script):
    with pytest.raises(errors.TooLarge) as caught:
        asked.get(server.on("/", script), max_bytes=100_000)
    assert caught.value.limit_bytes == 100_000
    assert asked.ledger[0].refused == "too_large"


@pytest.mark.parametrize(
    "script",
    [
        answer(b"x" * 100_000),
        chunked(b"x" * 100_000),
        chunked(*[b"x" * 100] * 1000),
        answer(gzip.compress(b"x" * 100_000), content_encoding="gzip"),
        raw(STATUS + b"\r\n" + b"x" * 100_000),
    ],
)
def test_a_body_of_exactly_the_limit_is_not(server, asked, script):
    assert len(asked.get(server.on("/", script), max_bytes=100_000).untrusted_body) == 100_000


def test_a_gzip_bomb_is_never_inflated_beyond_the_limit(server, asked):
    packer = zlib.compressobj(9, wbits=31)
    megabyte = bytes(1 << 20)
    bomb = b"".join(packer.compress(megabyte) for _ in range(100)) + packer.flush()
    url = server.on("/", answer(bomb, content_encoding="gzip"))
    with pytest.raises(errors.TooLarge):
        asked.get(url, max_bytes=1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(errors.TooLarge):
            asked.get(url, max_bytes=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


def test_a_bomb_of_many_empty_members_is_damage(server, asked):
    url = server.on("/", answer(gzip.compress(b"") * 40_000, content_encoding="gzip"))
    with pytest.raises(errors.Unreachable):
        asked.get(url)


def test_trailers_without_end_are_not_read(server, asked):
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", flood(TRAILERS, b"X: y\r\n")))
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", flood(TRAILERS, b"x")))


FLOODS = {
    "a hundred and one headers": raw(STATUS + b"X: y\r\n" * 101 + b"\r\n"),
    "headers without end": flood(STATUS, b"X: y\r\n"),
    "one header without end": flood(STATUS + b"X: ", b"y"),
    "a long header": raw(STATUS + b"X: " + b"y" * 70_000 + b"\r\n\r\n"),
    "long headers together": raw(STATUS + (b"X: " + b"y" * 2_000 + b"\r\n") * 33 + b"\r\n"),
    "folded headers": flood(STATUS + b"X: y\r\n", b" z\r\n"),
    "a status line without end": flood(b"HTTP/1.1 200 ", b"O"),
    "interim answers without end": flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "interim hints without end": flood(b"", b"HTTP/1.1 103 Hints\r\nX: y\r\n\r\n"),
    "noise": flood(b"", b"\x00\xff\x17"),
}


@pytest.mark.parametrize("script", FLOODS.values(), ids=FLOODS.keys())
def test_too_many_or_too_long_headers_are_unreachable(server, asked, script):
    began = time.monotonic()
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", script))
    assert time.monotonic() - began < 3


def test_a_hundred_headers_are_not_too_many(server, asked):
    url = server.on("/", raw(STATUS + b"X: y\r\n" * 98 + b"Content-Length: 2\r\n\r\nok"))
    assert asked.get(url).untrusted_body == b"ok"


# --- never a part for the whole ----------------------------------------------------------------

PACKED = gzip.compress(b"z" * 50_000)
BROKEN = {
    "nothing": raw(b""),
    "not HTTP": raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"),
    "another HTTP": raw(b"HTTP/2.0 200 OK\r\n\r\n"),
    "no status": raw(b"HTTP/1.1 OK\r\n\r\n"),
    "a switch of protocols": raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
    "cut headers": raw(STATUS + b"Content-Len"),
    "a malformed header": raw(STATUS + b"oops\r\nContent-Length: 1000\r\n\r\nshort"),
    "cut body": raw(STATUS + b"Content-Length: 1000\r\n\r\nshort"),
    "no body": raw(STATUS + b"Content-Length: 1000\r\n\r\n"),
    "two lengths": raw(STATUS + b"Content-Length: 2\r\nContent-Length: 5\r\n\r\nhello"),
    "two lengths in one": raw(STATUS + b"Content-Length: 2, 5\r\n\r\nhello"),
    "a length in words": raw(STATUS + b"Content-Length: five\r\n\r\nhello"),
    "a negative length": raw(STATUS + b"Content-Length: -5\r\n\r\nhello"),
    "a signed length": raw(STATUS + b"Content-Length: +5\r\n\r\nhello"),
    "an endless length": raw(STATUS + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nhello"),
    "a part nobody asked for": raw(
        b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/9\r\nContent-Length: 5\r\n\r\nhello"
    ),
    "no chunks": raw(CHUNKED),
    "a cut chunk": raw(CHUNKED + b"ff\r\nshort"),
    "no last chunk": raw(CHUNKED + b"5\r\nhello\r\n"),
    "a chunk size in words": raw(CHUNKED + b"five\r\nhello\r\n0\r\n\r\n"),
    "a negative chunk size": raw(CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n"),
    "a chunk size of minus one": raw(CHUNKED + b"-1\r\nhello\r\n0\r\n\r\n"),
    "a prefixed chunk size": raw(CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n"),
    "a signed chunk size": raw(CHUNKED + b"+5\r\nhello\r\n0\r\n\r\n"),
    "an underscored chunk size": raw(CHUNKED + b"0_5\r\nhello\r\n0\r\n\r\n"),
    "no chunk size": raw(CHUNKED + b"\r\nhello\r\n0\r\n\r\n"),
    "a chunk longer than its size": raw(CHUNKED + b"2\r\nhello\r\n0\r\n\r\n"),
    "a chunk without its line's end": raw(CHUNKED + b"5\r\nhelloXX0\r\n\r\n"),
    "cut trailers": raw(CHUNKED + b"5\r\nhello\r\n0\r\nX-Tr"),
    "a chunk size line too long": raw(CHUNKED + b"5;" + b"x" * 70_000 + b"\r\nhello\r\n0\r\n\r\n"),
    "two transfer codings": raw(STATUS + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    "chunked twice": raw(STATUS + b"Transfer-Encoding: chunked\r\n" * 2 + b"\r\n0\r\n\r\n"),
    "cut gzip": answer(PACKED[:-20], content_encoding="gzip"),
    "gzip without its check": answer(PACKED[:-8], content_encoding="gzip"),
    "gzip without its length": answer(PACKED[:-1], content_encoding="gzip"),
    "gzip with a wrong check": answer(
        PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], content_encoding="gzip"
    ),
    "a cut second member": answer(PACKED + PACKED[:-5], content_encoding="gzip"),
    "not gzip": answer(b"<html>hello", content_encoding="gzip"),
    "one byte of gzip": answer(b"\x1f", content_encoding="gzip"),
    "cut deflate": answer(zlib.compress(b"z" * 50_000)[:-3], content_encoding="deflate"),
    "gzip twice": answer(gzip.compress(PACKED), content_encoding="gzip, gzip"),
    "brotli nobody asked for": answer(b"\x0b\x02\x80hello\x03", content_encoding="br"),
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_answer_is_never_taken_for_whole(server, asked, script):
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", script))
    assert asked.ledger[0].refused == "unreachable"


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_answer_does_not_spoil_the_next(server, asked, script):
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", script))
    assert asked.get(server.on("/next", answer(b"fine"))).untrusted_body == b"fine"


def test_bytes_behind_an_answer_are_not_the_next_answer(server, asked):
    smuggled = STATUS + b"Content-Length: 4\r\n\r\nevil"
    first = STATUS + b"Content-Length: 5\r\n\r\nhello" + smuggled
    assert asked.get(server.on("/a", raw(first, then_hang_up=False))).untrusted_body == b"hello"
    assert asked.get(server.on("/b", answer(b"fine"))).untrusted_body == b"fine"


def test_nobody_listening_is_unreachable(server, asked):
    server.__exit__()
    try:
        with pytest.raises(errors.Unreachable):
            asked.get(server.url)
    finally:
        server.__init__()
        server.__enter__()
    assert [(r.address, r.status, r.refused) for r in asked.ledger] == [
        ("127.0.0.1", None, "unreachable")
    ]
