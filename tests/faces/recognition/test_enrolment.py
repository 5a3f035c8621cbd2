import hashlib
import io

import numpy as np
import pytest
from PIL import Image

from exposure_app.domain import errors
from exposure_app.faces.pictures.decode import decode
from exposure_app.faces.recognition.enrolment import enrol_photo, face_in, faces_in
from tests.pictures import coffee, crowd, jpeg_bytes, portrait

PHOTO = "me.jpg"


def two_together():
    """The portrait beside the crowd."""
    picture = Image.new("RGB", (1800, 886), "gray")
    picture.paste(portrait(), (0, 100))
    picture.paste(crowd(), (520, 0))
    return picture


def with_someone_far_behind():
    """The portrait, and one of the crowd at 20 px in a corner."""
    picture = portrait()
    stranger = crowd().crop((420, 180, 680, 460)).resize((36, 39), Image.Resampling.LANCZOS)
    picture.paste(stranger, (5, 5))
    return picture


def test_a_photo_of_one_person_becomes_a_reference(recogniser, portrait_jpeg, subject):
    enrolled = enrol_photo(portrait_jpeg, PHOTO, recogniser, decode)
    assert enrolled.embedding.similarity(subject) > 0.9
    assert enrolled.sha256 == hashlib.sha256(portrait_jpeg).hexdigest()
    assert enrolled.box.left == pytest.approx(178, abs=6)
    with Image.open(io.BytesIO(enrolled.picture_jpeg)) as picture:
        assert max(picture.size) <= 256


def test_a_photo_lying_on_its_side_is_turned_first(recogniser, subject):
    on_its_side = portrait().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    body = jpeg_bytes(on_its_side, exif=exif.tobytes())
    assert enrol_photo(body, PHOTO, recogniser, decode).embedding.similarity(subject) > 0.9


def test_a_group_photo_asks_who(recogniser, crowd_jpeg):
    with pytest.raises(errors.SeveralFacesFound) as caught:
        enrol_photo(crowd_jpeg, PHOTO, recogniser, decode)
    assert (caught.value.photo, caught.value.count) == (PHOTO, 6)


def test_the_faces_offered_are_the_faces_enrolled(recogniser):
    body = jpeg_bytes(two_together())
    offered = faces_in(body, PHOTO, recogniser, decode)
    assert [face.number for face in offered] == [1, 2, 3, 4, 5, 6, 7]
    lefts = [face.box.left for face in offered]
    assert lefts == sorted(lefts)
    for face in offered[:3:2]:
        enrolled = enrol_photo(body, PHOTO, recogniser, decode, face=face.number)
        assert enrolled.box == face.box
        assert enrolled.picture_jpeg == face.picture_jpeg


def test_the_first_of_seven_is_the_subject(recogniser, subject):
    enrolled = enrol_photo(jpeg_bytes(two_together()), PHOTO, recogniser, decode, face=1)
    assert enrolled.embedding.similarity(subject) > 0.7


@pytest.mark.parametrize("number", [0, -1, 7])
def test_a_number_nobody_has_asks_again(recogniser, crowd_jpeg, number):
    with pytest.raises(errors.SeveralFacesFound):
        enrol_photo(crowd_jpeg, PHOTO, recogniser, decode, face=number)


def test_a_second_face_where_there_is_one_is_not_found(recogniser, portrait_jpeg):
    with pytest.raises(errors.NoFaceFound):
        enrol_photo(portrait_jpeg, PHOTO, recogniser, decode, face=2)
    assert enrol_photo(portrait_jpeg, PHOTO, recogniser, decode, face=1).embedding


def test_somebody_far_behind_does_not_make_a_group_photo(recogniser):
    picture = with_someone_far_behind()
    assert len(recogniser.detect(np.asarray(picture))) == 2, "or this test tests nothing"
    body = jpeg_bytes(picture, quality=95)
    assert enrol_photo(body, PHOTO, recogniser, decode).box.left > 100
    assert len(faces_in(body, PHOTO, recogniser, decode)) == 1


def test_a_photo_without_a_face_says_so(recogniser):
    body = jpeg_bytes(coffee())
    assert faces_in(body, PHOTO, recogniser, decode) == []
    with pytest.raises(errors.NoFaceFound) as caught:
        enrol_photo(body, PHOTO, recogniser, decode)
    assert caught.value.photo == PHOTO


@pytest.mark.parametrize("side", [90, 200])
def test_a_face_too_small_to_learn_from_says_so(recogniser, side):
    with pytest.raises(errors.PoorPhoto) as caught:
        enrol_photo(jpeg_bytes(portrait().resize((side, side))), PHOTO, recogniser, decode)
    assert caught.value.reason == "small"


def test_an_icon_shows_no_face(recogniser):
    with pytest.raises(errors.NoFaceFound):
        enrol_photo(jpeg_bytes(portrait().resize((8, 8))), PHOTO, recogniser, decode)


@pytest.mark.parametrize(
    "body", [b"", b"a letter", b"\xff\xd8\xff\xe0 cut"], ids=["empty", "text", "damaged"]
)
def test_a_file_that_is_no_picture_is_named_and_nothing_else(recogniser, body):
    for read in (enrol_photo, faces_in):
        with pytest.raises(errors.UnreadablePhoto) as caught:
            read(body, PHOTO, recogniser, decode)
        assert caught.value.photo == PHOTO


def test_a_pack_that_asks_for_a_clearer_face_gets_one(recogniser, portrait_jpeg, subject):
    assert enrol_photo(
        portrait_jpeg, PHOTO, recogniser, decode, min_norm=subject.norm - 0.5
    ).embedding
    with pytest.raises(errors.PoorPhoto) as caught:
        enrol_photo(portrait_jpeg, PHOTO, recogniser, decode, min_norm=subject.norm + 0.5)
    assert caught.value.reason == "unclear"


def test_a_face_too_poor_to_enrol_is_still_the_face_of_its_photo(recogniser):
    body = jpeg_bytes(portrait().resize((200, 200)))
    with pytest.raises(errors.PoorPhoto):
        enrol_photo(body, PHOTO, recogniser, decode)
    assert face_in(body, PHOTO, recogniser, decode).face.box.side > 30
