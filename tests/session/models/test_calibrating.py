"""A folder of labelled pictures becomes a calibration, by the product's own way."""

import json

import numpy as np
import pytest
from PIL import Image

from exposure_app.domain.errors import CannotRead, TooFewLabelledFaces
from exposure_app.domain.findings import Band
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.faces.models.pack import default_pack
from exposure_app.faces.pictures.decode import raster_of
from exposure_app.faces.recognition.recogniser import open_recogniser
from exposure_app.gallery.calibration.threshold import Calibration
from exposure_app.session.models.calibrating import labelled_face, look, measure, people_in
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.prepared import prepared_models


@pytest.fixture(scope="module")
def recogniser():
    return open_recogniser(default_pack(), prepared_models())


@pytest.fixture
def labelled(tmp_path):
    """Two people and a few things that are none."""
    folder = tmp_path / "labelled"
    for person, pictures in {
        "ada": [portrait(), portrait().resize((256, 256)), coffee()],
        "team": [crowd()],
        "nobody": [Image.new("RGB", (64, 64), "grey")],
    }.items():
        (folder / person).mkdir(parents=True)
        for number, picture in enumerate(pictures):
            (folder / person / f"{number}.jpg").write_bytes(jpeg_bytes(picture))
    (folder / "ada" / "damaged.jpg").write_bytes(jpeg_bytes(portrait())[:500])
    (folder / "ada" / "notes.txt").write_text("not a picture")
    (folder / "ada" / ".hidden.jpg").write_bytes(jpeg_bytes(portrait()))
    (folder / "loose.jpg").write_bytes(jpeg_bytes(portrait()))
    return folder


def looked_at(recogniser, labelled, report=lambda _p: None):
    return look(recogniser, people_in(labelled), report=report, cancel=CancelToken())


def test_each_readable_picture_gives_its_persons_face(recogniser, labelled):
    looked = looked_at(recogniser, labelled)
    assert looked.people == ("ada", "team")
    assert looked.faces.person.tolist() == [0, 0, 1]
    same, other = looked.faces.vectors[0] @ looked.faces.vectors[1:].T
    assert same > 0.9 > 0.4 > other
    assert (looked.faces.norms > 5).all()


def test_a_picture_that_cannot_be_used_costs_itself(recogniser, labelled):
    looked = looked_at(recogniser, labelled)
    assert looked.unreadable == 2  # damaged.jpg and notes.txt
    assert looked.faceless == 2  # a cup of coffee, and a grey square


def test_the_face_nearest_to_the_middle_is_the_persons(recogniser, tmp_path):
    wide = Image.new("RGB", (2300, 886), "grey")
    wide.paste(crowd(), (0, 0))  # its middle is where the crowd's last face is
    fourth = labelled_face(recogniser, _saved(tmp_path / "crowd.png", crowd()), raster_of)
    sixth = labelled_face(recogniser, _saved(tmp_path / "wide.png", wide), raster_of)
    assert 700 < fourth.box.left < fourth.box.right < 900
    assert 1080 < sixth.box.left < sixth.box.right < 1280


def _saved(path, picture):
    picture.save(path)
    return path


def test_progress_is_told_to_the_end(recogniser, labelled):
    told = []
    looked_at(recogniser, labelled, told.append)
    assert {one.stage for one in told} == {"photos"}
    assert told[-1].done == told[-1].total == 7


def test_too_few_pictures_are_refused_with_what_is_needed(recogniser, labelled):
    with pytest.raises(TooFewLabelledFaces) as caught:
        measure(recogniser, labelled, report=lambda _p: None, cancel=CancelToken())
    assert (caught.value.people, caught.value.pictures) == (2, 3)
    assert caught.value.people_needed > 2


@pytest.mark.parametrize("empty", [True, False], ids=["an empty folder", "no folder"])
def test_a_place_without_pictures_is_refused(recogniser, tmp_path, empty):
    place = tmp_path / "place"
    if empty:
        place.mkdir()
    with pytest.raises(TooFewLabelledFaces if empty else CannotRead):
        measure(recogniser, place, report=lambda _p: None, cancel=CancelToken())


def test_a_stop_is_heard_between_pictures(recogniser, labelled):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        measure(recogniser, labelled, report=lambda _p: None, cancel=cancel)


@pytest.mark.slow
def test_a_few_hundred_labelled_pictures_make_a_calibration(recogniser, labelled_faces, tmp_path):
    folder = tmp_path / "some people"
    paired = (one for one in sorted(labelled_faces.iterdir()) if len(list(one.glob("*.jpg"))) > 1)
    for person, _ in zip(paired, range(120), strict=False):
        (folder / person.name).mkdir(parents=True)
        for picture in sorted(person.glob("*.jpg"))[:2]:
            (folder / person.name / picture.name).write_bytes(picture.read_bytes())
    document = measure(recogniser, folder, report=lambda _p: None, cancel=CancelToken())
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(document))
    measured = Calibration.load(path)
    assert (measured.people, measured.pictures) == (120, 240)
    assert measured.data_set == "some people"
    shipped = Calibration.load(default_pack().folder / "calibration.json")
    assert measured.threshold(Band.POSSIBLY) == pytest.approx(
        shipped.threshold(Band.POSSIBLY), abs=0.05
    )
    # What so few cannot say is taken from the safe side, and marked.
    strict = measured.curves[1][-1]
    assert strict.is_extrapolated
    assert strict.threshold > shipped.threshold(Band.VERY_LIKELY) - 0.02
    assert np.isclose(measured.enrolment_norm, shipped.enrolment_norm, atol=1.0)
