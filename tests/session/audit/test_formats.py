"""Pictures of every format, from file to finding."""

import io

import pytest

from exposure_app.confine.start import Program
from exposure_app.decoder import decoder
from exposure_app.domain.sources import Footing
from exposure_app.wording import gap_group, gap_key
from tests.media.heic import heic_bytes
from tests.pictures import coffee, crowd, portrait
from tests.session.profiles import audit, enrol_portrait, opened


def animated(*frames):
    body = io.BytesIO()
    first, *others = (frame.resize((300, 300)) for frame in frames)
    first.save(body, "WEBP", save_all=True, append_images=others, duration=200, quality=90)
    return body.getvalue()


@pytest.fixture
def session(tmp_path):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


@pytest.fixture
def album(tmp_path, session):
    folder = tmp_path / "album"
    folder.mkdir()
    session.sources.add(str(folder), Footing.MY_EXPORT)
    return folder


def test_somebody_on_a_later_frame_of_an_animation_is_found_once(session, album):
    (album / "a.webp").write_bytes(animated(coffee(), portrait(), coffee(), portrait()))
    audit(session)
    [finding] = session.findings.all()
    assert finding.picture_size == (300, 300)
    assert finding.locations[0].image_url.endswith("a.webp")
    coverage = session.audits.last().coverage
    assert (coverage.images_decoded, coverage.faces_found) == (1, 2)


def test_what_is_shown_of_it_is_the_frame_with_the_face(session, album):
    (album / "a.webp").write_bytes(animated(coffee(), portrait()))
    audit(session)
    [finding] = session.findings.all()
    width, height = finding.picture_size
    assert finding.box.left < 0.6 * width
    assert finding.box.side > 0.1 * height
    audit(session)
    assert session.audits.last().coverage.images_unchanged == 1


def test_a_heic_from_a_phone_is_looked_at_like_any_picture(session, album):
    (album / "me.heic").write_bytes(heic_bytes(portrait()))
    (album / "others.heic").write_bytes(heic_bytes(crowd().crop((0, 0, 1280, 884))))
    audit(session)
    assert [one.locations[0].image_url[-7:] for one in session.findings.all()] == ["me.heic"]
    assert session.audits.last().gaps == ()


def test_without_the_part_it_is_a_gap_that_says_what_to_do(session, album, monkeypatch):
    (album / "me.heic").write_bytes(heic_bytes(portrait()))
    monkeypatch.setattr(decoder, "DECODER", Program("tests.decoder.without_heif"))
    audit(session)
    [gap] = session.audits.last().gaps
    assert (gap.why, gap.detail) == ("unreadable", "needs the part heif")
    said = gap_group(gap_key(gap), 1)
    assert "1 file needs a part" in said.what
    assert "pip install 'exposure-app[heif]'" in said.remedy
