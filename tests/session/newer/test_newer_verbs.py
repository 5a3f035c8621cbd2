"""One press is one bare request; and each way it can end has an answer of its own."""

from datetime import UTC, datetime, timedelta

import pytest

import exposure_app.session.newer.newer_verbs as module
from exposure_app import __version__
from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.newer.notice import MOST_BYTES
from exposure_app.newer.place import NoticePlace
from exposure_app.session.newer.newer_verbs import NewerVerbs
from tests.net.badserver import BadServer, answer, flood, raw, redirect
from tests.newer.notices import KEY, PATH, SOMEBODY, file_of, place_at, today
from tests.session.profiles import opened


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("profile")) as session:
        yield session


@pytest.fixture
def server():
    with BadServer() as server:
        yield server


@pytest.fixture
def newer(session, server):
    return NewerVerbs(session._profile, place=place_at(server.url), private_host=server.endpoint)


def look(newer):
    return newer.look(cancel=CancelToken())


def recorded(session, server):
    """The ledger's lines about this server."""
    return [one for one in session.requests.all() if one.host == server.endpoint]


def test_a_newer_version_is_told_with_its_page(newer, server):
    server.on(PATH, answer(file_of()))
    news = look(newer)
    assert (news.own, news.notice.version, news.is_newer_there) == (__version__, "9.1.0", True)
    assert not news.is_own_unsafe


def test_this_version_is_the_newest_when_the_maker_says_so(newer, server):
    server.on(PATH, answer(file_of(version=__version__)))
    assert not look(newer).is_newer_there


def test_each_look_is_one_request_and_stands_in_the_ledger(newer, server, session):
    server.on(PATH, answer(file_of()))
    look(newer)
    look(newer)
    assert server.paths_seen() == [PATH, PATH]
    lines = recorded(session, server)
    assert {(one.purpose, one.status, one.source) for one in lines} == {("version", 200, "")}
    assert len(lines) == 2


def test_the_request_is_the_same_bytes_for_everybody(newer, server, session, monkeypatch):
    server.on(PATH, answer(file_of()))
    look(newer)
    monkeypatch.setattr(module, "__version__", "0.0.1")
    session.settings.change(session.settings.current().changed("language", "de"))
    look(newer)
    first, second = [one.raw for one in server.seen]
    assert first == second
    head = f"GET {PATH} HTTP/1.1\r\nHost: {server.endpoint}\r\n"
    assert first.decode() == (
        head + "User-Agent: ExposureApp\r\nAccept: */*\r\n"
        "Accept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\n\r\n"
    )


BROKEN_OFF = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nuntr")
ENDLESS = flood(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"a")


def signed_days_ago(n):
    day = today() - timedelta(days=n)
    return answer(file_of(day, released=day))


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (lambda: answer(status=404), errors.NoticeMissing(404)),
        (lambda: answer(file_of(), status=500), errors.NoticeMissing(500)),
        (lambda: answer(status=304), errors.NoticeMissing(304)),
        (lambda: redirect("/other.txt"), errors.NoticeElsewhere()),
        (lambda: redirect(PATH), errors.NoticeElsewhere()),
        (lambda: redirect("https://elsewhere.example/newest.txt"), errors.NoticeElsewhere()),
        (lambda: answer(file_of() + bytes(MOST_BYTES)), errors.NoticeTooLarge()),
        (lambda: ENDLESS, errors.NoticeTooLarge()),
        (lambda: answer(b"<title>Sign in to the hotel</title>"), errors.NoticeNotSigned()),
        (lambda: answer(b""), errors.NoticeNotSigned()),
        (lambda: answer(file_of(by=SOMEBODY)), errors.NoticeNotSigned()),
        (lambda: answer(file_of(page="javascript:alert()")), errors.NoticeUnreadable()),
        (lambda: BROKEN_OFF, errors.NoticeUnreachable()),
        (lambda: raw(b""), errors.NoticeUnreachable()),
        (lambda: signed_days_ago(61), errors.NoticeExpired(today() - timedelta(days=1))),
        (
            lambda: answer(file_of(today() + timedelta(days=3))),
            errors.NoticeFromLater(today() + timedelta(days=3)),
        ),
        (
            lambda: answer(file_of(version="0.0.1", safe_since="0.0.1")),
            errors.NoticeBehind("0.0.1"),
        ),
    ],
)
def test_what_is_not_known_is_never_called_the_newest(newer, server, script, why):
    server.on(PATH, script())
    with pytest.raises(errors.NewestNotTold) as told:
        look(newer)
    assert (type(told.value), vars(told.value)) == (type(why), vars(why))
    assert server.paths_seen() == [PATH]


def test_a_server_that_is_not_there_is_told_as_no_answer(session, server):
    gone = NoticePlace("https://nobody.invalid/newest.txt", KEY)
    with pytest.raises(errors.NoticeUnreachable):
        look(NewerVerbs(session._profile, place=gone))
    with pytest.raises(errors.NoticeUnreachable):  # on a private address, and nobody said it may
        look(NewerVerbs(session._profile, place=place_at(server.url)))
    assert server.seen == []


def test_under_the_air_gap_nobody_is_asked_and_the_ledger_says_so(newer, server, session):
    session.settings.change(session.settings.current().changed("air_gap", "on"))
    try:
        with pytest.raises(errors.LookingIsOff):
            look(newer)
    finally:
        session.settings.change(session.settings.current().changed("air_gap", "off"))
    assert server.seen == []
    [line] = recorded(session, server)
    assert (line.purpose, line.refused, line.address) == ("version", "air_gap", "")


def test_a_clock_that_cannot_be_right_asks_nobody(newer, server, monkeypatch):
    class Clock:
        @staticmethod
        def now(_zone):
            return datetime(2020, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(module, "datetime", Clock)
    with pytest.raises(errors.ClockNotRight):
        look(newer)
    assert server.seen == []


def test_a_build_that_names_no_place_asks_nobody(session, monkeypatch):
    monkeypatch.setattr(module, "place_of_build", lambda: None)
    newer = NewerVerbs(session._profile)
    before = session.requests.all()
    assert not newer.can_look()
    with pytest.raises(errors.NoPlaceToLook):
        look(newer)
    assert session.requests.all() == before


def test_a_build_that_names_one_looks_there(session, server, monkeypatch):
    server.on(PATH, answer(file_of()))
    monkeypatch.setattr(module, "place_of_build", lambda: place_at(server.url))
    newer = NewerVerbs(session._profile, private_host=server.endpoint)
    assert newer.can_look()
    assert look(newer).is_newer_there


def test_it_can_be_stopped(newer, server):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        newer.look(cancel=cancel)
    assert server.seen == []
