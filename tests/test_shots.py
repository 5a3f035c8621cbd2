import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app import shots
from exposure_app.domain import errors
from exposure_app.faces.pictures import shot_frames
from exposure_app.faces.pictures.decode import frames_of, raster_of


def made(count=3, width=20, height=17):
    random = np.random.default_rng(0)
    return [random.integers(0, 256, (height, width, 3)).astype(np.uint8) for _ in range(count)]


def test_frames_come_back_as_they_went():
    frames = made()
    body = shots.packed(frames)
    assert shots.declared_size(body) == (20, 17)
    for before, after in zip(frames, frames_of(body, ""), strict=True):
        np.testing.assert_array_equal(before, after.pixels())
    np.testing.assert_array_equal(raster_of(body, "").pixels(), frames[0])


@given(st.integers(0, 3088), st.binary(max_size=4), st.booleans())
def test_a_body_that_is_not_whole_is_damaged(at, change, is_cut):
    body = shots.packed(made(1, 32, 32))
    spoilt = body[:at] if is_cut else body + change + b"x"
    if spoilt.startswith(shots.MAGIC):
        with pytest.raises(errors.Unreadable):
            frames_of(spoilt, "")


def test_no_more_frames_or_pixels_than_of_any_picture(monkeypatch):
    with pytest.raises(errors.TooManyPixels):
        frames_of(shots.packed(made(11)), "")
    monkeypatch.setattr(shot_frames, "MAX_PIXELS", 3 * 20 * 17 - 1)
    with pytest.raises(errors.TooManyPixels):
        frames_of(shots.packed(made(3)), "")
    with pytest.raises(errors.TooSmallToShowAFace):
        frames_of(shots.packed(made(1, 15, 17)), "")


def test_a_huge_claim_is_refused_by_its_header():
    body = shots.MAGIC + (1).to_bytes(4, "little") + b"\xff\xff\0\0" * 2
    with pytest.raises(errors.TooManyPixels):
        frames_of(body, "")
