"""Photos from the camera and from what was copied, enrolled without a file."""

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from exposure_app.ui.people.camera_sheet import CameraSheet
from tests.ui.conftest import settle


@pytest.fixture
def intake(window):
    window.enter("you")
    return window.pages["you"].intake


@pytest.fixture
def film(tmp_path, session):
    path = str(tmp_path / "film.avi")
    writer = cv2.VideoWriter(path, cv2.VideoWriter.fourcc(*"MJPG"), 25, (160, 120))
    for _number in range(40):
        writer.write(np.full((120, 160, 3), 127, np.uint8))
    writer.release()
    session.people.camera_source = path
    return path


def sheet_of(window):
    [sheet] = window.findChildren(CameraSheet)
    return sheet


def test_photos_taken_with_the_camera_are_enrolled(qtbot, window, intake, session, film):
    before = len(session.people.templates("me"))
    intake.camera.click()
    sheet = sheet_of(window)
    qtbot.waitUntil(sheet.shoot.isEnabled, timeout=10_000)
    assert not sheet.mirror.pixmap().isNull()
    sheet.shoot.click()
    sheet.shoot.click()
    assert sheet.count == 2
    assert sheet.words.text() == "2 photos taken."
    sheet.use.click()
    settle(qtbot, window)
    assert len(session.people.templates("me")) == before + 2
    assert "2 photos were enrolled" in intake.status.text()


def test_closing_the_sheet_switches_the_camera_off_and_enrols_nothing(
    qtbot, window, intake, session, film
):
    before = len(session.people.templates("me"))
    intake.camera.click()
    sheet = sheet_of(window)
    qtbot.waitUntil(sheet.shoot.isEnabled, timeout=10_000)
    sheet.shoot.click()
    sheet.reject()
    settle(qtbot, window)
    assert len(session.people.templates("me")) == before


def test_without_a_camera_it_says_what_to_do(qtbot, window, intake, session):
    intake.camera.click()
    settle(qtbot, window)
    assert window.problems.what.text() == "No camera could be switched on."
    qtbot.waitUntil(lambda: window.findChildren(CameraSheet) == [], timeout=5000)


def test_a_copied_picture_is_enrolled(qtbot, window, intake, session):
    before = len(session.people.templates("me"))
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    QGuiApplication.clipboard().setImage(image)
    intake.paste.click()
    settle(qtbot, window)
    assert len(session.people.templates("me")) == before + 1


def test_copied_files_are_enrolled(qtbot, window, intake, session, photos):
    before = len(session.people.templates("me"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in photos("a-grey.jpg", "b-warm.jpg")])
    QGuiApplication.clipboard().setMimeData(mime)
    intake.paste.click()
    settle(qtbot, window)
    assert len(session.people.templates("me")) == before + 2


def test_copied_words_are_no_photo(qtbot, window, intake, session):
    QGuiApplication.clipboard().setText("hello")
    intake.paste.click()
    settle(qtbot, window)
    assert intake.status.text() == "Nothing that was copied is a photo."
