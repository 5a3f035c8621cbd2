"""You: photos in, reasons for those that were not used, faces picked, everything taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton

from exposure_app.domain.subjects import Consent
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.people.face_picker import FacePicker
from exposure_app.ui.people.person_dialog import PersonDialog
from tests.ui.conftest import activate, settle
from tests.ui.gestures import answer, drop


@pytest.fixture
def page(qtbot, open_window, session):
    window = open_window(session)
    window.go("you")
    return window.pages["you"]


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_dropped_photos_are_enrolled_and_shown(qtbot, page, session, photos):
    files = photos("a.jpg", "b.jpg")
    assert drop(page.intake.drop, *[QUrl.fromLocalFile(str(file)).toString() for file in files])
    settle(qtbot, page.window())
    assert len(session.people.templates("me")) == 2
    assert page.photos.enrolled.rowCount() == 2
    assert page.photos.count.text() == "2 enrolled photos"
    assert "2 lists of 128 numbers" in page.photos.stored.text()
    assert page.intake.status.text() == "2 photos were enrolled."


def test_a_dropped_web_address_is_no_photo(qtbot, page, session):
    drop(page.intake.drop, "https://example.org/me.jpg")
    settle(qtbot, page.window())
    assert session.people.all() == []


def test_a_folder_is_taken_as_the_photos_in_it(qtbot, page, session, photos, tmp_path):
    photos("a.jpg", "b.jpg", "c.jpg")
    page.intake.enrol([tmp_path / "a.jpg", tmp_path / "b.jpg"])
    settle(qtbot, page.window())
    assert page.photos.enrolled.rowCount() == 2


def test_each_photo_not_used_says_why_and_what_would_help(qtbot, page, photos):
    page.intake.enrol(photos("a.jpg", "noface.jpg", "blurred.jpg", "broken.jpg"))
    settle(qtbot, page.window())
    said = words(page.intake.outcomes)
    assert "No face was found in noface.jpg." in said
    assert "blurred.jpg is too blurred" in said
    assert "broken.jpg could not be read as a picture." in said
    assert "Choose a sharper photo" in said
    assert "1 photo was enrolled. 3 were not used" in page.intake.status.text()


def test_a_group_photo_asks_for_the_face_and_enrols_that_one(qtbot, page, session, photos):
    page.intake.enrol(photos("group.jpg"))
    settle(qtbot, page.window())
    assert session.people.all() == []
    (choose,) = [b for b in page.intake.outcomes.findChildren(QPushButton) if "face" in b.text()]
    choose.click()
    (picker,) = page.findChildren(FacePicker)
    settle(qtbot, page.window())
    assert [face.accessibleName() for face in picker.faces] == [
        f"Face {n}, counted from the left" for n in (1, 2, 3)
    ]
    activate(qtbot, picker)
    qtbot.waitUntil(picker.faces[1].isVisible, timeout=5000)
    qtbot.keyClick(picker, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.photos.enrolled.rowCount() == 1, timeout=5000)
    settle(qtbot, page.window())
    assert not page.intake.outcomes.isVisible()


def test_a_photo_that_cannot_be_read_closes_the_picker_and_says_so(qtbot, page, photos):
    page.intake._pick_face(str(photos("broken.jpg")[0]))
    settle(qtbot, page.window())
    assert page.findChildren(FacePicker) == [] or not page.findChildren(FacePicker)[0].isVisible()
    assert "could not be read" in page.window().problems.what.text()


def test_many_refusals_are_shown_a_page_at_a_time(qtbot, page, photos):
    page.intake.enrol(photos(*[f"noface-{n}.jpg" for n in range(60)]))
    settle(qtbot, page.window())
    outcomes = page.intake.outcomes
    assert outcomes.more.text() == "Show 10 more photos"
    outcomes.more.click()
    assert not outcomes.more.isVisible()


def test_removing_a_photo_asks_first(qtbot, page, session, photos):
    page.intake.enrol(photos("a.jpg", "b.jpg"))
    settle(qtbot, page.window())
    activate(qtbot, page.window())
    page.photos.view.setFocus()
    page.photos.view.setCurrentIndex(page.photos.enrolled.index(0))
    qtbot.keyClick(page.photos.view, Qt.Key.Key_Delete)
    answer(page, Question, lambda question: question.no.click())
    settle(qtbot, page.window())
    assert len(session.people.templates("me")) == 2
    qtbot.waitUntil(lambda: page.findChildren(Question) == [], timeout=5000)
    page.photos.remove.click()
    answer(page, Question, lambda question: question.yes.click())
    settle(qtbot, page.window())
    assert len(session.people.templates("me")) == 1
    assert page.photos.enrolled.rowCount() == 1
    # Once after the photos came, once after one went: each changes what looks like this person.
    assert session.findings.reconsidered == ["me", "me"]


def test_another_person_needs_a_name_and_a_consent(qtbot, page, session, photos):
    page.add_person.click()
    (dialog,) = page.findChildren(PersonDialog)
    dialog.add_button.click()
    assert dialog.isVisible()
    assert "name" in dialog.hint.text()
    qtbot.keyClicks(dialog.name, "ME")
    dialog.add_button.click()
    assert "already" in dialog.hint.text()
    dialog.name.setText("Ada")
    dialog.add_button.click()
    assert dialog.hint.text() == "Say who agreed."
    assert not dialog.guardian.isVisible()
    dialog.choices[Consent.GUARDIAN].setChecked(True)
    dialog.add_button.click()
    assert "guardian" in dialog.hint.text()
    assert dialog.guardian.isVisible()
    dialog.guardian.setText("Grace")
    dialog.add_button.click()
    assert page.name_chosen == "Ada"
    page.intake.enrol(photos("ada.jpg"))
    settle(qtbot, page.window())
    (subject,) = session.people.all()
    assert (subject.name, subject.consent) == ("Ada", Consent.GUARDIAN)
    assert (subject.guardian, subject.consented_until) == ("Grace", None)
    assert "agreed by Grace" in page.consent.text()
    assert "children" in page.warning.text()


def test_forgetting_a_person_asks_first_and_leaves_nothing_of_them(qtbot, page, session, photos):
    page.intake.enrol(photos("a.jpg"))
    settle(qtbot, page.window())
    page.forget_person.click()
    answer(page, Question, lambda question: question.yes.click())
    settle(qtbot, page.window())
    assert session.people.all() == []
    assert page.photos.enrolled.rowCount() == 0
    assert page.photos.stored.text() == "Nothing about this person is stored yet."


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot, page, tmp_path):
    bold = tmp_path / "&lt;b&gt;noface.jpg"  # Windows allows no < in a name
    bold.write_bytes(b"x")
    page.intake.enrol([Path(bold)])
    settle(qtbot, page.window())
    labels = [one for one in page.intake.outcomes.findChildren(QLabel) if "&lt;b" in one.text()]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
