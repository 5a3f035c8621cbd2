import io
import struct
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exposure_app.domain import errors
from exposure_app.faces.pictures import animation, decode
from exposure_app.faces.pictures.decode import frames_of, raster_of
from tests.pictures import coffee, portrait

URL = "https://example.org/a"
KINDS = ["GIF", "PNG", "WEBP", "AVIF"]
LOSSLESS = {"WEBP": {"lossless": True}, "AVIF": {"quality": 90, "speed": 9}}


def animated(kind, frames, **options):
    body = io.BytesIO()
    first, *others = frames
    first.save(
        body, kind, save_all=True, append_images=others, duration=100,
        **LOSSLESS.get(kind, {}), **options,
    )  # fmt: skip
    return body.getvalue()


def grays(count, size=(32, 24)):
    """Frames that tell their number by how light they are."""
    return [Image.new("RGB", size, (10 * number,) * 3) for number in range(count)]


def numbers(body):
    return [round(frame.pixels()[4, 4, 0] / 10) for frame in frames_of(body, URL)]


@pytest.mark.parametrize("kind", KINDS)
def test_all_frames_of_a_short_animation_are_looked_at(kind):
    assert numbers(animated(kind, grays(4))) == [0, 1, 2, 3]


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_long_one_ten_are_evenly_spread_over_its_whole_length(kind):
    assert numbers(animated(kind, grays(19))) == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]


@pytest.mark.parametrize("kind", KINDS)
def test_its_first_frame_is_what_it_was_as_a_still(kind):
    body = animated(kind, [portrait().resize((96, 96)), coffee().resize((96, 96))])
    first, second = frames_of(body, URL)
    np.testing.assert_array_equal(first.pixels(), raster_of(body, URL).pixels())
    assert first.size == second.size == (96, 96)
    assert np.abs(first.pixels().astype(int) - second.pixels()).mean() > 20


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF"])
def test_a_still_has_one_frame(kind):
    body = io.BytesIO()
    portrait().save(body, kind)
    assert len(frames_of(body.getvalue(), URL)) == 1


@pytest.mark.parametrize("kind", ["GIF", "PNG"])
def test_what_a_frame_leaves_as_it_was_is_seen_on_it_too(kind):
    patched = portrait().resize((64, 64))
    patched.paste("red", (0, 0, 8, 8))
    _first, second = frames_of(animated(kind, [portrait().resize((64, 64)), patched]), URL)
    assert np.abs(second.pixels()[20:].astype(int) - np.asarray(patched)[20:]).mean() < 12
    np.testing.assert_allclose(second.pixels()[4, 4], (255, 0, 0), atol=12)


def test_all_frames_together_have_no_more_pixels_than_one_picture_may(monkeypatch):
    monkeypatch.setattr(decode, "MAX_PIXELS", 5 * 32 * 24)
    assert numbers(animated("GIF", grays(19))) == [0, 4, 9, 14, 18]


def test_frames_that_lie_too_far_on_are_not_reached(monkeypatch):
    monkeypatch.setattr(animation, "MAX_WALKED_PIXELS", 7 * 32 * 24)
    assert numbers(animated("GIF", grays(19))) == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("kind", ["GIF", "PNG"])
def test_an_animation_cut_short_is_looked_at_as_far_as_it_goes(kind):
    body = animated(kind, [portrait().resize((128, 128)), *grays(5, (128, 128))])
    shown = frames_of(body[:-20], URL)
    np.testing.assert_array_equal(shown[0].pixels(), raster_of(body, URL).pixels())


def test_an_animation_cut_short_in_its_first_frame_is_damaged():
    body = animated("GIF", [portrait(), coffee().resize((512, 512))])
    with pytest.raises(errors.Unreadable):
        frames_of(body[:9000], URL)


def test_an_animated_png_that_claims_a_billion_frames_is_looked_at_as_far_as_it_goes():
    body = animated("PNG", grays(3))
    at = body.index(b"acTL")
    chunk = b"acTL" + struct.pack(">II", 10**9, 0)
    claimed = body[:at] + chunk + struct.pack(">I", crc32(chunk)) + body[at + 16 :]
    assert numbers(claimed)[0] == 0


@given(st.integers(1, 10_000), st.integers(0, 40))
def test_a_spread_is_even_and_never_more_than_wanted(available, wanted):
    chosen = animation.spread(available, wanted)
    assert chosen[0] == 0
    assert 1 <= len(chosen) <= max(1, wanted)
    assert sorted(set(chosen)) == chosen
    if len(chosen) > 1:
        assert chosen[-1] == available - 1
        steps = np.diff(chosen)
        assert steps.max() - steps.min() <= 1
