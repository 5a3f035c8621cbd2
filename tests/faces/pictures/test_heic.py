import io
import struct

import numpy as np
import pytest
from PIL import Image

from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.faces.pictures import formats
from exposure_app.faces.pictures.decode import MAX_PIXELS, decode, frames_of
from tests.faces.pictures.oriented import exif, marked
from tests.faces.pictures.tiles import apart, tiles
from tests.media.heic import heic_bytes
from tests.pictures import portrait

URL = "https://example.org/a.heic"

# How a container says the eight orientations of EXIF: quarter turns, then a mirror across a line
# that lies (0) or stands (1).
AS_EXIF = {
    1: (0, None), 2: (0, 1), 3: (2, None), 4: (0, 0), 5: (3, 1), 6: (3, None), 7: (1, 1),
    8: (1, None),
}  # fmt: skip


def large_marked():
    return marked().resize((192, 128), Image.Resampling.NEAREST)


@pytest.fixture(scope="module")
def heic():
    return heic_bytes(portrait())


def test_colours_of_a_heic_come_out_right_within_ten_levels():
    assert apart(heic_bytes(tiles()), tiles()) <= 10


@pytest.mark.parametrize("value", AS_EXIF)
def test_a_heic_is_turned_once_by_its_container_whatever_its_exif_says(value):
    turns, mirror = AS_EXIF[value]
    body = heic_bytes(large_marked(), quarter_turns=turns, mirrored=mirror, exif=exif(6)[6:])
    stored = io.BytesIO()
    large_marked().save(stored, "PNG", exif=exif(value))
    expected = decode(stored.getvalue(), "").astype(int)
    pixels = decode(body, "")
    assert pixels.shape == expected.shape
    assert np.abs(pixels - expected).mean() < 6


def test_a_broken_exif_block_does_not_cost_the_picture():
    body = heic_bytes(large_marked(), exif=b"II*\0\xff\xff\xff\xff")
    assert decode(body, "").shape == (128, 192, 3)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_heic_cut_short_is_damaged(heic, share):
    with pytest.raises(errors.Unreadable):
        decode(heic[: int(len(heic) * share)], URL)


def test_a_heic_that_declares_too_many_pixels_is_not_decoded(heic):
    size = struct.pack(">II", 512, 512)
    body = heic.replace(b"ispe\0\0\0\0" + size, b"ispe\0\0\0\0" + struct.pack(">II", 9000, 9000))
    with pytest.raises(errors.TooManyPixels) as caught:
        decode(body, URL)
    assert caught.value.width * caught.value.height > MAX_PIXELS


def test_a_heic_is_one_picture_with_one_frame(heic):
    [only] = frames_of(heic, URL)
    assert only.size == (512, 512)


def test_without_its_part_a_heic_says_which_one_it_needs(heic, monkeypatch):
    monkeypatch.setattr(formats, "pi_heif", None)
    with pytest.raises(errors.PartMissing) as caught:
        decode(heic, URL)
    assert (caught.value.reason, caught.value.part) == (GapReason.PART_MISSING, "heif")
