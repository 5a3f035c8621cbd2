import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from insightface.utils import face_align

from exposure_app.faces.recognition.alignment import (
    CROP_SIZE,
    TEMPLATE,
    aligned,
    similarity_transform,
)

places = arrays(np.float32, (5, 2), elements=st.floats(0, 2000, width=32))


def insightfaces(landmarks):
    with warnings.catch_warnings():
        # scikit-image calls the method it uses deprecated.
        warnings.simplefilter("ignore", FutureWarning)
        return face_align.estimate_norm(landmarks)


@settings(deadline=None)
@given(st.floats(0.05, 20), st.floats(-np.pi, np.pi), places)
def test_a_turned_scaled_moved_template_comes_back(scale, angle, anywhere):
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    landmarks = (scale * TEMPLATE @ turn.T + anywhere[0]).astype(np.float32)
    matrix = similarity_transform(landmarks)
    back = landmarks @ matrix[:, :2].T + matrix[:, 2]
    np.testing.assert_allclose(back, TEMPLATE, atol=0.05)


@settings(deadline=None)
@given(places)
def test_the_transform_is_insightfaces_own(landmarks):
    # Landmarks nearly in one point have no direction, and both answers are noise.
    assume(np.ptp(landmarks, axis=0).min() > 5)
    expected = insightfaces(landmarks)
    # Umeyama keeps to turns even where a mirror image would fit better; both do, or neither.
    np.testing.assert_allclose(similarity_transform(landmarks), expected, rtol=1e-4, atol=1e-3)


def test_a_crop_is_insightfaces_own(recogniser, crowd_pixels):
    for face in recogniser.detect(crowd_pixels):
        np.testing.assert_allclose(
            similarity_transform(face.landmarks), insightfaces(face.landmarks), atol=1e-4
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            expected = face_align.norm_crop(crowd_pixels, face.landmarks)
        np.testing.assert_allclose(face.crop.astype(int), expected.astype(int), atol=1)


@pytest.mark.parametrize("where", [0, 5000, -300])
def test_landmarks_in_one_point_or_outside_the_picture_still_give_a_crop(portrait_pixels, where):
    crop = aligned(portrait_pixels, np.full((5, 2), where, np.float32))
    assert crop.shape == (CROP_SIZE, CROP_SIZE, 3)
    assert crop.dtype == np.uint8
