"""The list of answers: newest first, and undone back to a chosen one."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.findings import Band, Verdict
from exposure_app.ui.findings.verdict_history import VerdictHistoryDialog
from exposure_app.ui.kit.rows import SECOND_ROLE
from tests.ui.conftest import activate, findings_page, settle
from tests.ui.fake_session import finding


@pytest.fixture
def page(qtbot, open_window, ready):
    for scripted in (
        finding(
            "strong", band=Band.VERY_LIKELY, pages=["https://a.example/x", "https://b.example/"]
        ),
        finding("looks"),
        finding("weak", band=Band.POSSIBLY),
    ):
        ready.findings.keep(scripted)
    return findings_page(qtbot, open_window, ready)


def verdicts(session):
    return [one.verdict for one in session.findings.all()]


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.view, key, modifier)
    settle(qtbot, page.window())


def history(qtbot, page):
    """The list of answers, opened by its key."""
    press(qtbot, page, Qt.Key.Key_H)
    dialog = page.findChildren(VerdictHistoryDialog)[-1]
    settle(qtbot, page.window())
    return dialog


def rows(dialog, role=Qt.ItemDataRole.DisplayRole):
    model = dialog.answers
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def test_the_answers_are_listed_newest_first_with_their_faces(qtbot, page):
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
        press(qtbot, page, key)
    dialog = history(qtbot, page)
    assert rows(dialog) == ["Cannot tell", "Not me", "This is me"]
    assert rows(dialog, SECOND_ROLE)[-1].endswith("Looks very much like you · a.example")
    assert "Nov 2026" in rows(dialog, SECOND_ROLE)[0]
    dialog.view.repaint()
    settle(qtbot, page.window())
    assert all(not one.isNull() for one in rows(dialog, Qt.ItemDataRole.DecorationRole))
    assert "Not me" in rows(dialog, Qt.ItemDataRole.AccessibleTextRole)[1]
    dialog.reject()


def test_choosing_a_row_shows_what_would_be_taken_back_and_the_button_does_it(qtbot, page, ready):
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
        press(qtbot, page, key)
    dialog = history(qtbot, page)
    assert dialog.view.hasFocus()
    assert dialog.meaning.text() == "The newest answer would be taken back."
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    assert dialog.meaning.text() == "The 2 newest answers would be taken back."
    assert [index.row() for index in dialog.view.selectedIndexes()] == [0, 1]
    assert verdicts(ready) == [Verdict.ME, Verdict.NOT_ME, Verdict.UNSURE]
    dialog.undo.click()
    settle(qtbot, page.window())
    assert verdicts(ready) == [Verdict.ME, None, None]
    assert page.view.currentIndex().row() == 1
    activate(qtbot, page.window())
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert verdicts(ready) == [None, None, None]


def test_a_mouse_chooses_in_the_list_of_answers_too(qtbot, page, ready):
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
        press(qtbot, page, key)
    dialog = history(qtbot, page)
    where = dialog.view.visualRect(dialog.answers.index(2)).center()
    qtbot.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [index.row() for index in dialog.view.selectedIndexes()] == [0, 1, 2]
    dialog.reject()
    assert verdicts(ready) == [Verdict.ME, Verdict.NOT_ME, Verdict.UNSURE]


def test_what_else_changes_with_answers_taken_back_is_told(qtbot, page, ready):
    _first, second, _third = (one.id for one in ready.findings.all())
    page.judge(Verdict.NOT_ME)
    settle(qtbot, page.window())
    ready.findings.moves.append({second: Band.VERY_LIKELY})
    dialog = history(qtbot, page)
    dialog.undo.click()
    settle(qtbot, page.window())
    assert [one.id for one in ready.findings.all() if one.verdict] == []
    assert list(page.reconsidering.changes) == [second]
    assert page.reconsidering.isVisible()


def test_an_answer_that_went_meanwhile_is_said_so_and_nothing_is_taken_back(qtbot, page, ready):
    press(qtbot, page, Qt.Key.Key_Y)
    press(qtbot, page, Qt.Key.Key_N)
    dialog = history(qtbot, page)
    ready.findings.undo_verdict()
    dialog.undo.click()
    settle(qtbot, page.window())
    assert "no answer number" in page.window().problems.what.text()
    assert verdicts(ready) == [Verdict.ME, None, None]


def test_with_no_answer_the_list_says_what_will_stand_there(qtbot, page):
    dialog = history(qtbot, page)
    assert not dialog.undo.isVisible()
    assert dialog.answers.rowCount() == 0
    dialog.reject()
