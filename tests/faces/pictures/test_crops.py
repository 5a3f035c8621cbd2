import io
from time import process_time

import numpy as np
import pytest
from PIL import Image

from exposure_app.domain.faces import Box
from exposure_app.faces.pictures.crops import CONTEXT_PX, CROP_PX, context_jpeg, crop_jpeg

# One stranger in a hundred scores more against a photo of somebody: FMR 1e-2 of this pack.
UNLIKE = 0.30


def pixels_of(jpeg):
    with Image.open(io.BytesIO(jpeg)) as image:
        assert image.format == "JPEG"
        return np.asarray(image.convert("RGB"))


def others(faces, shown):
    return [face.box for face in faces if face is not shown]


@pytest.fixture(scope="module")
def crowd_faces(recogniser, crowd_pixels):
    return recogniser.detect(crowd_pixels)


def best_scores(recogniser, pixels, people):
    """For each of `people`, the best score any face still found in `pixels` reaches."""
    found = recogniser.embed([face.crop for face in recogniser.detect(pixels)])
    return [max((one.similarity(who) for one in found), default=-1.0) for who in people]


@pytest.mark.parametrize("make", [crop_jpeg, context_jpeg])
def test_bystanders_cannot_be_recognised_and_the_shown_face_can(
    recogniser, crowd_pixels, crowd_faces, strangers, make
):
    for number, shown in enumerate(crowd_faces):
        picture = pixels_of(make(crowd_pixels, shown.box, others(crowd_faces, shown)))
        scores = best_scores(recogniser, picture, strangers)
        itself = scores.pop(number)
        assert itself > 0.7
        hidden = [who for i, who in enumerate(strangers) if i != number]
        # The shown face resembles some of the others a little; the hidden faces must not.
        alike = [strangers[number].similarity(who) for who in hidden]
        assert all(
            score < max(UNLIKE, known + 0.1) for score, known in zip(scores, alike, strict=True)
        )


def test_with_nobody_hidden_they_would_be_recognised(
    recogniser, crowd_pixels, crowd_faces, strangers
):
    picture = pixels_of(context_jpeg(crowd_pixels, crowd_faces[2].box, []))
    assert min(best_scores(recogniser, picture, strangers)) > 0.5


def test_a_hidden_face_matches_nobody_even_if_one_knows_where_it_was(
    recogniser, crowd_pixels, crowd_faces, strangers
):
    from exposure_app.faces.recognition.alignment import aligned

    shown = crowd_faces[2]
    picture = pixels_of(context_jpeg(crowd_pixels, shown.box, others(crowd_faces, shown)))
    scale = picture.shape[1] / crowd_pixels.shape[1]
    for face, who in zip(crowd_faces, strangers, strict=True):
        if face is not shown:
            [blurred] = recogniser.embed([aligned(picture, face.landmarks * scale)])
            assert blurred.similarity(who) < UNLIKE


def test_a_shown_face_stays_clear_where_a_bystanders_box_reaches_over_it(portrait_pixels):
    face, beside = Box(178, 66, 266, 180), Box(230, 60, 320, 180)
    clear = pixels_of(context_jpeg(portrait_pixels, face, []))
    hidden = pixels_of(context_jpeg(portrait_pixels, face, [beside]))
    difference = np.abs(clear.astype(int) - hidden).mean(axis=2)
    assert difference[110:136, 210:234].mean() < 2, "the middle of the shown face"
    assert difference[70:170, 275:315].mean() > 5


def test_sizes_are_bounded_and_small_pictures_not_enlarged(crowd_pixels, crowd_faces):
    box = crowd_faces[0].box
    assert max(pixels_of(crop_jpeg(crowd_pixels, box, [])).shape) <= CROP_PX
    height, width, _ = pixels_of(context_jpeg(crowd_pixels, box, [])).shape
    assert (width, height) == (CONTEXT_PX, round(886 * CONTEXT_PX / 1280))
    little = np.full((40, 50, 3), 90, np.uint8)
    assert pixels_of(context_jpeg(little, Box(10, 10, 30, 30), [])).shape == (40, 50, 3)


@pytest.mark.parametrize("shape", [(5000, 300, 3), (300, 5000, 3), (16, 3000, 3)])
def test_long_pictures_are_bounded_too(shape):
    picture = np.full(shape, 90, np.uint8)
    box = Box(2, 2, 14, 14)
    assert max(pixels_of(context_jpeg(picture, box, [box])).shape) <= CONTEXT_PX
    assert max(pixels_of(crop_jpeg(picture, box, [box])).shape) <= CROP_PX


@pytest.mark.parametrize(
    "box",
    [Box(0, 0, 512, 512), Box(0, 0, 30, 40), Box(490, 490, 512, 512), Box(511.2, 511.2, 512, 512)],
    ids=["all of it", "corner", "far corner", "less than a pixel"],
)
def test_a_face_at_the_edge_has_a_crop(portrait_pixels, box):
    assert min(pixels_of(crop_jpeg(portrait_pixels, box, [Box(0, 0, 512, 512)])).shape[:2]) >= 1


def test_nothing_but_pixels_is_in_the_file(portrait_pixels):
    for make in (crop_jpeg, context_jpeg):
        jpeg = make(portrait_pixels, Box(178, 66, 266, 180), [])
        assert b"Exif" not in jpeg
        with Image.open(io.BytesIO(jpeg)) as image:
            assert not image.getexif()
            assert "icc_profile" not in image.info


def test_the_pixels_it_is_made_from_stay_as_they_are(crowd_pixels, crowd_faces):
    before = crowd_pixels.copy()
    boxes = [face.box for face in crowd_faces]
    crop_jpeg(crowd_pixels, boxes[0], boxes[1:])
    context_jpeg(crowd_pixels, boxes[0], boxes[1:])
    np.testing.assert_array_equal(crowd_pixels, before)


def test_both_take_little_time(crowd_pixels, crowd_faces):
    boxes = [face.box for face in crowd_faces]
    took = []
    for _ in range(5):
        began = process_time()
        crop_jpeg(crowd_pixels, boxes[0], boxes[1:])
        context_jpeg(crowd_pixels, boxes[0], boxes[1:])
        took.append(process_time() - began)
    assert min(took) < 0.05
