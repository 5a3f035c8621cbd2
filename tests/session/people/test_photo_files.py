"""Which files of a folder are taken for photos of a person, and which are not even read."""

import pytest

from exposure_app.domain.errors import PhotoOnlineOnly
from exposure_app.session.people import enrolment
from exposure_app.session.people.enrolment import photo_files, read_photo
from exposure_app.wording import explain


@pytest.fixture
def album(tmp_path):
    for name in ("b.jpg", "deep/a.jpg", "deep/.hidden", "round/c.jpg"):
        (tmp_path / "album" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "album" / name).write_bytes(b"x")
    return tmp_path / "album"


def names(album):
    return [one.relative_to(album).as_posix() for one in photo_files([album])]


def test_the_visible_files_below_a_folder_are_taken_in_the_order_of_their_paths(album):
    assert names(album) == ["b.jpg", "deep/a.jpg", "round/c.jpg"]


def test_no_junction_is_walked_as_it_may_lead_round(album, monkeypatch):
    junction = (album / "round").stat().st_ino
    monkeypatch.setattr(enrolment, "is_link", lambda facts: facts.st_ino == junction)
    assert names(album) == ["b.jpg", "deep/a.jpg"]


def test_a_photo_that_is_only_online_is_not_fetched(album, monkeypatch):
    monkeypatch.setattr(enrolment, "is_online_only", lambda _facts: True)
    monkeypatch.setattr("pathlib.Path.read_bytes", pytest.fail)
    with pytest.raises(PhotoOnlineOnly) as caught:
        read_photo(album / "b.jpg")
    assert explain(caught.value).what.startswith("b.jpg is only online")
