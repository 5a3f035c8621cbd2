"""What a server calls its files names none of ours: an audit writes to its profile alone."""

import pytest

from exposure_app.domain.sources import Budget, Footing
from tests.pictures import jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Answer, Site, html

ME = jpeg_bytes(portrait().resize((300, 300)))


@pytest.mark.parametrize("called", ["../../evil.jpg", "/tmp/evil.jpg", "C:\\evil.jpg"])
def test_the_name_a_server_gives_a_picture_is_never_a_file_s(tmp_path, monkeypatch, called):
    here = tmp_path / "working" / "folder"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    headers = {"Content-Disposition": f'attachment; filename="{called}"'}
    pages = {
        "/": html("<img src=/me.jpg><img src='/..%2f..%2fevil.jpg'>"),
        "/me.jpg": Answer(ME, "image/jpeg", headers=headers),
        "/..%2f..%2fevil.jpg": Answer(ME, "image/jpeg", headers=headers),
    }
    with opened(tmp_path / "profile") as session, Site(pages) as site:
        enrol_portrait(session, tmp_path)
        before = _files(tmp_path)
        session.sources.add(site.url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)
        audit(session)
        assert len(session.findings.all()) == 1
        made = _files(tmp_path) - before
    assert all(one.is_relative_to(tmp_path / "profile") for one in made)
    assert not any("evil" in one.name for one in made)


def _files(folder):
    return {path for path in folder.rglob("*") if path.is_file()}
