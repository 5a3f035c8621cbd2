from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from exposure_app.domain.faces import Box, Embedding
from exposure_app.domain.findings import Band
from exposure_app.faces.recognition.quality import (
    MIN_ENROLLED_NORM,
    enrolment_reason,
    is_usable,
    sharpness,
    strongest_band,
    turn,
)
from tests.pictures import portrait


@pytest.fixture
def face(recogniser, portrait_pixels):
    return recogniser.detect(portrait_pixels)[0]


def sized(face, side):
    return replace(face, box=Box(10, 10, 10 + side * 0.8, 10 + side))


def unclear(embedding):
    return Embedding(embedding.vector, embedding.model, MIN_ENROLLED_NORM - 0.1)


def judged(recogniser, picture):
    [face] = recogniser.detect(np.asarray(picture))
    [embedding] = recogniser.embed([face.crop])
    return enrolment_reason(face, embedding)


@pytest.mark.parametrize(("side", "usable"), [(10, False), (23.9, False), (24, True), (500, True)])
def test_a_face_below_24_pixels_is_never_compared(face, side, usable):
    assert is_usable(sized(face, side)) is usable


@pytest.mark.parametrize(
    ("side", "band"),
    [(24, Band.POSSIBLY), (31.9, Band.POSSIBLY), (32, Band.VERY_LIKELY), (99, Band.VERY_LIKELY)],
)
def test_a_face_below_32_pixels_is_possibly_someone_at_most(face, side, band):
    assert strongest_band(sized(face, side).box) is band


def test_a_clear_portrait_makes_a_good_reference(recogniser):
    assert judged(recogniser, portrait()) is None


def test_a_photo_from_far_away_is_small(recogniser):
    assert judged(recogniser, portrait().resize((256, 256))) == "small"


def test_a_photo_out_of_focus_is_blurred(recogniser):
    assert judged(recogniser, portrait().filter(ImageFilter.GaussianBlur(4))) == "blurred"


def test_a_photo_at_night_is_dark(recogniser):
    assert judged(recogniser, portrait().point(lambda level: level // 18)) == "dark"


def test_a_clear_vector_excuses_what_the_picture_looks_like(face, subject):
    dark = replace(face, crop=face.crop // 20)
    assert enrolment_reason(dark, subject) is None
    assert enrolment_reason(dark, unclear(subject)) == "dark"


def test_a_face_in_profile_is_turned(face, subject):
    landmarks = face.landmarks.copy()
    landmarks[2] = landmarks[1] + [0, 20]  # the nose tip below the left eye
    assert turn(replace(face, landmarks=landmarks)) == pytest.approx(0.5, abs=0.1)
    assert enrolment_reason(replace(face, landmarks=landmarks), unclear(subject)) == "turned"


def test_what_no_measure_explains_is_unclear(face, subject):
    assert enrolment_reason(face, unclear(subject)) == "unclear"


def test_sharpness_falls_with_blur_and_not_with_light(face):
    gray = face.crop.astype(np.float32).mean(axis=2)
    soft = Image.fromarray(gray.astype(np.uint8)).filter(ImageFilter.GaussianBlur(2))
    assert sharpness(np.asarray(soft, np.float32)) < sharpness(gray) / 4
    assert sharpness(gray / 4) == pytest.approx(sharpness(gray), rel=0.1)


def test_landmarks_in_one_point_are_not_turned_infinitely(face):
    assert np.isfinite(turn(replace(face, landmarks=np.full((5, 2), 7, np.float32))))
