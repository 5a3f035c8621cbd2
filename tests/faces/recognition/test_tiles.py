import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exposure_app.faces.recognition.detector import Detector
from exposure_app.faces.recognition.quality import MIN_COMPARED_PX
from exposure_app.faces.recognition.tiles import OVERLAP, parts
from tests.faces.recognition.counting import Counting
from tests.pictures import gravel, portrait

PER_FACE = 512 / 113  # the portrait's side over its face's


def photo(faces, size=(4000, 3000)):
    """Gravel with small portraits on it: (left, top, face in pixels) each."""
    picture = gravel().resize(size, Image.Resampling.BICUBIC)
    for left, top, face_px in faces:
        side = round(face_px * PER_FACE)
        picture.paste(portrait().resize((side, side), Image.Resampling.LANCZOS), (left, top))
    return np.asarray(picture)


def usable(faces):
    return [face for face in faces if face.box.side >= MIN_COMPARED_PX]


def alike(recogniser, faces, subject):
    return [one.similarity(subject) for one in recogniser.embed([face.crop for face in faces])]


def test_small_faces_in_a_large_photo_are_found_and_known(recogniser, subject):
    places = [(300 + 600 * (i % 6), 200 + 700 * (i // 6), 34 + i) for i in range(24)]
    found = usable(recogniser.detect(photo(places)))
    known = [score for score in alike(recogniser, found, subject) if score > 0.43]
    assert len(known) == len(places)


def test_faces_on_the_edges_of_tiles_are_found_once_and_whole(recogniser, subject):
    # Halves overlap by a tenth about the middle lines; so do quarters about theirs.
    across = (900, 1000, 1100, 1800, 1900, 2000, 2100, 2200, 3000)
    places = [(x, 300 + 250 * i, 44) for i, x in enumerate(across)]
    places += [(500, 1380, 44), (2900, 1320, 44)]
    found = usable(recogniser.detect(photo(places)))
    scores = [score for score in alike(recogniser, found, subject) if score > 0.43]
    assert len(scores) == len(places)
    assert min(scores) > 0.6


def test_without_tiles_most_would_be_missed(one_look):
    places = [(300 + 600 * (i % 6), 200 + 700 * (i // 6), 30) for i in range(24)]
    assert len(one_look.detect(photo(places))) < 6


def test_a_large_photo_of_one_large_face_is_looked_at_once(recogniser):
    looks = Counting(recogniser.network)
    picture = portrait().rotate(7).resize((3000, 3000), Image.Resampling.BICUBIC)
    [face] = Detector(looks).detect(np.asarray(picture))
    assert face.box.side > 500
    assert looks.views == [(1280, 1280, 3)]


@pytest.mark.parametrize("side", [1400, 4000])
def test_a_face_that_fills_the_picture_is_found(recogniser, subject, side):
    head = portrait().crop((170, 55, 275, 190)).resize((side, round(side * 135 / 105)))
    [face] = recogniser.detect(np.asarray(head))
    assert face.box.side > 0.7 * side
    assert recogniser.embed([face.crop])[0].similarity(subject) > 0.8


def test_a_face_below_the_usable_size_is_returned_and_not_looked_at_again(recogniser):
    looks = Counting(recogniser.network)
    [face] = Detector(looks).detect(photo([(200, 200, 20)], (640, 480)))
    assert face.box.side < MIN_COMPARED_PX
    assert (320, 320, 3) not in looks.views


def test_each_face_of_a_collage_is_found(recogniser, subject):
    sheet = Image.new("RGB", (770, 770), "white")
    for i in range(9):
        sheet.paste(portrait().resize((250, 250)), (5 + i % 3 * 255, 5 + i // 3 * 255))
    found = recogniser.detect(np.asarray(sheet))
    assert len(found) == 9
    assert min(alike(recogniser, found, subject)) > 0.8


@given(st.integers(1281, 9000), st.integers(200, 9000))
def test_four_parts_cover_a_picture_and_overlap(width, height):
    four = list(parts((0, 0, width, height)))
    assert len(four) == 4
    assert min(p[0] for p in four) == min(p[1] for p in four) == 0
    assert max(p[2] for p in four) == width
    assert max(p[3] for p in four) == height
    left, right = four[0], four[1]
    assert left[2] - right[0] == pytest.approx(OVERLAP * width, abs=2)
    assert four[0][3] - four[2][1] == pytest.approx(OVERLAP * height, abs=2)
