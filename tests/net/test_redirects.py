"""Where a redirect may lead, and where it ends."""

import pytest

from exposure_app.domain import errors
from exposure_app.net.fetcher import MAX_REDIRECTS
from tests.net.badserver import BadServer, answer, redirect


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_once_it_is_checked(server, asked, status):
    first = server.on("/a", redirect("b#part", status))
    second = server.on("/b", answer(b"there"))
    got = asked.get(first)
    assert (got.url, got.untrusted_body) == (second, b"there")
    assert asked.checked == [first, second]
    assert [seen.method for seen in server.seen] == ["GET", "GET"]


@pytest.mark.parametrize("status", [300, 304, 305, 306])
def test_other_answers_with_a_location_are_answers(server, asked, status):
    assert asked.get(server.on("/a", redirect("/b", status))).status == status
    assert server.paths_seen() == ["/a"]


def test_the_body_of_a_redirect_is_not_read(server, asked):
    def endless(wire):
        wire.send(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n")
        while True:
            wire.send(b"x" * 65536)

    server.on("/b", answer(b"there"))
    assert asked.get(server.on("/a", endless)).untrusted_body == b"there"


def test_a_redirect_that_is_refused_is_not_followed(server, asked):
    def check(url):
        if url.endswith("/private"):
            raise errors.RefusedByRobots(url)

    server.on("/a", redirect("/private"))
    with pytest.raises(errors.RefusedByRobots) as caught:
        asked.get(server.url + "/a", check=check)
    assert caught.value.url == server.url + "/private"
    assert server.paths_seen() == ["/a"]
    assert [(r.url, r.status, r.refused) for r in asked.ledger] == [
        (server.url + "/a", 302, ""),
        (server.url + "/private", None, "robots"),
    ]


@pytest.mark.parametrize(
    "location",
    ["ftp://127.0.0.1/", "file:///etc/passwd", "javascript:1", "http://me:pw@127.0.0.1/"],
)
def test_a_redirect_to_what_is_no_web_page_is_out_of_scope(server, asked, location):
    with pytest.raises(errors.OutOfScope):
        asked.get(server.on("/a", redirect(location)))
    assert asked.ledger[-1].refused == "out_of_scope"


def test_a_redirect_to_another_port_of_this_computer_is_refused(server, asked, connects):
    with BadServer() as other:
        server.on("/a", redirect(other.url + "/b"))
        with pytest.raises(errors.RefusedAddress) as caught:
            asked.get(server.url + "/a")
        assert caught.value.url == other.url + "/b"
        assert other.seen == []
    assert connects == [("127.0.0.1", server.port)]


def test_a_redirect_by_another_name_to_the_same_place_is_refused(server, asked, names):
    names["localhost"] = [["127.0.0.1"]]
    server.on("/a", redirect(f"http://localhost:{server.port}/b"))
    with pytest.raises(errors.RefusedAddress):
        asked.get(server.url + "/a")
    assert server.paths_seen() == ["/a"]


@pytest.mark.parametrize(
    "script",
    [
        answer(status=302),
        redirect(""),
        redirect("http://[bad/"),
        answer(status=302, location="/a", Location="/b"),
    ],
    ids=["none", "empty", "malformed", "two"],
)
def test_a_redirect_to_nowhere_is_unreachable(server, asked, script):
    with pytest.raises(errors.Unreachable):
        asked.get(server.on("/here", script))
    assert [(r.status, r.refused) for r in asked.ledger] == [(302, "unreachable")]


def test_a_redirect_loop_ends(server, asked):
    url = server.on("/loop", redirect("/loop"))
    with pytest.raises(errors.Unreachable) as caught:
        asked.get(url)
    assert caught.value.url == url
    assert len(server.seen) == len(asked.ledger) == MAX_REDIRECTS + 1


def test_ten_redirects_are_followed_and_not_eleven(server, asked):
    for n in range(11):
        server.on(f"/{n}", redirect(f"/{n + 1}"))
    server.on("/11", answer(b"far"))
    assert asked.get(server.url + "/1").untrusted_body == b"far"
    with pytest.raises(errors.Unreachable):
        asked.get(server.url + "/0")
