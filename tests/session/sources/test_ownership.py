"""A site that proves itself is believed until it no longer does."""

import pytest

from exposure_app.domain.errors import CannotBeProved, NoSuchSource, NotProved, Unreachable
from exposure_app.domain.sources import Budget, Footing, Proof, SourceId
from exposure_app.domain.work import Cancelled, CancelToken
from tests.pictures import jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Answer, Site, html, jpeg

FILE = "/.well-known/exposure-app.txt"
ME = jpeg_bytes(portrait().resize((300, 300)))
CLOSED = {
    "/robots.txt": Answer(b"User-agent: *\nDisallow: /", "text/plain"),
    "/": html("<img src=/me.jpg>"),
    "/me.jpg": jpeg(ME),
}


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


def added(session, site):
    return session.sources.add(
        site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True
    )


def prove(session, source):
    return session.sources.prove(source.id, cancel=CancelToken())


def show(site, source):
    site.pages[FILE] = Answer(source.token.encode(), "text/plain")


def test_a_site_is_proved_by_what_it_shows_and_the_asking_is_in_the_ledger(session):
    with Site(CLOSED) as site:
        source = added(session, site)
        with pytest.raises(NotProved):
            prove(session, source)
        show(site, source)
        assert prove(session, source).proved_by is Proof.FILE
    [kept] = session.sources.all()
    assert (kept.proved_by, kept.lifts_robots) == (Proof.FILE, False)
    assert {record.purpose for record in session.requests.all()} == {"proof"}


def test_robots_are_lifted_only_once_proved_and_only_while_it_lasts(session):
    with Site(CLOSED) as site:
        source = added(session, site)
        with pytest.raises(NotProved):
            session.sources.lift_robots(source.id, lifts=True)
        show(site, source)
        prove(session, source)
        audit(session)
        assert [gap.why for gap in session.audits.last().gaps] == ["robots"]
        session.sources.lift_robots(source.id, lifts=True)
        audit(session)
        assert len(session.findings.all()) == 1
        del site.pages[FILE]
        audit(session)
        assert [gap.why for gap in session.audits.last().gaps] == ["robots"]
    [kept] = session.sources.all()
    assert (kept.proved_by, kept.lifts_robots) == (None, False)


def test_a_site_that_is_down_stays_proved_and_is_not_believed_meanwhile(session):
    with Site(CLOSED) as site:
        source = added(session, site)
        show(site, source)
        prove(session, source)
        session.sources.lift_robots(source.id, lifts=True)
    audit(session)
    [kept] = session.sources.all()
    assert (kept.proved_by, kept.lifts_robots) == (Proof.FILE, True)
    with pytest.raises(Unreachable):
        prove(session, source)


def test_what_is_no_site_cannot_be_proved(session, tmp_path):
    album = tmp_path / "album"
    album.mkdir()
    source = session.sources.add(str(album), Footing.OWNED)
    assert source.token == ""
    with pytest.raises(CannotBeProved):
        prove(session, source)
    with pytest.raises(NoSuchSource):
        session.sources.prove(SourceId("none"), cancel=CancelToken())


def test_a_stop_while_a_site_is_asked_for_its_proof_leaves_the_asking_in_the_ledger(session):
    with Site(CLOSED) as site:
        source = added(session, site)
        show(site, source)
        prove(session, source)
        before = len(session.requests.all())
        cancel = CancelToken()

        def stopped(handler):
            cancel.cancel()
            handler.answer(Answer(b"", "text/plain"))

        site.pages[FILE] = stopped
        with pytest.raises(Cancelled):
            list(session.audits.run(report=lambda _p: None, cancel=cancel))
        assert [one.purpose for one in session.requests.all()[before:]] == ["proof"]
    [kept] = session.sources.all()
    assert kept.proved_by is Proof.FILE, "nobody answered that it is not"
