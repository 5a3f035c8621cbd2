"""To whom a connection is made: the address that was checked, and no other."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from tests.net.asking import asking
from tests.net.badserver import BadServer, answer

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{}/",
        "http://127.1:{}/",
        "http://2130706433:{}/",
        "http://0x7f.0.0.1:{}/",
        "http://[::1]:{}/",
        "http://[::ffff:127.0.0.1]:{}/",
        "http://0.0.0.0:{}/",
        "http://[::]:{}/",
        "http://10.0.0.1:{}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "https://127.0.0.1:{}/",
    ],
)
def test_an_address_that_is_not_public_is_refused_before_any_packet(
    server, asked, connects, names, url
):
    url = url.format(server.port)
    for private_host in (None, "127.0.0.1:1", "localhost:80"):
        with pytest.raises(errors.RefusedAddress):
            asked.get(url, private_host=private_host)
    assert (connects, names.asked) == ([], [])
    assert {(r.address, r.bytes_up, r.refused) for r in asked.ledger} == {
        ("", 0, "refused_address")
    }


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["::1"], ["10.0.0.5"], ["fd00::1"], ["fe80::1%eth0"], ["224.0.0.1"]],
)
def test_a_name_of_an_address_that_is_not_public_is_refused(asked, names, connects, addresses):
    names["photos.example"] = [addresses]
    with pytest.raises(errors.RefusedAddress):
        asked.get("http://photos.example/", private_host=None)
    assert connects == []


def test_one_bad_address_among_many_refuses_them_all(asked, names, connects):
    names["photos.example"] = [[PUBLIC, "2606:4700::1", "127.0.0.1", "1.1.1.1"]]
    with pytest.raises(errors.RefusedAddress):
        asked.get("http://photos.example/", private_host=None)
    assert connects == []


def test_the_address_that_was_checked_is_the_one_connected_to(server, asked, names, connects):
    names["photos.example"] = [[PUBLIC], ["127.0.0.1"]]
    url = server.on("/", answer()).replace("127.0.0.1", "photos.example")
    with pytest.raises(errors.Unreachable):
        asked.get(url, private_host=None)
    assert names.asked == ["photos.example"]  # the second answer was never asked for
    assert connects == [(PUBLIC, server.port)]
    assert (asked.ledger[0].address, server.seen) == (PUBLIC, [])


def test_a_kept_connection_does_not_ask_again(server, asked, names):
    names["photos.example"] = [["127.0.0.1"], ["127.0.0.9"]]
    server.on("/", answer(b"mine"))
    url = f"http://photos.example:{server.port}/"
    for _ in range(3):
        assert asked.get(url).untrusted_body == b"mine"
    assert names.asked == ["photos.example"]
    assert [record.address for record in asked.ledger] == ["127.0.0.1"] * 3
    assert server.seen[0].header("Host") == f"photos.example:{server.port}"


def test_a_connection_to_the_users_own_network_serves_no_other_source(server, asked):
    url = server.on("/", answer(b"mine"))
    asked.get(url)
    with pytest.raises(errors.RefusedAddress):
        asked.get(url, private_host=None)
    assert len(server.seen) == 1
    assert asked.ledger[1].address == ""


def test_a_source_named_private_may_not_be_anywhere(asked, names, connects):
    names["photos.example"] = [["224.0.0.1"]]
    with pytest.raises(errors.RefusedAddress):
        asked.get("http://photos.example/", private_host="photos.example:80")
    assert connects == []


def test_the_next_address_is_tried_and_both_are_in_the_ledger(asked, names):
    names["photos.example"] = [["::1", "127.0.0.1"]]
    try:
        server = BadServer(host="::1")
    except OSError:
        pytest.skip("no IPv6 on this computer")
    with server:
        server.on("/", answer(b"six"))
        assert asked.get(f"http://photos.example:{server.port}/").untrusted_body == b"six"
    assert [(r.address, r.status, r.refused) for r in asked.ledger] == [
        ("127.0.0.1", None, "unreachable"),
        ("::1", 200, ""),
    ]


def test_an_ipv6_address_is_asked_by_its_own_name(asked):
    try:
        server = BadServer(host="::1")
    except OSError:
        pytest.skip("no IPv6 on this computer")
    with server:
        assert asked.get(server.on("/", answer(b"six"))).untrusted_body == b"six"
        assert server.seen[0].header("Host") == server.endpoint


def test_every_address_failing_is_unreachable(asked, names, connects):
    names["photos.example"] = [[PUBLIC, "1.1.1.1", "2606:4700::1"]]
    with pytest.raises(errors.Unreachable):
        asked.get("http://photos.example/", private_host=None)
    assert [record.address for record in asked.ledger] == [host for host, _ in connects]
    assert len(connects) == 3


@pytest.mark.parametrize("host", ["nowhere.example", "a" * 70 + ".example", "a..b"])
def test_a_name_without_an_address_is_unreachable(asked, names, host):
    with pytest.raises(errors.Unreachable):
        asked.get(f"http://{host}/", private_host=None)
    assert [(r.address, r.refused) for r in asked.ledger] == [("", "unreachable")]


@pytest.fixture
def slow_names(monkeypatch):
    """A name service that does not answer until the test is over."""
    over = threading.Event()

    def getaddrinfo(*_args, **_kwargs):
        over.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "too late")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    over.set()
    for thread in threading.enumerate():
        if thread.name == "resolver":
            thread.join()


def test_a_name_service_that_does_not_answer_is_timed_out(slow_names):
    began = time.monotonic()
    with asking(total_s=0.4) as asked, pytest.raises(errors.TimedOut):
        asked.get("http://photos.example/", private_host=None)
    assert time.monotonic() - began < 1.5


def test_stop_is_heard_while_a_name_is_looked_up(slow_names, asked):
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        asked.get("http://photos.example/", private_host=None, cancel=cancel)
    assert time.monotonic() - began < 1.5
    assert asked.ledger == []


@pytest.fixture
def full_backlog():
    """A port where a connection is neither taken nor refused."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        waiting = []
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            with suppress(BlockingIOError):
                one.connect(listening.getsockname())
            waiting.append(one)
        yield listening.getsockname()[1]
        for one in waiting:
            one.close()


def test_a_connection_that_is_never_taken_is_timed_out(full_backlog):
    began = time.monotonic()
    with asking(silence_s=(0.3, 0.3)) as asked, pytest.raises(errors.TimedOut):
        asked.get(f"http://127.0.0.1:{full_backlog}/")
    assert time.monotonic() - began < 1.5


def test_stop_is_heard_while_connecting(full_backlog, asked):
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        asked.get(f"http://127.0.0.1:{full_backlog}/", cancel=cancel)
    assert time.monotonic() - began < 1.5
