import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from exposure_app.faces.pictures.decode import decode
from exposure_app.faces.pictures.orientation import AS_STORED, orientation
from tests.faces.pictures.oriented import LONG, SHORT, exif, marked


def encoded(kind, block):
    body = io.BytesIO()
    marked().save(body, kind, exif=block, quality=95)
    return body.getvalue()


@pytest.mark.parametrize("value", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_turned_once_as_its_camera_was_held(kind, value):
    body = encoded(kind, exif(value))
    with Image.open(io.BytesIO(body)) as stored:
        expected = np.asarray(ImageOps.exif_transpose(stored).convert("RGB"))
    np.testing.assert_allclose(decode(body, "").astype(int), expected.astype(int), atol=3)


def test_the_eight_sides_are_eight_different_pictures():
    sides = {decode(encoded("PNG", exif(value)), "").tobytes() for value in range(1, 9)}
    assert len(sides) == 8


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("value", range(1, 9))
def test_both_byte_orders_are_read(order, value):
    assert orientation(exif(value, order=order)) == value


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"Exif\0\0",
        b"Exif\0\0nonsense",
        exif(0),
        exif(9),
        exif(65535),
        exif(6, kind=LONG),
        exif(6, kind=2),
        exif(6, count=2),
        exif(6, count=0),
        exif(6, tag=0x0113),
        exif(6, start=0xFFFFFFFF),
        exif(6, start=7),
        exif(6)[:30],
        exif(6).replace(b"II*\0", b"II+\0"),
    ],
    ids=range(15),
)
def test_a_block_that_makes_no_sense_leaves_the_picture_as_stored(block):
    assert orientation(block) == AS_STORED


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "block", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*", exif(6)[:30]]
)
def test_a_broken_block_does_not_cost_the_picture(kind, block):
    assert decode(encoded(kind, block), "").shape == (64, 96, 3)


def test_a_broken_block_in_an_avif_does_not_cost_the_picture():
    block = exif(1).replace(struct.pack("<HH", 0x010F, LONG), struct.pack("<HH", 0x010F, SHORT))
    body = encoded("AVIF", block)
    # Where Pillow would read the directory from: now beyond the end.
    broken = body.replace(b"II*\0\x08\0\0\0", b"II*\0\xff\xff\xff\x7f")
    assert broken != body
    assert decode(broken, "").shape == (64, 96, 3)


def test_directories_that_point_at_each_other_are_read_once():
    block = bytearray(exif(6))
    block[-4:] = struct.pack("<I", 8)
    assert orientation(bytes(block)) == 6


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"II*\0", b"MM\0*", b"Exif\0\0II*\0\x08\0\0\0"])
)
def test_whatever_the_block_there_is_an_orientation(tail, head):
    assert orientation(head + tail) in range(1, 9)
