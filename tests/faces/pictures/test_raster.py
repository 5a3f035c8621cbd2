import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exposure_app.domain import errors
from exposure_app.faces.pictures.decode import decode, raster_of
from exposure_app.faces.pictures.raster import Still, as_raster, sheet_of
from tests.pictures import crowd, jpeg_bytes, portrait

URL = "https://example.org/a"


@pytest.fixture(scope="module")
def photo():
    """Twelve megapixels, as phones make them."""
    return jpeg_bytes(crowd().resize((4000, 3000), Image.Resampling.BILINEAR))


def exif(orientation):
    block = Image.Exif()
    block[0x0112] = orientation
    return block.tobytes()


def long_side(pixels):
    return max(pixels.shape[:2])


def test_a_large_jpeg_is_decoded_at_half_its_size_for_the_first_look(photo):
    raster = raster_of(photo, URL)
    assert raster.size == (4000, 3000)
    assert raster.pixels(1280).shape == (1500, 2000, 3)


def test_it_is_decoded_whole_once_somebody_asks_for_more_and_then_kept(photo):
    raster = raster_of(photo, URL)
    whole = raster.pixels(2001)
    assert whole.shape == (3000, 4000, 3)
    assert raster.pixels() is whole
    assert raster.pixels(100) is whole


@settings(deadline=None, max_examples=40)
@given(st.integers(16, 900), st.integers(16, 900), st.integers(1, 1200))
def test_no_picture_is_ever_smaller_than_asked_unless_the_whole_is(width, height, asked):
    body = jpeg_bytes(Image.new("RGB", (width, height), (90, 120, 60)))
    raster = raster_of(body, URL, first_side=asked)
    pixels = raster.pixels(asked)
    assert long_side(pixels) >= min(asked, width, height) or long_side(pixels) >= asked
    assert long_side(pixels) >= min(asked, max(width, height))
    assert raster.size == (width, height)
    assert decode(body, URL).shape == (height, width, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_reduced_or_whole_a_picture_is_upright(orientation):
    body = jpeg_bytes(crowd().resize((1200, 832)), exif=exif(orientation))
    raster = raster_of(body, URL, first_side=150)
    small = raster.pixels(150)
    whole = decode(body, URL)
    assert raster.size == whole.shape[1::-1]
    assert long_side(small) == 150
    expected = np.asarray(Image.fromarray(whole).resize(small.shape[1::-1], Image.Resampling.BOX))
    assert np.abs(small.astype(int) - expected.astype(int)).mean() < 4


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_whatever_its_colours_a_reduced_jpeg_is_rgb(mode):
    body = jpeg_bytes(portrait().convert(mode))
    small = raster_of(body, URL, first_side=128).pixels(128)
    assert small.shape == (128, 128, 3)
    whole = np.asarray(Image.fromarray(decode(body, URL)).resize((128, 128), Image.Resampling.BOX))
    assert np.abs(small.astype(int) - whole.astype(int)).mean() < 4


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_damage_is_told_at_once_however_little_is_asked(photo, share):
    with pytest.raises(errors.Unreadable):
        raster_of(photo[: int(len(photo) * share)], URL, first_side=100)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP"])
def test_other_formats_are_decoded_once_and_whole(kind):
    body = io.BytesIO()
    portrait().save(body, kind)
    raster = raster_of(body.getvalue(), URL, first_side=64)
    assert raster.pixels(64).shape == (512, 512, 3)
    assert raster.pixels() is raster.pixels(64)


def test_pixels_cannot_be_written_to(photo):
    with pytest.raises(ValueError, match="read-only"):
        raster_of(photo, URL).pixels(1280)[0, 0] = 0


def test_pixels_alone_are_a_picture_too():
    pixels = np.zeros((90, 160, 3), np.uint8)
    raster = as_raster(pixels)
    assert raster.size == (160, 90)
    assert raster.pixels(10) is pixels
    assert as_raster(raster) is raster


def test_a_sheet_says_how_its_pixels_compare_to_the_whole(photo):
    assert sheet_of(raster_of(photo, URL), 1000).scale == 0.5
    assert sheet_of(Still(np.zeros((9, 16, 3), np.uint8)), 4).scale == 1


def test_a_large_face_needs_no_more_than_the_half(recogniser, photo, crowd_pixels):
    raster = raster_of(photo, URL)
    assert len(recogniser.detect(raster)) == 6
    assert long_side(raster.pixels(1)) == 2000


def test_a_small_face_is_cut_from_the_whole_photo(recogniser, subject):
    photo = Image.new("RGB", (4000, 3000), (120, 130, 140))
    photo.paste(portrait().resize((320, 320), Image.Resampling.LANCZOS), (2400, 1700))
    raster = raster_of(jpeg_bytes(photo), URL)
    [face] = recogniser.detect(raster)
    assert 50 < face.box.side < 80
    assert long_side(raster.pixels(1)) == 4000
    assert recogniser.embed([face.crop])[0].similarity(subject) > 0.9


def test_boxes_and_landmarks_are_in_pixels_of_the_whole_photo(recogniser, photo):
    for half, whole in zip(
        recogniser.detect(raster_of(photo, URL)),
        recogniser.detect(decode(photo, URL)),
        strict=True,
    ):
        assert np.abs(half.landmarks - whole.landmarks).max() < 0.03 * whole.box.side
        assert abs(half.box.left - whole.box.left) < 0.05 * whole.box.side
        assert abs(half.box.bottom - whole.box.bottom) < 0.05 * whole.box.side
