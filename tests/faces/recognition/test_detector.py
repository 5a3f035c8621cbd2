import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exposure_app.faces.recognition import detector
from exposure_app.faces.recognition.nms import MAX_OVERLAP, suppress_overlaps
from exposure_app.faces.recognition.yunet import decode_stride
from tests.faces.opencv import OpenCv
from tests.pictures import coffee


@pytest.fixture(scope="module")
def opencv(model_cache):
    return OpenCv(model_cache)


def resized(pixels, width, height):
    return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS))


def corners(face):
    return np.array([face.box.left, face.box.top, face.box.right, face.box.bottom])


def test_the_portrait_shows_one_face_with_its_eyes_nose_and_mouth_in_place(
    recogniser, portrait_pixels
):
    [face] = recogniser.detect(portrait_pixels)
    assert face.score > 0.9
    np.testing.assert_allclose(corners(face), [178, 66, 266, 180], atol=6)
    right_eye, left_eye, nose, right_mouth, left_mouth = face.landmarks
    assert right_eye[0] < nose[0] < left_eye[0], "the subject's right eye is on our left"
    assert right_mouth[0] < left_mouth[0]
    assert max(right_eye[1], left_eye[1]) < nose[1] < min(right_mouth[1], left_mouth[1])
    assert face.crop.shape == (112, 112, 3)


def test_a_crowd_of_six_is_counted_from_left_to_right(recogniser, crowd_pixels):
    faces = recogniser.detect(crowd_pixels)
    assert len(faces) == 6
    lefts = [face.box.left for face in faces]
    assert lefts == sorted(lefts)


def test_a_cup_of_coffee_shows_no_face(recogniser):
    assert recogniser.detect(np.asarray(coffee())) == []


@pytest.mark.parametrize("side", [100, 250, 1500, 4000])
def test_boxes_are_in_the_pictures_own_pixels_whatever_its_size(recogniser, portrait_pixels, side):
    [original] = recogniser.detect(portrait_pixels)
    [face] = recogniser.detect(resized(portrait_pixels, side, side))
    scale = side / 512
    np.testing.assert_allclose(
        corners(face) / scale, corners(original), atol=0.06 * original.box.side
    )
    np.testing.assert_allclose(
        face.landmarks / scale, original.landmarks, atol=0.08 * original.box.side
    )


def test_a_face_cut_by_the_edge_has_a_box_within_the_picture(recogniser, portrait_pixels):
    cut = portrait_pixels[80:, 205:]
    [face] = recogniser.detect(cut)
    assert face.box.left == 0
    assert 0 <= face.box.top < face.box.bottom <= cut.shape[0]
    assert 40 < face.box.right < 80


@settings(deadline=None, max_examples=25)
@given(width=st.integers(16, 3000), height=st.integers(16, 3000))
def test_a_blank_picture_of_any_shape_shows_no_face(recogniser, width, height):
    assert recogniser.detect(np.full((height, width, 3), 200, np.uint8)) == []


@pytest.mark.parametrize("shape", [(16, 50_000), (50_000, 16)])
def test_a_picture_as_thin_as_a_thread_shows_no_face(recogniser, shape):
    assert recogniser.detect(np.zeros((*shape, 3), np.uint8)) == []


@pytest.mark.parametrize("side", [16, 100, 479, 480, 481, 1280, 1281, 5000])
def test_the_network_sees_between_480_and_1280_pixels(recogniser, side):
    _, _, height, width = recogniser.detector_input(np.zeros((side, 16, 3), np.uint8)).shape
    assert 480 <= height <= 1280
    assert height % 32 == width % 32 == 0


def agree(ours, theirs, pixels):
    """The largest distance in pixels between our boxes and landmarks and OpenCV's."""
    assert len(ours) == len(theirs)
    height, width, _ = pixels.shape
    apart = 0.0
    for face, row in zip(ours, theirs, strict=True):
        box = np.array([row[0], row[1], row[0] + row[2], row[1] + row[3]])
        box = box.clip(0, [width, height, width, height])
        apart = max(apart, np.abs(corners(face) - box).max())
        apart = max(apart, np.abs(face.landmarks.ravel() - row[4:14]).max())
        assert face.score == pytest.approx(row[14], abs=1e-4)
    return apart


def as_the_network_sees_it(pixels):
    """Scaled as `detect` would scale it, so that OpenCV gets the very same pixels."""
    height, width, _ = pixels.shape
    scale = detector.detection_scale(width, height)
    return resized(pixels, round(width * scale), round(height * scale))


def test_boxes_and_landmarks_are_opencvs_own(one_look, opencv, portrait_pixels, crowd_pixels):
    for pixels in (portrait_pixels, crowd_pixels):
        assert agree(one_look.detect(pixels), opencv.detect(pixels), pixels) < 0.01


@pytest.mark.slow
def test_boxes_and_landmarks_are_opencvs_own_on_labelled_faces(one_look, opencv, real_pictures):
    for picture in real_pictures:
        pixels = as_the_network_sees_it(picture)
        assert agree(one_look.detect(pixels), opencv.detect(pixels), pixels) < 0.01


def test_a_picture_with_its_colours_swapped_is_not_what_the_network_learnt(
    recogniser, opencv, portrait_pixels
):
    swapped = portrait_pixels[..., ::-1].copy()
    [face] = recogniser.detect(swapped)
    [row] = opencv.detect(portrait_pixels)
    assert abs(face.score - row[14]) > 1e-3, "or this pair of tests could not see a mistake"


def test_a_cell_is_decoded_as_its_stride_and_place_say():
    cls, obj = np.zeros((6, 1), np.float32), np.zeros((6, 1), np.float32)
    bbox, kps = np.zeros((6, 4), np.float32), np.zeros((6, 10), np.float32)
    cls[4], obj[4] = 0.81, 1.0  # row 1, column 1 of three columns
    bbox[4] = [0.5, 0.25, np.log(2), np.log(4)]
    kps[4, :2] = [0.5, -0.5]
    [row] = decode_stride(8, 3, cls, obj, bbox, kps)
    np.testing.assert_allclose(row[:7], [0.9, 4, -6, 20, 26, 12, 4], rtol=1e-6)
    np.testing.assert_allclose(row[7:], [8.0] * 8)


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_overlaps_are_suppressed_as_opencv_does(count, seed):
    random = np.random.default_rng(seed)
    found = np.zeros((count, 15), np.float32)
    found[:, 0] = random.permutation(count) / 100 + 0.5
    found[:, 1:3] = random.integers(0, 60, (count, 2))
    found[:, 3:5] = found[:, 1:3] + random.integers(5, 60, (count, 2))
    boxes = np.concatenate([found[:, 1:3], found[:, 3:5] - found[:, 1:3]], axis=1)
    expected = cv2.dnn.NMSBoxes(boxes.tolist(), found[:, 0].tolist(), 0.0, MAX_OVERLAP)
    assert suppress_overlaps(found) == [int(one) for one in expected]


def test_a_second_look_moves_landmarks_and_leaves_boxes(recogniser, one_look, crowd_pixels):
    once, twice = one_look.detect(crowd_pixels), recogniser.detect(crowd_pixels)
    assert [face.box for face in once] == [face.box for face in twice]
    moved = [np.abs(a.landmarks - b.landmarks).max() for a, b in zip(once, twice, strict=True)]
    assert np.median(moved) > 0
    assert max(moved) < 20
