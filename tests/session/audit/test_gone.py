"""Gone is what was asked for and is not there; what was not looked at is never gone."""

import pytest

from exposure_app.domain.sources import Budget, Footing
from tests.pictures import crowd, jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Answer, Site, html, jpeg

ME = jpeg_bytes(portrait().resize((300, 300)))
OTHER = jpeg_bytes(crowd().resize((300, 200)))
AT_FIRST = {"/": html("<a href=/album>a</a>"), "/album": html("<img src=/me.jpg>"),
            "/me.jpg": jpeg(ME)}  # fmt: skip


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


def the_place(session):
    [finding] = session.findings.all()
    [place] = finding.locations
    return place


def gone_after(session, **changes):
    """Audit a site, change it, audit it again; the place as it then stands."""
    with Site(AT_FIRST) as site:
        session.sources.add(site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)
        audit(session)
        assert the_place(session).gone_at is None
        site.pages.update({f"/{path.strip('_')}": page for path, page in changes.items()})
        audit(session)
        again = the_place(session)
        site.pages.update(AT_FIRST)
        audit(session)
        assert the_place(session).gone_at is None, "it came back"
    return again


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"me.jpg": Answer(status=404)}, "HTTP 404"),
        ({"me.jpg": Answer(status=410)}, "HTTP 410"),
        ({"album": Answer(status=404)}, "page HTTP 404"),
        ({"album": html("<p>nothing to see")}, "not shown"),
        ({"me.jpg": jpeg(OTHER)}, "replaced"),
    ],
)
def test_what_was_asked_for_and_is_not_there_is_gone_with_the_proof(session, changes, because):
    place = gone_after(session, **changes)
    assert place.gone_at is not None
    assert place.gone_at > place.last_seen
    assert place.gone_because == because


@pytest.mark.parametrize(
    "changes",
    [
        {"me.jpg": Answer(status=500)},
        {"me.jpg": Answer(status=403)},
        {"album": Answer(status=503, headers={"Retry-After": "9999"})},
        {"": html("<p>the link to the album is gone")},
        {"me.jpg": Answer(b"broken", "image/jpeg")},
    ],
    ids=["500", "403", "busy", "no link", "broken"],
)
def test_what_was_not_looked_at_is_not_gone(session, changes):
    place = gone_after(session, **changes)
    assert (place.gone_at, place.gone_because) == (None, "")


def test_a_file_is_gone_when_its_folder_is_there_and_it_is_not(session, tmp_path):
    album = tmp_path / "album"
    album.mkdir()
    (album / "me.jpg").write_bytes(ME)
    session.sources.add(str(album), Footing.MY_EXPORT)
    audit(session)
    away = album.rename(tmp_path / "unplugged")
    audit(session)
    assert the_place(session).gone_at is None, "the whole drive is away"
    away.rename(album)
    (album / "me.jpg").unlink()
    audit(session)
    assert the_place(session).gone_at is not None
    assert the_place(session).gone_because == "no file"
