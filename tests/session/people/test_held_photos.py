"""Photos that are in memory alone: from the camera, or copied."""

import cv2
import numpy as np
import pytest

from exposure_app.domain.errors import NoCamera
from exposure_app.domain.faces import Template
from exposure_app.domain.photos import HeldPhoto
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.session.people.camera import camera_pictures
from tests.pictures import jpeg_bytes, portrait
from tests.session.profiles import opened, quiet


@pytest.fixture
def film(tmp_path):
    """Ten pictures, each a little lighter, as a camera would give them."""
    path = str(tmp_path / "film.avi")
    writer = cv2.VideoWriter(path, cv2.VideoWriter.fourcc(*"MJPG"), 25, (160, 120))
    for number in range(10):
        writer.write(np.full((120, 160, 3), (20, 60, 20 * number), np.uint8))
    writer.release()
    return path


def test_pictures_come_in_the_right_colours(film):
    pictures = list(camera_pictures(cancel=CancelToken(), source=film))
    assert [one.shape for one in pictures] == [(120, 160, 3)] * 10
    red, green, blue = pictures[9].mean(axis=(0, 1))
    assert abs(red - 180) < 10
    assert abs(green - 60) < 10
    assert abs(blue - 20) < 10


def test_a_stop_switches_the_camera_off(film):
    cancel = CancelToken()
    pictures = camera_pictures(cancel=cancel, source=film)
    next(pictures)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(pictures)


def test_where_there_is_no_camera_it_is_said(tmp_path):
    with pytest.raises(NoCamera):
        next(camera_pictures(cancel=CancelToken(), source=str(tmp_path / "none.avi")))


def test_a_photo_in_memory_is_enrolled_and_nothing_of_it_is_written(tmp_path):
    body = jpeg_bytes(portrait())
    with opened(tmp_path / "profile") as session:
        photo = HeldPhoto("Camera photo 1", body)
        assert len(session.people.faces_in(photo)) == 1
        [template] = session.people.enrol([photo], report=quiet, cancel=CancelToken())
        assert isinstance(template, Template)
        [skipped] = session.people.enrol(
            [HeldPhoto("Pasted picture", b"none")], report=quiet, cancel=CancelToken()
        )
        assert skipped.url == "Pasted picture"
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or body[100:400] not in path.read_bytes()
