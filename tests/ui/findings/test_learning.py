"""What an answer sets off: an offer to use the picture, and a new look at the other findings."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.findings import Band, Note, Verdict
from exposure_app.ui.findings.band_changes import ChangesDialog
from tests.ui.conftest import findings_page, settle
from tests.ui.fake_session import Hold, finding


@pytest.fixture
def page(qtbot, open_window, ready):
    for scripted in (
        finding("strong", band=Band.VERY_LIKELY, notes=(Note.POOR_PICTURE,)),
        finding("looks", notes=(Note.SMALL_FACE, Note.LOOK_ALIKE)),
        finding("other", copy="warm"),
        finding("weak", band=Band.POSSIBLY, copy="soft"),
    ):
        ready.findings.keep(scripted)
    return findings_page(qtbot, open_window, ready)


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.view, key, modifier)
    settle(qtbot, page.window())


def ids(session):
    return [one.id for one in session.findings.all()]


# --- notes ---------------------------------------------------------------------------------------


def test_why_a_finding_is_less_sure_stands_beside_it_in_words(qtbot, page):
    assert page.detail.notes.said == [
        "The picture of the face is poor: blurred, dark or turned away. Look twice."
    ]
    press(qtbot, page, Qt.Key.Key_J)
    assert len(page.detail.notes.said) == 2
    assert "nearer to somebody you said is not you" in page.detail.notes.said[1]
    press(qtbot, page, Qt.Key.Key_J)
    assert not page.detail.notes.isVisible()


# --- an offer ------------------------------------------------------------------------------------


def test_a_confirmed_picture_is_offered_as_a_photo_and_used_only_when_asked(qtbot, page, ready):
    ready.findings.offered = {ids(ready)[0]}
    press(qtbot, page, Qt.Key.Key_Y)
    offering = page.offering
    assert offering.isVisible()
    assert offering.words.text() == "Use this picture as a new photo of you?"
    assert not offering.picture.is_blank
    assert len(ready.people.templates("me")) == 1
    offering.use.click()
    settle(qtbot, page.window())
    assert len(ready.people.templates("me")) == 2
    assert not offering.isVisible()
    # Once for the answer, once for the new photo.
    assert ready.findings.reconsidered == ["me", "me"]


def test_an_offer_declined_is_not_made_again(qtbot, page, ready):
    ready.findings.offered = {ids(ready)[0]}
    press(qtbot, page, Qt.Key.Key_Y)
    page.offering.leave.click()
    assert not page.offering.isVisible()
    press(qtbot, page, Qt.Key.Key_K)
    press(qtbot, page, Qt.Key.Key_Y)
    assert not page.offering.isVisible()
    assert len(ready.people.templates("me")) == 1


def test_a_picture_that_would_make_a_poor_photo_is_not_offered(qtbot, page):
    press(qtbot, page, Qt.Key.Key_Y)
    assert not page.offering.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_U])
def test_only_me_makes_an_offer(qtbot, page, ready, key):
    ready.findings.offered = set(ids(ready))
    press(qtbot, page, key)
    assert not page.offering.isVisible()


def test_an_offer_goes_with_the_answer_it_came_from(qtbot, page, ready):
    ready.findings.offered = {ids(ready)[0]}
    press(qtbot, page, Qt.Key.Key_Y)
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.offering.isVisible()


def test_who_confirms_many_is_asked_about_a_few_one_after_the_other(qtbot, page, ready):
    ready.findings.offered = set(ids(ready))
    page.view.selectAll()
    press(qtbot, page, Qt.Key.Key_Y)
    asked = 0
    while page.offering.isVisible():
        asked += 1
        page.offering.leave.click()
    assert asked == 3


# --- another look at the rest --------------------------------------------------------------------


def test_what_an_answer_moves_is_told_shortly_and_can_be_looked_at(qtbot, page, ready):
    _strong, looks, other, weak = ids(ready)
    ready.findings.moves.append({looks: Band.POSSIBLY, other: Band.POSSIBLY, weak: None})
    press(qtbot, page, Qt.Key.Key_N)
    bar = page.reconsidering
    assert bar.words.text() == (
        "3 other findings moved: 2 from “looks like you” to “possibly you”, 1 is no longer shown."
    )
    assert page.findings.rowCount() == 3
    assert "2 new" in page.window().navigation.list.item(3).text()
    bar.look.click()
    (dialog,) = page.findChildren(ChangesDialog)
    settle(qtbot, page.window())
    assert [dialog.changes.index(row).data() for row in range(3)] == [
        "Looks like you → possibly you",
        "Looks like you → possibly you",
        "Possibly you → no longer shown",
    ]
    dialog.view.setCurrentIndex(dialog.changes.index(2))
    assert not dialog.go.isEnabled()
    dialog.view.setCurrentIndex(dialog.changes.index(1))
    dialog.go.click()
    settle(qtbot, page.window())
    assert page.detail.finding.id == other


def test_an_answer_that_moves_nothing_says_nothing(qtbot, page, ready):
    press(qtbot, page, Qt.Key.Key_N)
    assert ready.findings.reconsidered == ["me"]
    assert not page.reconsidering.isVisible()


def test_unsure_teaches_nothing_but_taking_back_an_answer_does(qtbot, page, ready):
    press(qtbot, page, Qt.Key.Key_U)
    assert ready.findings.reconsidered == []
    press(qtbot, page, Qt.Key.Key_N)
    press(qtbot, page, Qt.Key.Key_K)
    press(qtbot, page, Qt.Key.Key_U)
    assert ready.findings.reconsidered == ["me", "me"]


def test_undo_looks_again_and_what_went_back_is_not_told_twice(qtbot, page, ready):
    looks = ids(ready)[1]
    ready.findings.moves.append({looks: Band.POSSIBLY})
    press(qtbot, page, Qt.Key.Key_N)
    assert page.reconsidering.isVisible()
    ready.findings.moves.append({looks: Band.LOOKS_LIKE_YOU})
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ready.findings.reconsidered == ["me", "me"]
    # It stands where it stood: nothing moved after all.
    assert not page.reconsidering.isVisible()
    assert ready.findings.finding(looks).band is Band.LOOKS_LIKE_YOU


def test_quick_answers_are_looked_at_together(qtbot, page, ready):
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N):
        qtbot.keyClick(page.view, key)
    settle(qtbot, page.window())
    assert [one.verdict for one in ready.findings.all()][:3] == [Verdict.NOT_ME] * 3
    assert set(ready.findings.reconsidered) == {"me"}
    assert len(ready.findings.reconsidered) <= 3


def test_leaving_while_answers_wait_begins_nothing_new(qtbot, page, ready):
    window, hold = page.window(), Hold()
    ready.audits.script = [hold]
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    for _again in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: bool(page.reconsidering._waiting), timeout=5000)
    with qtbot.waitSignal(window.left, timeout=10_000):
        window.close()
    assert ready.findings.reconsidered == []


def test_the_line_can_be_put_away(qtbot, page, ready):
    ready.findings.moves.append({ids(ready)[1]: Band.POSSIBLY})
    press(qtbot, page, Qt.Key.Key_N)
    page.reconsidering.close_button.click()
    assert not page.reconsidering.isVisible()
    assert page.reconsidering.changes == {}
