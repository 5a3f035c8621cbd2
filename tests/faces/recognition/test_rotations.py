import numpy as np
import pytest
from PIL import Image, ImageDraw

from exposure_app.faces.models.network import moved
from exposure_app.faces.recognition import rotations
from exposure_app.faces.recognition.detector import Detector
from exposure_app.faces.recognition.refinement import tilt
from exposure_app.faces.recognition.rotations import QUARTERS, quarter_turned, turned_rows
from tests.faces.recognition.counting import Counting
from tests.pictures import coffee, crowd, mask, portrait

HELD_AT = 7  # degrees; how the woman of the portrait holds her head


def turned(pixels, degrees):
    """Clockwise, by quarters."""
    return np.ascontiguousarray(np.rot90(pixels, -degrees // 90))


def apart(one, other):
    """Degrees between two directions."""
    return abs((one - other + 180) % 360 - 180)


@pytest.mark.parametrize("degrees", QUARTERS)
def test_a_picture_on_its_side_or_head_shows_the_same_face_as_upright(
    recogniser, portrait_pixels, subject, degrees
):
    [face] = recogniser.detect(turned(portrait_pixels, degrees))
    assert recogniser.embed([face.crop])[0].similarity(subject) > 0.95
    assert apart(tilt(face.landmarks), degrees + HELD_AT) < 8


@pytest.mark.parametrize("degrees", range(45, 360, 30))
def test_a_face_tilted_by_any_angle_is_known(recogniser, subject, degrees):
    picture = np.asarray(portrait().rotate(-degrees, Image.Resampling.BICUBIC))
    [face] = recogniser.detect(picture)
    assert recogniser.embed([face.crop])[0].similarity(subject) > 0.75
    assert apart(tilt(face.landmarks), degrees + HELD_AT) < 20


@pytest.mark.parametrize("degrees", QUARTERS)
def test_each_of_a_crowd_is_known_when_the_picture_lies(
    recogniser, crowd_pixels, strangers, degrees
):
    faces = recogniser.detect(turned(crowd_pixels, degrees))
    found = recogniser.embed([face.crop for face in faces])
    for known in strangers:
        assert max(known.similarity(one) for one in found) > 0.85


@pytest.mark.parametrize("degrees", QUARTERS)
def test_the_box_is_where_the_turned_face_is(recogniser, portrait_pixels, degrees):
    [upright] = recogniser.detect(portrait_pixels)
    [face] = recogniser.detect(turned(portrait_pixels, degrees))
    middle = np.array([[upright.box.left, upright.box.top, upright.box.right, upright.box.bottom]])
    row = np.concatenate([np.ones((1, 1)), middle, np.zeros((1, 10))], axis=1).astype(np.float32)
    there = moved(row, rotations._about_middle(512, 512, degrees))[0, 1:5]
    found = [face.box.left, face.box.top, face.box.right, face.box.bottom]
    np.testing.assert_allclose(found, there, atol=0.15 * upright.box.side)


def test_one_look_loses_turned_faces_without_a_word(recogniser, one_look, portrait_pixels, subject):
    [face] = one_look.detect(turned(portrait_pixels, 180))
    assert face.score > 0.6
    assert recogniser.embed([face.crop])[0].similarity(subject) < 0.4


def test_rows_of_a_turned_look_are_in_pixels_of_the_view_as_it_is(recogniser, portrait_pixels):
    lying = turned(portrait_pixels[:400], 90)
    [row] = [r for r in turned_rows(recogniser.network, lying, 90) if r[0] > 0.6]
    [straight] = [r for r in recogniser.network.find(portrait_pixels[:400]) if r[0] > 0.6]
    assert row[0] == pytest.approx(straight[0], abs=1e-5)
    x, y = straight[5:].reshape(5, 2).T
    np.testing.assert_allclose(row[5:].reshape(5, 2), np.stack([400 - y, x], axis=1), atol=1e-3)


@pytest.mark.parametrize("degrees", QUARTERS)
def test_a_quarter_turn_is_told_from_the_others(recogniser, portrait_pixels, degrees):
    lying = turned(portrait_pixels, degrees)
    seen = recogniser.network.find(lying)[0]
    told, row = quarter_turned(recogniser.network, lying, seen)
    assert told == degrees
    assert row[0] > seen[0]


def test_where_there_is_no_face_no_turn_shows_one(recogniser):
    nothing = np.full((200, 200, 3), 90, np.uint8)
    row = np.array([0.7, 60, 60, 120, 120, *[90] * 10], np.float32)
    told, same = quarter_turned(recogniser.network, nothing, row)
    assert told == 0
    np.testing.assert_array_equal(same, row)


@pytest.mark.parametrize("degrees", [0, *QUARTERS])
def test_a_cup_of_coffee_shows_no_face_either_way_up(recogniser, degrees):
    assert recogniser.detect(turned(np.asarray(coffee()), degrees)) == []


def test_a_masked_face_is_not_taken_for_one_upside_down(recogniser):
    picture = portrait()
    drawn = [(183, 128), (224, 118), (264, 126), (258, 165), (225, 182), (192, 168)]
    ImageDraw.Draw(picture).polygon(drawn, fill=(150, 185, 210))
    [face] = recogniser.detect(np.asarray(picture))
    assert apart(tilt(face.landmarks), HELD_AT) < 10


@pytest.mark.parametrize("colour", ["black", "blue", "green", "white"])
def test_a_mask_without_a_face_is_no_face(recogniser, colour):
    assert recogniser.detect(np.asarray(mask(colour))) == []


def test_upright_faces_cost_no_turns(recogniser, portrait_pixels, monkeypatch):
    def refuse(*_):
        raise AssertionError("turned")

    monkeypatch.setattr(rotations, "quarter_turned", refuse)
    monkeypatch.setattr(rotations, "turned_rows", refuse)
    assert len(recogniser.detect(portrait_pixels)) == 1
    assert len(recogniser.detect(np.asarray(crowd()))) == 6


def test_a_blank_picture_is_looked_at_twice_and_no_more(recogniser):
    looks = Counting(recogniser.network)
    assert Detector(looks).detect(np.full((600, 800, 3), 200, np.uint8)) == []
    assert len(looks.views) == 2
