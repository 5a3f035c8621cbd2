"""People one is mistaken for: added from a photo, picked in a group, removed after asking."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.ui.kit.asking import Question
from exposure_app.ui.people.face_picker import FacePicker
from tests.ui.conftest import activate, settle
from tests.ui.gestures import answer


@pytest.fixture
def page(qtbot, window):
    window.go("you")
    settle(qtbot, window)
    return window.pages["you"]


@pytest.fixture
def look_alikes(page):
    return page.look_alikes


def kept(session):
    return session.people.look_alikes("me")


def test_a_photo_of_somebody_else_is_added_and_shown(qtbot, page, look_alikes, session, photos):
    assert look_alikes.heading.text() == "People you are mistaken for"
    assert not look_alikes.view.isVisible()
    look_alikes.add_photo(photos("sister.jpg")[0])
    settle(qtbot, page.window())
    assert len(kept(session)) == 1
    assert look_alikes.view.isVisible()
    assert look_alikes.look_alikes.index(0).data().startswith("Somebody else, added")
    # What was found before is compared with them too.
    assert session.findings.reconsidered == ["me"]


def test_a_group_photo_asks_for_the_face(qtbot, page, look_alikes, session, photos):
    look_alikes.add_photo(photos("group.jpg")[0])
    settle(qtbot, page.window())
    (picker,) = look_alikes.findChildren(FacePicker)
    settle(qtbot, page.window())
    assert kept(session) == []
    picker.faces[1].click()
    settle(qtbot, page.window())
    assert len(kept(session)) == 1


def test_a_photo_that_cannot_be_read_is_explained(qtbot, page, look_alikes, session, photos):
    look_alikes.add_photo(photos("broken.jpg")[0])
    settle(qtbot, page.window())
    assert "could not be read" in page.window().problems.what.text()
    assert kept(session) == []
    assert session.findings.reconsidered == []


def test_removing_asks_first(qtbot, page, look_alikes, session, photos):
    look_alikes.add_photo(photos("sister.jpg")[0])
    settle(qtbot, page.window())
    activate(qtbot, page.window())
    assert not look_alikes.remove.isEnabled()
    look_alikes.view.setFocus()
    look_alikes.view.setCurrentIndex(look_alikes.look_alikes.index(0))
    qtbot.keyClick(look_alikes.view, Qt.Key.Key_Delete)
    answer(look_alikes, Question, lambda question: question.no.click())
    settle(qtbot, page.window())
    assert len(kept(session)) == 1
    qtbot.waitUntil(lambda: look_alikes.findChildren(Question) == [], timeout=5000)
    look_alikes.remove.click()
    answer(look_alikes, Question, lambda question: question.yes.click())
    settle(qtbot, page.window())
    assert kept(session) == []
    assert not look_alikes.view.isVisible()
    assert session.findings.reconsidered == ["me", "me"]


def test_without_a_photo_of_oneself_there_is_nobody_to_be_mistaken_for(open_window, session):
    window = open_window(session)
    window.go("you")
    assert not window.pages["you"].look_alikes.isVisible()
