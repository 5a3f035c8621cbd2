"""The confined decoder: as good as the one in this process, and what hostile files cost."""

import io

import numpy as np
import pytest
from PIL import Image

from exposure_app.confine.limits import Limits
from exposure_app.confine.start import Program
from exposure_app.decoder import decoder as decoding
from exposure_app.decoder.decoder import Decoder
from exposure_app.decoder.refusals import error_of, facts_of
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit, Obstacle
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.faces.pictures import decode as inside
from tests.decoder.files import ANIMATED, DAMAGED, REAL

BAD = Program("tests.confine.bad_jobs")
URL = "https://example.org/a"


@pytest.fixture(scope="module")
def decoder():
    with Decoder() as confined:
        yield confined


def outcome(act, *arguments, **named):
    """Pixels, or the error: its class and facts."""
    try:
        return act(*arguments, **named)
    except errors.DecodeError as why:
        return type(why), why.url, why.detail


def test_its_limit_of_pixels_is_the_decoders():
    assert Limits().pixels == inside.MAX_PIXELS


@pytest.mark.parametrize("name", REAL)
def test_pixels_are_the_same_as_decoded_in_this_process(decoder, name):
    confined, open_ = decoder.decode(REAL[name], URL), inside.decode(REAL[name], URL)
    np.testing.assert_array_equal(confined, open_)
    assert not confined.flags.writeable


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("first_side", [64, 300, 1280, None])
def test_a_raster_is_decoded_as_far_as_the_one_in_this_process(decoder, name, first_side):
    confined = decoder.raster_of(REAL[name], URL, first_side=first_side)
    open_ = inside.raster_of(REAL[name], URL, first_side=first_side)
    assert confined.size == open_.size
    for side in (32, 200, 700, None):
        np.testing.assert_array_equal(confined.pixels(side), open_.pixels(side))


@pytest.mark.parametrize("name", ANIMATED)
def test_frames_are_the_same_as_in_this_process(decoder, name):
    confined, open_ = decoder.frames_of(ANIMATED[name], URL), inside.frames_of(ANIMATED[name], URL)
    assert len(confined) == len(open_) > 1
    for one, other in zip(confined, open_, strict=True):
        np.testing.assert_array_equal(one.pixels(), other.pixels())


@pytest.mark.parametrize("name", DAMAGED)
def test_errors_are_the_same_as_in_this_process(decoder, name):
    body = DAMAGED[name]
    assert outcome(decoder.decode, body, URL) == outcome(inside.decode, body, URL)


def test_pictures_stream_out_of_bytes_and_out_of_an_open_file(decoder, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(REAL["png"])
    expected = inside.decode(REAL["png"], URL)
    with path.open("rb") as file:
        for untrusted in (REAL["png"], file):
            [(facts, pixels)] = decoder.pictures("picture", untrusted, {"min_side": 0}, url=URL)
            np.testing.assert_array_equal(pixels, expected)
            assert (facts["width"], facts["height"]) == expected.shape[1::-1]


@pytest.mark.parametrize(
    ("job", "kind", "detail"),
    [
        ("crash", errors.Unreadable, "ended"),
        ("no mark", errors.Unreadable, "ended"),
        ("more pixels than allowed", errors.Unreadable, "ended"),
        ("surprise", errors.Unreadable, "damaged"),
        ("hang", errors.TookTooLong, "decoding"),
        ("too many pixels", errors.TooManyPixels, "10000x10000"),
    ],
)
def test_whatever_happens_inside_costs_one_picture(job, kind, detail):
    with Decoder(program=BAD, limits=Limits(seconds=0.5)) as bad:
        with pytest.raises(errors.DecodeError) as why:
            list(bad.pictures(job, b"x", {}, url=URL))
        assert (type(why.value), why.value.detail) == (kind, detail)
        assert why.value.url == URL
        assert list(bad.pictures("echo", b"x", {}))  # by a fresh one


def test_after_so_many_crashes_the_work_stops(monkeypatch):
    monkeypatch.setattr(decoding, "MAX_CRASHES", 3)
    with Decoder(program=BAD) as bad:
        for _ in range(2):
            with pytest.raises(errors.Unreadable):
                list(bad.pictures("leave", b"x", {}))
        with pytest.raises(errors.DecoderKeepsEnding) as why:
            list(bad.pictures("leave", b"x", {}))
        assert why.value.crashes == 3


def test_a_process_that_cannot_be_started_is_said_at_once(monkeypatch):
    monkeypatch.setattr(Program, "command", lambda _: ["/no/such/program"])
    with Decoder() as none, pytest.raises(errors.DecoderUnavailable):
        none.wait_until_started()


def test_a_decoder_that_is_started_is_there_before_it_is_ready():
    with Decoder(program=Program("tests.confine.never_ready")) as slow:
        slow.wait_until_started()
        assert slow.pool.numbers


def test_a_decoder_that_does_not_get_ready_is_said():
    with (
        Decoder(program=Program("no.such.module")) as none,
        pytest.raises(errors.DecoderUnavailable),
    ):
        none.wait_until_ready()


def test_a_stop_is_heard_while_a_picture_is_decoded():
    cancel = CancelToken()
    with Decoder(program=BAD, cancel=cancel) as bad:
        bad.wait_until_ready()
        stream = bad.pictures("late", b"x", {})
        next(stream)
        cancel.cancel()
        with pytest.raises(Cancelled):
            next(stream)


def test_pictures_without_end_are_not_taken():
    with (
        Decoder(program=Program("tests.decoder.endless_jobs")) as bad,
        pytest.raises(errors.Unreadable),
    ):
        bad.frames_of(b"x", URL)


@pytest.mark.parametrize(
    "error",
    [
        errors.NotAnImage(URL),
        errors.PartMissing(URL, "heif"),
        errors.Unreadable(URL, Obstacle.DAMAGED),
        errors.TooManyPixels(URL, 60_000, 60_000),
        errors.TooSmallToShowAFace(URL, 3, 900),
        errors.BudgetSpent(URL, Limit.PAGES),
    ],
)
def test_an_error_comes_out_as_it_went_in(error):
    told = error_of(facts_of(error), URL)
    assert (type(told), told.url, told.detail) == (type(error), URL, error.detail)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"error": "VaultDamaged"},
        {"error": "Unreadable"},
        {"error": "Unreadable", "obstacle": "<b>see https://evil.example/</b>"},
        {"error": "Unreadable", "obstacle": "x" * 100},
        {"error": "BudgetSpent", "limit": "patience"},
        {"error": "TooManyPixels", "width": "many", "height": 3},
        {"error": "TooManyPixels", "width": 10**30, "height": 3},
        {"error": 7},
    ],
)
def test_nonsense_means_damage(facts):
    told = error_of(facts, URL)
    assert (type(told), told.detail) == (errors.Unreadable, "damaged")


def test_a_large_photo_is_first_decoded_in_part(decoder):
    body = io.BytesIO()
    Image.effect_noise((4000, 3000), 50).convert("RGB").save(body, "JPEG", quality=30)
    raster = decoder.raster_of(body.getvalue(), URL)
    assert raster.size == (4000, 3000)
    assert raster.pixels(1280).shape == (1500, 2000, 3)
    assert raster.pixels().shape == (3000, 4000, 3)
