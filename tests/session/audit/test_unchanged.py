"""An unchanged site costs requests; a changed picture is looked at, whatever its server says."""

import hashlib

import pytest

from exposure_app.domain.sources import Budget, Footing
from tests.pictures import crowd, jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Answer, Site, html, jpeg

ME = jpeg_bytes(portrait().resize((300, 300)))
OTHER = jpeg_bytes(crowd().resize((300, 200)))
DATE = "Wed, 21 Oct 2015 07:28:00 GMT"


def conditional(body, header="ETag", asks="If-None-Match"):
    """Answers 304 to who has this body already; remembers what it was asked with."""
    value = f'"{hashlib.sha256(body).hexdigest()[:9]}"' if header == "ETag" else DATE

    def answer(handler):
        answer.asked.append(handler.headers.get(asks))
        if handler.headers.get(asks) == value:
            handler.answer(Answer(status=304, headers={header: value}))
        else:
            handler.answer(Answer(body, "image/jpeg", headers={header: value}))

    answer.asked = []
    answer.value = value
    return answer


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


def audited(session, site):
    if not session.sources.all():
        session.sources.add(site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)
    audit(session)
    return session.audits.last().coverage


@pytest.mark.parametrize(
    ("header", "asks"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
)
def test_a_picture_that_its_server_knows_unchanged_is_not_sent_again(session, header, asks):
    me = conditional(ME, header, asks)
    with Site({"/": html("<img src=/me.jpg>"), "/me.jpg": me}) as site:
        first = audited(session, site)
        again = audited(session, site)
    assert (first.images_decoded, first.images_unchanged) == (1, 0)
    assert (again.images_decoded, again.images_unchanged) == (0, 1)
    assert me.asked == [None, me.value]
    [finding] = session.findings.all()
    assert finding.locations[0].gone_at is None
    assert finding.locations[0].last_seen > finding.locations[0].first_seen
    assert first.faces_found == again.faces_found == 1


def test_a_picture_that_changed_is_looked_at(session):
    pages = {"/": html("<img src=/me.jpg>"), "/me.jpg": conditional(OTHER)}
    with Site(pages) as site:
        audited(session, site)
        assert session.findings.all() == []
        site.pages["/me.jpg"] = conditional(ME)
        assert audited(session, site).images_decoded == 1
    assert len(session.findings.all()) == 1


def test_a_new_photo_has_every_picture_asked_for_in_full(session, tmp_path):
    me = conditional(ME)
    with Site({"/": html("<img src=/me.jpg>"), "/me.jpg": me}) as site:
        audited(session, site)
        (tmp_path / "again").mkdir()
        photo = tmp_path / "again" / "me.jpg"
        photo.write_bytes(jpeg_bytes(portrait().transpose(0)))
        list(session.people.enrol([photo], report=lambda _p: None, cancel=_never()))
        assert audited(session, site).images_decoded == 1
    assert me.asked == [None, None]


def _never():
    from exposure_app.domain.work import CancelToken

    return CancelToken()


def test_a_server_that_says_unchanged_unasked_is_a_gap(session):
    pages = {"/": html("<img src=/me.jpg>"), "/me.jpg": Answer(status=304)}
    with Site(pages) as site:
        audited(session, site)
    assert [gap.why for gap in session.audits.last().gaps] == ["blocked"]


def test_a_validator_is_forgotten_with_its_place(session):
    me = conditional(ME)
    with Site({"/": html("<img src=/me.jpg>"), "/me.jpg": me}) as site:
        audited(session, site)
        session.sources.remove(session.sources.all()[0].id)
        audited(session, site)
    assert me.asked == [None, None]


@pytest.mark.parametrize("etag", ['"a', "a", '"' + "x" * 300 + '"', '"a\tb"', 'W/"a" , "b"'])
def test_an_odd_validator_is_not_sent_back(session, etag):
    asked = []

    def odd(handler):
        asked.append(handler.headers.get("If-None-Match"))
        handler.answer(Answer(ME, "image/jpeg", headers={"ETag": etag}))

    with Site({"/": html("<img src=/me.jpg>"), "/me.jpg": odd}) as site:
        audited(session, site)
        audited(session, site)
    assert asked == [None, None]


def test_a_validator_is_not_kept_for_what_lies_behind_a_redirect(session):
    me = conditional(ME)
    moved = Answer(status=302, headers={"Location": "/real.jpg"})
    pages = {"/": html("<img src=/me.jpg>"), "/me.jpg": moved, "/real.jpg": me}
    with Site(pages) as site:
        audited(session, site)
        audited(session, site)
    assert me.asked == [None, None]


def test_the_same_picture_under_a_new_address_is_not_decoded_again(session):
    with Site({"/": html("<img src=/a.jpg>"), "/a.jpg": jpeg(ME)}) as site:
        audited(session, site)
        site.pages.update({"/": html("<img src=/b.jpg>"), "/b.jpg": jpeg(ME)})
        again = audited(session, site)
    assert (again.images_decoded, again.images_unchanged) == (0, 1)
    [finding] = session.findings.all()
    assert sorted(place.gone_at is None for place in finding.locations) == [False, True]
