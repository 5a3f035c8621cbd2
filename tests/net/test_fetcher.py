"""What `Fetcher.get` hands over, and what it sends."""

import gzip
import threading
import zlib

import pytest

from exposure_app.domain import errors
from exposure_app.net.fetcher import MAX_ERROR_BODY_BYTES
from tests.net.badserver import STATUS, BadServer, answer, chunked, raw, redirect

BODY = bytes(range(256)) * 400


def bare_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


# --- reading -----------------------------------------------------------------------------------


def test_an_answer_is_read_to_its_end(server, asked):
    url = server.on("/a.jpg", answer(BODY, content_type="Image/JPEG; q=1", retry_after="7"))
    got = asked.get(url + "#part")
    assert got.untrusted_body == BODY
    assert (got.url, got.status, got.media_type, got.charset) == (url, 200, "image/jpeg", "")
    assert got.retry_after_s == 7


def test_an_answer_without_a_type_or_a_wait_says_so(server, asked):
    got = asked.get(server.on("/", answer()))
    assert (got.untrusted_body, got.media_type, got.charset, got.retry_after_s) == (
        b"",
        "",
        "",
        None,
    )


@pytest.mark.parametrize(
    ("coding", "sent"),
    [
        ("gzip", gzip.compress(BODY)),
        ("X-GZIP", gzip.compress(BODY)),
        ("gzip", gzip.compress(BODY[:5]) + gzip.compress(BODY[5:])),
        ("gzip", gzip.compress(BODY) + b"\0" * 100),
        ("gzip", gzip.compress(b"\0" * 900_000)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(b"\0" * 900_000)),
        ("deflate", bare_deflate(BODY)),
        ("deflate", bare_deflate(b"\0" * 900_000)),
        ("identity", BODY),
        ("", BODY),
        ("gzip", b""),
    ],
)
@pytest.mark.parametrize("pieces", [1, 100])
def test_a_body_is_decoded(server, asked, coding, sent, pieces):
    size = max(1, len(sent) // pieces)
    if pieces == 1:
        script = answer(sent, content_encoding=coding)
    else:
        head = (
            STATUS + b"Transfer-Encoding: chunked\r\nContent-Encoding: %s\r\n\r\n" % coding.encode()
        )
        chunks = (sent[at : at + size] for at in range(0, len(sent), size))
        script = raw(head + b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + b"0\r\n\r\n")
    got = asked.get(server.on("/z", script)).untrusted_body
    assert got in (BODY, b"\0" * 900_000, b"")
    assert bool(got) == bool(sent)


def test_a_body_that_fills_the_decoder_to_the_brim_is_whole(server, asked):
    # 262,166 = 256 Ki + 22: all input is used up while zlib still holds a few bytes of output.
    packed = bare_deflate(b"\0" * 262_166)
    url = server.on("/", answer(packed, content_encoding="deflate"))
    assert len(asked.get(url).untrusted_body) == 262_166


def test_a_first_byte_that_comes_alone_does_not_confuse_deflate(server, asked):
    packed = zlib.compress(BODY)
    head = b"Transfer-Encoding: chunked\r\nContent-Encoding: deflate\r\n\r\n"
    chunks = b"1\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (packed[:1], len(packed) - 1, packed[1:])
    assert asked.get(server.on("/", raw(STATUS + head + chunks))).untrusted_body == BODY


def test_chunks_are_joined(server, asked):
    url = server.on("/", chunked(*[b"z" * 1000] * 50))
    assert asked.get(url).untrusted_body == b"z" * 50_000


def test_chunk_extensions_and_trailers_are_not_part_of_the_body(server, asked):
    chunks = b"5;name=value\r\nhello\r\n0\r\nX-Trailer: 1\r\nX-More: 2\r\n\r\n"
    url = server.on("/", raw(STATUS + b"Transfer-Encoding: chunked\r\n\r\n" + chunks))
    assert asked.get(url).untrusted_body == b"hello"


def test_a_body_may_end_with_the_connection(server, asked):
    assert asked.get(server.on("/", raw(b"HTTP/1.0 200 OK\r\n\r\nold"))).untrusted_body == b"old"


def test_an_interim_answer_is_not_the_answer(server, asked):
    interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    final = STATUS + b"Content-Length: 2\r\n\r\nok"
    got = asked.get(server.on("/", raw(interim + final)))
    assert (got.status, got.untrusted_body) == (200, b"ok")


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 407, 410, 429, 500, 503, 999])
def test_any_status_comes_back(server, asked, status):
    got = asked.get(server.on("/", answer(status=status, retry_after="30")))
    assert (got.status, got.retry_after_s) == (status, 30)
    assert len(server.seen) == 1


def test_the_page_of_an_error_is_cut(server, asked):
    url = server.on("/", answer(b"x" * 500_000, status=404))
    assert asked.get(url).untrusted_body == b"x" * MAX_ERROR_BODY_BYTES


def test_an_error_is_that_error_however_its_page_ends(server, asked):
    url = server.on("/", raw(b"HTTP/1.1 404 No\r\nContent-Length: 100\r\n\r\nshort"))
    got = asked.get(url)
    assert (got.status, got.untrusted_body) == (404, b"short")


@pytest.mark.parametrize("path", ["/100%.jpg", "/a%20b%zz[x]", "/a//b/;c?d=e|f'&g=%7e", "//x"])
def test_a_path_is_sent_as_the_standard_writes_it(server, asked, path):
    got = asked.get(server.url + path)
    assert server.seen[0].path == got.url.removeprefix(server.url)


# --- sending -----------------------------------------------------------------------------------


def test_a_request_is_a_bare_get_with_five_headers(server, asked):
    asked.get(server.on("/", answer()))
    [seen] = server.seen
    assert seen.method == "GET"
    assert seen.headers == (
        ("Host", server.endpoint),
        ("User-Agent", "ExposureTest/1"),
        ("Accept", "*/*"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "keep-alive"),
    )
    assert seen.raw.endswith(b"\r\n\r\n")


def test_a_cookie_is_never_sent_back(server, asked):
    server.on("/login", answer(set_cookie="id=1; Path=/", status=302, location="/next"))
    server.on("/next", answer(set_cookie="id=2"))
    asked.get(server.url + "/login")
    asked.get(server.url + "/next")
    assert server.paths_seen() == ["/login", "/next", "/next"]
    assert b"cookie" not in b"".join(seen.raw for seen in server.seen).lower()


def test_a_redirect_does_not_say_where_it_came_from(server, asked):
    server.on("/a", redirect("/b"))
    server.on("/b", answer())
    asked.get(server.url + "/a")
    assert server.seen[1].header("Referer") is None


def test_password_files_and_proxies_of_the_environment_are_ignored(
    server, asked, monkeypatch, tmp_path
):
    monkeypatch.setenv("HOME", str(tmp_path))
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with BadServer() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
            monkeypatch.setenv(name.upper(), proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        asked.get(server.on("/", answer(status=401, www_authenticate="Basic")))
        assert proxy.seen == []
    assert server.seen[0].header("Authorization") is None


def test_a_connection_is_kept_and_used_again(server, asked):
    server.on("/a", answer(BODY))
    server.on("/b", chunked(BODY))
    server.on("/c", redirect("/a"))
    for path in ("/a", "/b", "/c", "/missing", "/a"):
        asked.get(server.url + path)
    assert {seen.connection for seen in server.seen} == {1}
    assert {record.address for record in asked.ledger} == {"127.0.0.1"}


def test_a_kept_connection_that_was_closed_meanwhile_is_replaced(server, asked):
    url = server.on("/", answer(b"first"))
    asked.get(url)
    closed = []

    def close_unanswered(wire):
        if closed:
            answer(b"second")(wire)
        else:
            closed.append(True)
            wire.hang_up()

    server.on("/", close_unanswered)
    assert asked.get(url).untrusted_body == b"second"
    assert [seen.connection for seen in server.seen] == [1, 1, 2]
    assert len(asked.ledger) == 2


def test_of_many_kept_connections_closed_meanwhile_each_is_replaced_once(server, asked):
    both = threading.Barrier(2)

    def together(wire):
        both.wait(10)
        answer()(wire)

    def close_the_old(wire):
        if wire.seen.connection <= 2:
            wire.hang_up()
        else:
            answer(b"new")(wire)

    url = server.on("/", together)
    other = threading.Thread(target=asked.get, args=(url,))
    other.start()
    asked.get(url)
    other.join()
    server.on("/", close_the_old)
    assert asked.get(url).untrusted_body == b"new"
    assert [seen.connection for seen in server.seen[2:]] in ([1, 3], [2, 3])


def test_a_new_connection_that_is_closed_is_not_tried_again(server, asked):
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", raw(b"")))
    assert len(server.seen) == 1


def test_many_threads_may_ask_at_once(server, asked):
    urls = [server.on(f"/{n}", answer(b"%d" % n * 1000)) for n in range(8)]
    got = []

    def ask(n):
        got.extend((n, asked.get(urls[n]).untrusted_body) for _ in range(20))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [(n, b"%d" % n * 1000) for n in range(8) for _ in range(20)]
    assert len(asked.ledger) == len(server.seen) == 160
