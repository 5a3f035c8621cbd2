"""Whole audits, and whatever else looks at pictures from outside, over confined decoders."""

import threading
import time

import psutil
import pytest

from exposure_app.confine.limits import Limits
from exposure_app.confine.start import Program
from exposure_app.decoder import decoder as decoding
from exposure_app.domain.context import NOT_SAID
from exposure_app.domain.errors import DecoderKeepsEnding, DecoderUnavailable, UnreadablePhoto
from exposure_app.domain.sources import Footing
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.faces.pictures import decode as inside
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.session.profiles import audit, enrol_portrait, opened
from tests.site import Site, html, jpeg

BAD = Program("tests.decoder.sometimes_bad")


@pytest.fixture
def children():
    """What asks for the processes that this test has begun and that still run.

    Others may be there: a keyring that tests before it share, for one.
    """
    of_others = set(psutil.Process().children())

    def now():
        here = set(psutil.Process().children()) - of_others
        return [one for one in here if one.status() != psutil.STATUS_ZOMBIE]

    return now


@pytest.fixture
def session(tmp_path, children):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        yield session


@pytest.fixture
def album(session, tmp_path):
    folder = tmp_path / "album"
    folder.mkdir()
    session.sources.add(str(folder), Footing.OWNED)
    return folder


@pytest.fixture
def taken_over(monkeypatch):
    monkeypatch.setattr(decoding, "DECODER", BAD)
    monkeypatch.setattr(decoding, "Limits", lambda: Limits(seconds=1.0))


def seen(session):
    return [
        (one.image_sha256, one.score, one.box, session.findings.crop_jpeg(one.id))
        for one in session.findings.all()
    ]


def test_an_audit_finds_the_same_as_with_pictures_decoded_in_this_process(
    tmp_path, session, album, monkeypatch
):
    for name, picture in {"a": portrait(), "b": crowd(), "c": coffee()}.items():
        (album / f"{name}.jpg").write_bytes(jpeg_bytes(picture))
    portrait().convert("RGB").save(album / "d.png")
    (album / "e.jpg").write_bytes(jpeg_bytes(portrait().resize((2600, 2600))))
    audit(session)
    assert len(session.findings.all()) == 3
    with opened(tmp_path / "another profile") as other:
        enrol_portrait(other, tmp_path)
        other.sources.add(str(album), Footing.OWNED)
        monkeypatch.setattr(
            decoding.Decoder, "frames_of", lambda _, body, url: inside.frames_of(body, url)
        )
        audit(other)
        assert seen(other) == seen(session)


def test_no_process_is_left_after_an_audit_and_an_enrolment(session, album, children):
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()))
    audit(session)
    assert children() == []


def test_a_picture_that_takes_the_decoder_over_costs_itself(session, album, taken_over):
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()) + b"CRASH")
    (album / "b.jpg").write_bytes(jpeg_bytes(portrait()) + b"HANG")
    (album / "c.jpg").write_bytes(jpeg_bytes(portrait()))
    audit(session)
    gaps = {gap.url.rpartition("/")[2]: (gap.why, gap.detail) for gap in session.audits.last().gaps}
    assert gaps == {"a.jpg": ("unreadable", "ended"), "b.jpg": ("timed_out", "decoding")}
    assert len(session.findings.all()) == 1


def test_a_found_picture_whose_time_and_place_take_the_decoder_over_is_found_all_the_same(
    session, album, taken_over
):
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()) + b"MISLEAD")
    audit(session)
    assert [one.taken for one in session.findings.all()] == [NOT_SAID]
    assert not session.audits.last().gaps


def test_an_audit_whose_pictures_crash_one_after_another_stops_and_keeps_what_it_found(
    session, album, taken_over, children, monkeypatch
):
    monkeypatch.setattr(decoding, "MAX_CRASHES", 3)
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()))
    for number in range(5):
        (album / f"b{number}.jpg").write_bytes(jpeg_bytes(portrait()) + b"CRASH%d" % number)
    with pytest.raises(DecoderKeepsEnding):
        audit(session)
    assert len(session.findings.all()) == 1
    assert not session.audits.last().is_complete
    assert children() == []


def test_a_stop_does_not_wait_for_a_picture_that_hangs(session, album, children, monkeypatch):
    monkeypatch.setattr(decoding, "DECODER", BAD)
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()) + b"HANG")
    cancel, stopped = CancelToken(), []

    def run():
        with pytest.raises(Cancelled):
            list(session.audits.run(report=lambda _: None, cancel=cancel))
        stopped.append(time.monotonic())

    thread = threading.Thread(target=run)
    thread.start()
    end = time.monotonic() + 30
    while not any(one.cpu_times().user > 1 for one in children()) and time.monotonic() < end:
        threading.Event().wait(0.05)
    asked = time.monotonic()
    cancel.cancel()
    thread.join(30)
    assert stopped
    assert stopped[0] - asked < 5  # where a picture may take 15
    assert children() == []


def test_where_no_decoder_can_be_started_nothing_is_fetched(session, monkeypatch):
    monkeypatch.setattr(Program, "command", lambda _: ["/no/such/program"])
    with Site({"/": html('<img src="/a.jpg">'), "/a.jpg": jpeg(jpeg_bytes(portrait()))}) as site:
        session.sources.add(site.url, Footing.OWNED, allow_private=True)
        with pytest.raises(DecoderUnavailable):
            audit(session)
    assert not site.asked
    assert session.audits.last() is None


def test_a_decoder_that_does_not_get_ready_ends_the_audit_at_its_first_picture(
    session, album, monkeypatch
):
    monkeypatch.setattr(decoding, "DECODER", Program("no.such.module"))
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()))
    with pytest.raises(DecoderUnavailable):
        audit(session)
    assert not session.audits.last().is_complete
    assert not session.audits.last().gaps  # the picture is not to blame


def test_an_audit_that_meets_nothing_new_waits_for_no_decoder(session, album, monkeypatch):
    (album / "a.jpg").write_bytes(jpeg_bytes(portrait()))
    audit(session)
    monkeypatch.setattr(decoding, "DECODER", Program("tests.confine.never_ready"))
    audit(session)
    assert session.audits.last().is_complete
    assert session.audits.last().coverage.images_unchanged == 1


def test_a_photo_to_enrol_or_to_pick_from_cannot_take_over_either(session, tmp_path, taken_over):
    photo = tmp_path / "bad.jpg"
    photo.write_bytes(jpeg_bytes(portrait()) + b"CRASH")
    with pytest.raises(UnreadablePhoto):
        session.people.faces_in(photo)
    with pytest.raises(UnreadablePhoto):
        session.people.add_look_alike(photo)
    [refused] = session.people.enrol([photo], report=lambda _: None, cancel=CancelToken())
    assert isinstance(refused.why, UnreadablePhoto)
    found = list(session.people.find_me(tmp_path, report=lambda _: None, cancel=CancelToken()))
    assert str(photo) in [one.url for one in found if hasattr(one, "why")]


def test_the_self_check_says_what_closes_the_decoder_off(session, monkeypatch):
    checks = {check.name: check for check in session.self_check()}
    assert checks["sandbox"].is_ok
    assert checks["sandbox"].facts["holds"]
    monkeypatch.setattr(decoding, "DECODER", Program("no.such.module"))
    checks = {check.name: check for check in session.self_check()}
    assert not checks["sandbox"].is_ok
