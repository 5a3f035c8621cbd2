"""What is refused before it is asked, and what is written down of every request."""

import gzip

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from tests.net.asking import asking
from tests.net.badserver import STATUS, answer, raw


def test_what_is_refused_by_the_caller_is_never_asked_for(server, asked, connects):
    def check(url):
        raise errors.OutOfScope(url)

    with pytest.raises(errors.OutOfScope):
        asked.get(server.url + "/a", check=check)
    assert connects == []
    assert [(r.url, r.address, r.status, r.refused) for r in asked.ledger] == [
        (server.url + "/a", "", None, "out_of_scope")
    ]


def test_behind_the_air_gap_nobody_is_asked_anything(server, names, connects):
    with asking(is_air_gapped=lambda: True) as asked:
        for url in ("http://photos.example/", server.url, "nonsense://"):
            with pytest.raises(errors.AirGapped):
                asked.get(url, private_host=None)
    assert (names.asked, connects, asked.checked) == ([], [], [])
    assert [record.refused for record in asked.ledger] == ["air_gap"] * 3


def test_the_ledger_has_a_line_for_every_request(server, asked):
    url = server.on("/zip", answer(gzip.compress(b"y" * 50_000), content_encoding="gzip"))
    asked.get(url, purpose="image", source="s7")
    [record] = asked.ledger
    assert (record.source, record.url, record.purpose) == ("s7", url, "image")
    assert (record.address, record.status, record.refused) == ("127.0.0.1", 200, "")
    assert record.bytes_up == len(server.seen[0].raw)
    assert record.bytes_down == len(gzip.compress(b"y" * 50_000))
    assert record.at.tzinfo is not None


def test_a_request_that_failed_is_in_the_ledger_with_what_came(server, asked):
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/", raw(STATUS + b"Content-Length: 100\r\n\r\n" + b"x" * 40)))
    [record] = asked.ledger
    assert (record.address, record.status, record.refused) == ("127.0.0.1", 200, "unreachable")
    assert (record.bytes_up, record.bytes_down) == (len(server.seen[0].raw), 40)


def test_a_password_in_a_url_reaches_neither_the_ledger_nor_the_error(asked, connects):
    with pytest.raises(errors.OutOfScope) as caught:
        asked.get("http://me:secret@photos.example/", private_host=None)
    assert "secret" not in caught.value.url + asked.ledger[0].url
    assert connects == []


def test_a_stop_before_it_begins_leaves_no_trace(server, asked):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        asked.get(server.url, cancel=cancel)
    assert server.seen == asked.ledger == []


def test_a_check_may_itself_ask(server, asked):
    server.on("/page", answer(b"page"))
    server.on("/robots.txt", answer(b"robots"))
    seen = []

    def check(url):
        if not url.endswith("/robots.txt"):
            seen.append(asked.get(server.url + "/robots.txt", purpose="robots").untrusted_body)

    assert asked.get(server.url + "/page", check=check).untrusted_body == b"page"
    assert seen == [b"robots"]
    assert [record.purpose for record in asked.ledger] == ["robots", "page"]


def test_closing_twice_is_once():
    with asking() as asked:
        asked.fetcher.close()
