"""The same pixels, wherever they are put."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exposure_app.confine.shared import SharedPixels
from exposure_app.faces.pictures.decode import frames_of
from exposure_app.faces.pictures.pixel_buffer import packed
from tests.pictures import jpeg_bytes, portrait


def made(width, height):
    chance = np.random.default_rng(width * 1_000 + height)
    return Image.fromarray(chance.integers(0, 256, (height, width, 3), np.uint8))


@given(st.integers(1, 400), st.integers(1, 400))
def test_what_is_written_piece_by_piece_is_the_picture(width, height):
    rooms = []

    def room(rows, columns):
        rooms.append(np.zeros((rows, columns, 3), np.uint8))
        return rooms[0]

    image = made(width, height)
    pixels = packed(image, room)
    assert np.array_equal(pixels, np.asarray(image))
    assert pixels is rooms[0]
    assert not pixels.flags.writeable


def test_without_a_room_it_is_the_picture_too():
    assert np.array_equal(packed(made(9, 5)), np.asarray(made(9, 5)))


def test_one_that_is_larger_than_one_piece():
    image = made(1_700, 1_300)
    with SharedPixels.made(3 * 1_700 * 1_300) as shared:
        pixels = packed(image, shared.room)
        shared.put(pixels)  # nothing to do
        assert np.array_equal(shared.taken(1_700, 1_300), np.asarray(image))
        del pixels


def test_one_that_does_not_fit_is_put_elsewhere():
    with SharedPixels.made(4_096) as shared:
        assert np.array_equal(packed(made(80, 80), shared.room), np.asarray(made(80, 80)))


@pytest.mark.parametrize("side", [200, 900, 2_600])
def test_a_jpeg_is_decoded_into_the_room(side):
    body = jpeg_bytes(portrait().resize((side, side)))
    with SharedPixels.made(30_000_000) as shared:
        [there] = frames_of(body, "", room=shared.room)
        [here] = frames_of(body, "")
        assert np.array_equal(there.pixels(), here.pixels())
        pixels = there.pixels()
        assert np.may_share_memory(pixels, shared.room(*pixels.shape[:2]))
        del pixels, there
