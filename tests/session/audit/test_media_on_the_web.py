"""Somebody in a video or a document on a web site is found, and told of with the time or page."""

import pytest

from exposure_app.domain.moments import moment_in
from exposure_app.domain.sources import Budget, Footing
from tests.media.documents import Document
from tests.media.videos import video_bytes
from tests.pictures import coffee, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Answer, Site, html


@pytest.fixture(scope="module")
def film():
    return video_bytes([(coffee(), 100), (portrait(), 50)], size=(480, 480), g=25)


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


def add(session, site):
    session.sources.add(site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)


def places(session):
    return {place.page_url: place for one in session.findings.all() for place in one.locations}


@pytest.fixture
def pages(film):
    return {
        "/": html("<video src=/film.mp4 aria-label='Ada at sea'></video><a href=/b>b</a>"),
        "/b": html("<video src=/film.mp4></video>"),
        "/film.mp4": Answer(film, "video/mp4"),
    }


def test_somebody_in_a_film_of_two_pages_is_found_on_both_with_the_time(session, pages):
    with Site(pages) as site:
        add(session, site)
        audit(session)
        assert set(places(session)) == {site.url, f"{site.url}b"}
        assert site.paths_asked().count("/film.mp4") == 1
    assert len(session.findings.all()) == 1
    place = places(session)[site.url]
    assert 4 <= moment_in(place.image_url).seconds <= 5
    assert place.context.alt == "Ada at sea"
    summary = session.audits.last()
    assert summary.gaps == ()
    assert summary.coverage.images_referenced == summary.coverage.images_decoded > 1


def test_a_film_that_is_the_same_is_not_decoded_again_and_its_places_stand(session, pages):
    with Site(pages) as site:
        add(session, site)
        audit(session)
        first = session.audits.last().coverage
        audit(session)
        again = session.audits.last().coverage
    assert again.images_decoded == 0
    assert again.images_unchanged == first.images_decoded
    assert [place.gone_at for place in places(session).values()] == [None, None]


def test_a_film_that_was_not_asked_for_this_time_is_not_gone(session, pages):
    with Site(pages) as site:
        add(session, site)
        audit(session)
        site.pages["/film.mp4"] = Answer(status=503)
        audit(session)
    assert [place.gone_at for place in places(session).values()] == [None, None]


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({"/film.mp4": Answer(status=404)}, {"": "HTTP 404", "b": "HTTP 404"}),
        ({"/b": html("<p>nothing")}, {"": "", "b": "not shown"}),
        ({"/b": Answer(status=404)}, {"": "", "b": "page HTTP 404"}),
    ],
)
def test_a_film_that_is_gone_is_gone_with_the_proof(session, pages, changes, gone):
    with Site(pages) as site:
        add(session, site)
        audit(session)
        site.pages.update(changes)
        audit(session)
        found = {url.removeprefix(site.url): one for url, one in places(session).items()}
    assert {path: one.gone_because for path, one in found.items()} == gone
    assert {path: one.gone_at is not None for path, one in found.items()} == {
        path: bool(because) for path, because in gone.items()
    }


def test_somebody_in_a_document_is_found_with_the_page(session):
    document = Document()
    document.page((document.keep(coffee()), (50, 500, 300, 200)), text="A cup")
    document.page((document.keep(portrait()), (50, 300, 300, 300)), text="A person")
    pages = {"/": html("<a href=/paper.pdf>paper</a>"), "/paper.pdf": Answer(document.body())}
    with Site(pages) as site:
        add(session, site)
        audit(session)
        [finding] = session.findings.all()
        assert finding.locations[0].image_url == f"{site.url}paper.pdf#page=2"
        assert finding.locations[0].page_url == site.url
    assert session.audits.last().gaps == ()
