import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exposure_app.faces.recognition import refinement
from exposure_app.faces.recognition.alignment import TEMPLATE
from exposure_app.faces.recognition.refinement import (
    VIEW_SIZE,
    from_view,
    is_needed,
    tilt,
    upright_view,
)
from tests.pictures import crowd, portrait

HELD_AT = 7  # degrees; how the woman of the portrait holds her head


def turned(degrees):
    """The portrait, turned clockwise about its middle."""
    return np.asarray(portrait().rotate(-degrees, Image.Resampling.BICUBIC))


def rotation(degrees):
    turn = np.radians(degrees)
    return np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])


@settings(deadline=None)
@given(st.floats(-179, 179), st.floats(0.1, 10))
def test_tilt_is_the_angle_a_face_was_turned_by(degrees, scale):
    landmarks = (scale * TEMPLATE @ rotation(degrees).T + 500).astype(np.float32)
    assert tilt(landmarks) == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize("degrees", [-45, -30, -15, 15, 30, 45])
def test_a_tilted_copy_is_known(recogniser, subject, degrees):
    [face] = recogniser.detect(turned(degrees))
    [embedding] = recogniser.embed([face.crop])
    assert embedding.similarity(subject) > 0.8
    assert tilt(face.landmarks) == pytest.approx(degrees + HELD_AT, abs=6)


@pytest.mark.parametrize("width", [400, 640, 900])
def test_a_small_copy_of_a_crowd_is_known_face_by_face(recogniser, strangers, width):
    small = crowd().resize((width, round(886 * width / 1280)), Image.Resampling.LANCZOS)
    faces = recogniser.detect(np.asarray(small))
    for one, known in zip(recogniser.embed([f.crop for f in faces]), strangers, strict=True):
        assert one.similarity(known) > 0.65


def test_without_the_second_look_neither_would_be(recogniser, one_look, subject, strangers):
    [tilted] = one_look.detect(turned(45))
    assert recogniser.embed([tilted.crop])[0].similarity(subject) < 0.429
    small = one_look.detect(np.asarray(crowd().resize((640, 443), Image.Resampling.LANCZOS)))
    scores = [
        one.similarity(known)
        for one, known in zip(recogniser.embed([f.crop for f in small]), strangers, strict=True)
    ]
    assert min(scores) < 0.429


def test_a_large_level_face_is_looked_at_once(recogniser, monkeypatch):
    def refuse(*_):
        raise AssertionError("a second look")

    monkeypatch.setattr(refinement, "upright_view", refuse)
    large = portrait().rotate(HELD_AT).resize((900, 900))
    assert len(recogniser.detect(np.asarray(large))) == 1


def test_a_face_too_small_to_be_compared_is_looked_at_once(recogniser, monkeypatch):
    def refuse(*_):
        raise AssertionError("a second look")

    monkeypatch.setattr(refinement, "upright_view", refuse)
    tiny = portrait().resize((90, 90), Image.Resampling.LANCZOS)
    assert len(recogniser.detect(np.asarray(tiny))) == 1


@pytest.mark.parametrize(
    ("degrees", "seen_px", "needed"),
    [
        (0, 200, False), (4, 160, False), (7, 200, False),
        (9, 200, True), (-9, 200, True), (0, 159, True),
    ],
)  # fmt: skip
def test_small_or_tilted_faces_need_it(degrees, seen_px, needed):
    landmarks = (TEMPLATE @ rotation(degrees).T).astype(np.float32)
    assert is_needed(landmarks, seen_px) is needed


def test_the_view_shows_the_face_upright_in_its_middle(recogniser):
    picture = turned(30)
    [face] = recogniser.detect(picture)
    view, _ = upright_view(picture, face.landmarks)
    assert view.shape == (VIEW_SIZE, VIEW_SIZE, 3)
    [seen] = recogniser.detect(view)
    assert abs(tilt(seen.landmarks)) < 8
    assert np.linalg.norm(seen.landmarks.mean(axis=0) - VIEW_SIZE / 2) < VIEW_SIZE / 8


def test_the_way_back_from_the_view_undoes_the_way_there(portrait_pixels, recogniser):
    [face] = recogniser.detect(portrait_pixels)
    _, there = upright_view(portrait_pixels, face.landmarks)
    in_view = (face.landmarks @ there[:, :2].T + there[:, 2]).astype(np.float32)
    far_off = in_view + 1000
    seen = np.zeros((2, 15), np.float32)
    seen[:, 0] = 0.7, 0.9
    seen[:, 5:] = far_off.ravel(), in_view.ravel()
    seen[1, 1:5] = *in_view.min(axis=0), *in_view.max(axis=0)
    back = from_view(seen, there)
    assert back[0] == pytest.approx(0.9)
    np.testing.assert_allclose(back[5:].reshape(5, 2), face.landmarks, atol=0.01)
    assert (back[1:3] <= face.landmarks.min(axis=0) + 0.01).all()
    assert (back[3:5] >= face.landmarks.max(axis=0) - 0.01).all()
    assert from_view(seen[:1], there) is None
    assert from_view(seen[:0], there) is None


def test_a_face_lost_in_the_view_keeps_its_first_landmarks(recogniser, one_look, monkeypatch):
    monkeypatch.setattr(refinement, "from_view", lambda *_: None)
    [face], [first] = recogniser.detect(turned(30)), one_look.detect(turned(30))
    np.testing.assert_array_equal(face.landmarks, first.landmarks)
