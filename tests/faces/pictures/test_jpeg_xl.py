import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_jxl import Encoder  # noqa: F401 - so that Pillow can write what is read here

from exposure_app.domain import errors
from exposure_app.faces.pictures import jpeg_xl
from exposure_app.faces.pictures.decode import decode, raster_of
from tests.faces.pictures.oriented import exif, marked
from tests.faces.pictures.tiles import apart, encoded, tiles
from tests.pictures import jpeg_bytes, portrait

URL = "https://example.org/a.jxl"


def from_jpeg(picture, tmp_path, **options):
    """What a JPEG becomes when it is stored again without loss."""
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_bytes(picture, **options))
    with Image.open(path) as stored:
        return encoded(stored, "JXL", lossless_jpeg=True)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA"])
@pytest.mark.parametrize("options", [{"quality": 95}, {"lossless": True, "use_container": True}])
def test_colours_come_out_right_within_ten_levels(mode, options):
    picture = tiles(mode)
    assert apart(encoded(picture, "JXL", **options), picture) <= 10


def test_sixteen_bits_are_scaled_to_eight():
    gray = np.asarray(tiles("L"))
    deep = Image.fromarray(gray.astype(np.uint16) * 257)
    assert apart(encoded(deep, "JXL", lossless=True), Image.fromarray(gray)) <= 1


@pytest.mark.parametrize("value", range(1, 9))
def test_one_made_of_a_jpeg_is_that_jpeg_turned_once(value, tmp_path):
    block = exif(value)
    body = from_jpeg(marked(), tmp_path, exif=block)
    expected = decode(jpeg_bytes(marked(), exif=block), "")
    np.testing.assert_allclose(decode(body, "").astype(int), expected.astype(int), atol=3)


@pytest.mark.parametrize("value", range(1, 9))
def test_one_decoded_to_pixels_is_turned_once_too(value, tmp_path):
    block = exif(value)
    body = from_jpeg(marked(), tmp_path, exif=block).replace(b"jbrd", b"free")
    expected = decode(jpeg_bytes(marked(), exif=block), "")
    pixels = decode(body, "")
    assert pixels.shape == expected.shape
    assert np.abs(pixels.astype(int) - expected).mean() < 6


def test_an_exif_block_beside_turned_pixels_turns_nothing():
    body = encoded(marked(), "JXL", lossless=True, exif=exif(6))
    np.testing.assert_array_equal(decode(body, ""), np.asarray(marked()))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_one_cut_short_is_damaged(share):
    body = encoded(portrait(), "JXL", quality=90)
    with pytest.raises(errors.Unreadable):
        decode(body[: int(len(body) * share)], URL)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 5000), st.integers(1, 300), st.booleans())
def test_its_header_says_its_size_before_anything_is_decoded(width, height, is_boxed):
    picture = Image.new("L", (width, height))
    body = encoded(picture, "JXL", use_container=is_boxed, effort=1)
    assert jpeg_xl.declared_size(body) == (width, height)


def test_one_that_declares_too_many_pixels_is_not_decoded():
    # Not small; 30 bits for the height, no ratio, 30 bits for the width, each less one.
    bits = 3 << 1 | (99_999 << 3) | (3 << 36) | (99_999 << 38)
    body = b"\xff\x0a" + bits.to_bytes(16, "little")
    with pytest.raises(errors.TooManyPixels) as caught:
        decode(body, URL)
    assert (caught.value.width, caught.value.height) == (100_000, 100_000)


@given(st.binary(max_size=80))
def test_whatever_follows_its_beginning_there_is_a_size_or_none(tail):
    for begin in (b"\xff\x0a", b"\x00\x00\x00\x0cJXL \r\n\x87\n"):
        try:
            width, height = jpeg_xl.declared_size(begin + tail)
        except struct.error:
            continue
        assert min(width, height) >= 0


def test_a_box_that_ends_beyond_all_files_leads_to_no_size():
    body = b"\x00\x00\x00\x0cJXL \r\n\x87\n" + struct.pack(">I4sQ", 1, b"free", 2**64 - 1)
    with pytest.raises(struct.error):
        jpeg_xl.declared_size(body)


def test_without_its_part_it_says_which_one_it_needs(monkeypatch):
    body = encoded(tiles(), "JXL")
    monkeypatch.setattr(jpeg_xl, "_decoder", None)
    with pytest.raises(errors.PartMissing) as caught:
        raster_of(body, URL)
    assert caught.value.part == "jxl"
