"""Videos and documents, from file to finding."""

import pytest

from exposure_app.domain.errors import Unreadable
from exposure_app.domain.findings import Verdict
from exposure_app.domain.moments import moment_in
from exposure_app.domain.sources import Footing, Kind
from exposure_app.domain.work import CancelToken
from exposure_app.session.audit import media
from tests.media.documents import Document
from tests.media.videos import video_bytes
from tests.pictures import coffee, crowd, portrait
from tests.session.profiles import audit, enrol_portrait, opened, quiet


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


@pytest.fixture
def film(tmp_path):
    """Four seconds of a cup, two of the portrait, two of others."""
    path = tmp_path / "album" / "film.mp4"
    path.parent.mkdir()
    scenes = [(coffee(), 100), (portrait(), 50), (crowd(), 50)]
    path.write_bytes(video_bytes(scenes, size=(480, 480), g=25))
    return path


def test_somebody_in_a_video_is_found_with_the_time(session, film):
    source = session.sources.add(str(film), Footing.MY_EXPORT)
    assert source.kind is Kind.VIDEO
    audit(session)
    assert session.audits.last().gaps == ()
    [finding] = session.findings.all()
    moment = moment_in(finding.locations[0].image_url)
    assert 4 <= moment.seconds <= (moment.until or 4) <= 6.1
    assert {one.locations[0].page_url for one in session.findings.all()} == {film.parent.as_uri()}


def test_an_unchanged_video_is_not_decoded_again_and_its_findings_stand(session, film):
    session.sources.add(str(film.parent), Footing.MY_EXPORT)
    audit(session)
    first = session.audits.last().coverage
    found = [one.id for one in session.findings.all()]
    session.findings.judge(found[0], Verdict.ME)
    audit(session)
    again = session.audits.last().coverage
    assert again.images_decoded == 0
    assert again.images_unchanged == first.images_decoded > 0
    assert [one.id for one in session.findings.all()] == found
    assert all(one.locations[0].gone_at is None for one in session.findings.all())


def test_after_another_photo_is_enrolled_it_is_read_again(session, film, tmp_path):
    session.sources.add(str(film.parent), Footing.MY_EXPORT)
    audit(session)
    found = {one.id for one in session.findings.all()}
    enrolled = tmp_path / "again.jpg"
    portrait().crop((40, 0, 440, 400)).rotate(4).save(enrolled)
    list(session.people.enrol([enrolled], report=quiet, cancel=CancelToken()))
    audit(session)
    assert session.audits.last().coverage.images_decoded > 0
    assert {one.id for one in session.findings.all()} == found


def test_somebody_who_is_filmed_for_long_is_found_once_a_shot(session, film):
    moving = [(portrait().crop((x, 0, x + 440, 440)), 25) for x in range(0, 72, 9)]
    film.write_bytes(video_bytes(moving, size=(480, 480), g=25))
    session.sources.add(str(film.parent), Footing.MY_EXPORT)
    audit(session)
    assert len(session.findings.all()) <= 2


def test_a_video_that_was_deleted_is_gone_with_all_its_moments(session, film):
    session.sources.add(str(film.parent), Footing.MY_EXPORT)
    audit(session)
    film.unlink()
    audit(session)
    places = [place for one in session.findings.all() for place in one.locations]
    assert places
    assert all(place.gone_at is not None for place in places)


def test_somebody_in_a_document_is_found_with_the_page(session, tmp_path):
    document = Document()
    me, cup = document.keep(portrait()), document.keep(coffee())
    document.page((cup, (50, 500, 300, 200)), text="A cup")
    document.page((me, (50, 300, 300, 300)), text="A person")
    path = tmp_path / "paper.pdf"
    path.write_bytes(document.body())
    assert session.sources.add(str(path), Footing.MY_EXPORT).kind is Kind.PDF
    audit(session)
    [finding] = session.findings.all()
    assert finding.locations[0].image_url == f"{path.as_uri()}#page=2"
    assert finding.picture_size == (512, 512)
    assert session.audits.last().coverage.images_referenced == 2


@pytest.mark.parametrize(
    "facts",
    [
        {}, {"page": 0}, {"page": "3"}, {"page": 10**9}, {"seconds": -1.0}, {"seconds": 1e12},
        {"seconds": "1"},
    ],
)  # fmt: skip
def test_a_process_that_talks_nonsense_about_where_a_picture_is_is_not_believed(facts):
    with pytest.raises(Unreadable):
        media._checked(facts, "file:///a")
    assert media._checked({"page": 3, "x": "y"}, "") == {"page": 3}
    assert media._checked({"seconds": 2, "is_cut": "1"}, "") == {"seconds": 2.0, "is_cut": 0}
