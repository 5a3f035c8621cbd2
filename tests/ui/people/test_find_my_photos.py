"""More photos from the person's own folder: proposed, chosen, added; never added silently."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.ui.conftest import Never, activate, settle
from tests.ui.fake_session import Hold


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    for name in ("a-warm", "b-mirrored", "c-blurred", "d-other", "e-broken", "f-group"):
        (folder / f"{name}.jpg").write_bytes(name.encode())
    return folder


@pytest.fixture
def page(qtbot, window):
    window.go("you")
    settle(qtbot, window)
    activate(qtbot, window)
    window.pages["you"].photos.find_more.click()
    return window.pages["you"]


def look_through(qtbot, page, library):
    page.find_me.look_through(library)
    settle(qtbot, page.window())
    return page.find_me


def chosen(find_me):
    return [one.path.name for one in find_me.proposals.ticked()]


def test_the_good_ones_are_ticked_and_the_poor_say_why(qtbot, page, session, library):
    find_me = look_through(qtbot, page, library)
    assert chosen(find_me) == ["a-warm.jpg", "b-mirrored.jpg", "f-group.jpg"]
    spoken = [find_me.proposals.index(row).data() for row in range(4)]
    assert spoken[0] == "a-warm.jpg. Looks very much like you. chosen"
    assert spoken[2] == "c-blurred.jpg. Looks like you. Face is blurred. not chosen"
    assert find_me.outcome.text() == (
        "4 photos seem to show this person. 1 file could not be looked at."
    )
    assert find_me.add.text() == "A&dd the 3 chosen photos"
    assert len(session.people.templates("me")) == 1


def test_only_what_is_chosen_is_added_and_each_with_its_own_face(qtbot, page, session, library):
    find_me = look_through(qtbot, page, library)
    assert find_me.view.hasFocus()
    qtbot.keyClick(find_me.view, Qt.Key.Key_Space)
    assert chosen(find_me) == ["b-mirrored.jpg", "f-group.jpg"]
    find_me.add.click()
    settle(qtbot, page.window())
    # A group photo without a face picked would have been refused.
    assert len(session.people.templates("me")) == 3
    assert page.intake.status.text() == "2 photos were enrolled."
    assert page.photos.enrolled.rowCount() == 3
    assert not find_me.isVisible()
    assert session.findings.reconsidered == ["me"]


def test_a_click_on_a_picture_ticks_and_unticks_it(qtbot, page, library):
    find_me = look_through(qtbot, page, library)
    qtbot.waitUntil(find_me.view.isVisible, timeout=5000)
    where = find_me.view.visualRect(find_me.proposals.index(2)).center()
    for expected in (True, False):
        qtbot.mouseClick(find_me.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert ("c-blurred.jpg" in chosen(find_me)) is expected


def test_all_or_none_can_be_chosen_and_none_cannot_be_added(qtbot, page, library):
    find_me = look_through(qtbot, page, library)
    find_me.all.click()
    assert len(chosen(find_me)) == 4
    find_me.none.click()
    assert chosen(find_me) == []
    assert not find_me.add.isEnabled()


def test_closing_adds_nothing_and_brings_the_photos_back(qtbot, page, session, library):
    find_me = look_through(qtbot, page, library)
    assert not page.intake.drop.isVisible()
    find_me.close_button.click()
    assert not find_me.isVisible()
    assert page.intake.drop.isVisible()
    page.photos.find_more.click()
    assert find_me.proposals.rowCount() == 0
    assert len(session.people.templates("me")) == 1


def test_looking_can_be_stopped_and_what_was_found_stays(qtbot, page, session, library):
    session.people.holds["c-blurred.jpg"] = hold = Hold()
    find_me = page.find_me
    find_me.look_through(library)
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    qtbot.waitUntil(lambda: find_me.proposals.rowCount() == 2, timeout=5000)
    assert not find_me.choose.isEnabled()
    assert not page.person.isEnabled()
    assert find_me.working.bar.value() > 0
    find_me.working.stop.click()
    settle(qtbot, page.window())
    assert find_me.outcome.text() == (
        "2 photos seem to show this person. You stopped before the end of the folder."
    )
    assert chosen(find_me) == ["a-warm.jpg", "b-mirrored.jpg"]
    assert page.person.isEnabled()
    assert not page.window().problems.isVisible()


def test_closing_while_it_looks_stops_it_and_leaves_nothing_behind(qtbot, page, session, library):
    session.people.holds["c-blurred.jpg"] = hold = Hold()
    find_me = page.find_me
    find_me.look_through(library)
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    find_me.close_button.click()
    assert page.person.isEnabled()
    page.photos.find_more.click()
    session.people.holds.clear()
    find_me.look_through(library)
    hold.go_on.set()
    settle(qtbot, page.window())
    assert find_me.proposals.rowCount() == 4
    assert "stopped" not in find_me.outcome.text()


def test_a_dropped_folder_is_looked_through(qtbot, page, library):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(library))])
    page.find_me.dropEvent(
        QDropEvent(
            QPointF(QPoint(5, 5)),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settle(qtbot, page.window())
    assert page.find_me.proposals.rowCount() == 4


def test_a_folder_with_nobody_in_it_says_so(qtbot, page, tmp_path):
    (tmp_path / "empty").mkdir()
    find_me = look_through(qtbot, page, tmp_path / "empty")
    assert find_me.outcome.text() == "No photo was found that seems to show this person."
    assert not find_me.view.isVisible()


def test_it_looks_for_whom_the_page_shows(qtbot, page, session, library, photos):
    list(
        session.people.enrol(
            photos("ada.jpg"), subject="Ada", report=lambda _progress: None, cancel=Never()
        )
    )
    page.refresh()
    settle(qtbot, page.window())
    page.person.setCurrentIndex(page.person.findData("Ada"))
    settle(qtbot, page.window())
    assert page.find_me.heading.text() == "Find more photos of Ada"
    find_me = look_through(qtbot, page, library)
    assert "Looks very much like Ada" in find_me.proposals.index(0).data()
    find_me.add.click()
    settle(qtbot, page.window())
    assert len(session.people.templates("Ada")) == 4
    assert len(session.people.templates("me")) == 1


def test_without_a_photo_there_is_nobody_to_look_for(qtbot, open_window, session):
    window = open_window(session)
    window.go("you")
    assert not window.pages["you"].photos.find_more.isVisible()
