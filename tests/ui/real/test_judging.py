"""Findings: answered by keyboard, one by one and many at once; taken back; what answers move."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.findings import Band, State, Verdict
from exposure_app.ui.findings.band_changes import ChangesDialog
from tests.ui.conftest import activate
from tests.ui.real.hands import choose_row, dialog_of, go, press, settle, words

ME, NOT_ME, UNSURE = Verdict.ME, Verdict.NOT_ME, Verdict.UNSURE
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, audited):
    activate(qtbot, audited)
    page = go(qtbot, audited, "findings")
    page.view.setFocus()
    return page


def key(qtbot, page, name, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is, and let it have its effect."""
    activate(qtbot, page.window())
    qtbot.keyClick(page.window().focusWidget(), getattr(Qt.Key, f"Key_{name}"), modifier)
    settle(qtbot, page.window())


def verdicts(page):
    return [one.verdict for one in page.window().session.findings.all()]


def row(page):
    return page.view.currentIndex().row()


def test_each_key_answers_and_goes_on_and_ctrl_z_takes_back_one_by_one(qtbot, page):
    for name in "NYU":
        key(qtbot, page, name)
    session = page.window().session
    given = {one.verdict for one in session.findings.all()}
    assert given == {ME, NOT_ME, UNSURE, None}
    assert row(page) == 3
    for left in (2, 1, 0, 0):
        key(qtbot, page, "Z", CONTROL)
        assert sum(one is not None for one in verdicts(page)) == left
    assert page.findings.rowCount() == len(session.findings.all()) == 6


def test_j_k_and_the_arrows_move_and_the_pane_follows(qtbot, page):
    seen = []
    for name in ("J", "J", "Right", "K", "Left"):
        key(qtbot, page, name)
        seen.append(row(page))
        assert page.detail.finding == page.findings.at(page.view.currentIndex())
    assert seen == [1, 2, 3, 2, 1]


def test_many_are_answered_at_once_and_taken_back_at_once(qtbot, page):
    choose_row(qtbot, page.view, 1)
    choose_row(qtbot, page.view, 2, CONTROL)
    choose_row(qtbot, page.view, 3, CONTROL)
    assert page.chosen.text() == "Your answer to 3 findings"
    press(qtbot, page.buttons[ME])
    settle(qtbot, page.window())
    assert verdicts(page).count(ME) == 3
    press(qtbot, page.undo)
    settle(qtbot, page.window())
    assert verdicts(page) == [None] * 6


def test_all_are_answered_and_answered_anew_and_the_count_beside_the_page_follows(qtbot, page):
    navigation = page.window().navigation.list
    assert navigation.item(3).text().endswith("6 new")
    key(qtbot, page, "A", CONTROL)
    key(qtbot, page, "U")
    # Not knowing is an answer that leaves it open.
    assert verdicts(page) == [UNSURE] * 6
    key(qtbot, page, "A", CONTROL)
    key(qtbot, page, "Y")
    assert verdicts(page) == [ME] * 6
    assert navigation.item(3).text() == "Findings"
    key(qtbot, page, "Z", CONTROL)
    assert verdicts(page) == [UNSURE] * 6
    key(qtbot, page, "Z", CONTROL)
    assert verdicts(page) == [None] * 6


def test_an_answer_of_an_earlier_day_can_be_taken_back(qtbot, open_real, page):
    window = page.window()
    key(qtbot, page, "Y")
    with qtbot.waitSignal(window.left, timeout=60_000):
        window.close()
    again = open_real()
    activate(qtbot, again)
    page = go(qtbot, again, "findings")
    page.view.setFocus()
    assert verdicts(page).count(ME) == 1
    key(qtbot, page, "Z", CONTROL)
    assert verdicts(page) == [None] * 6


def test_not_me_says_what_moved_which_can_be_looked_at_and_undone(qtbot, page):
    session = page.window().session
    bands = {one.id: one.band for one in session.findings.all()}
    # She is not who the softened picture shows: so others that are nearer to it are not either.
    soft = next(one for one in session.findings.all() if "/soft.jpg" in one.locations[0].image_url)
    choose_row(qtbot, page.view, page.findings.where(soft.id).row())
    key(qtbot, page, "N")
    now = {one.id: one.band for one in session.findings.all()}
    moved = {one for one in now if now[one] is not bands[one]}
    assert moved
    bar = page.reconsidering
    assert bar.isVisible()
    assert bar.words.text().startswith(f"{len(moved)} other finding")
    press(qtbot, bar.look)
    dialog = dialog_of(qtbot, page, ChangesDialog)
    settle(qtbot, page.window())
    assert dialog.changes.rowCount() == len(moved)
    assert "What you have judged yourself does not move." in words(dialog)
    press(qtbot, dialog.go)
    settle(qtbot, page.window())
    assert page.detail.finding.id in moved
    key(qtbot, page, "Z", CONTROL)
    assert {one.id: one.band for one in session.findings.all()} == bands
    assert not bar.isVisible()


def test_me_offers_the_picture_as_a_photo_and_uses_it_only_when_asked(qtbot, page):
    session = page.window().session
    alike = next(one for one in session.findings.all() if "alike.jpg" in one.locations[0].image_url)
    assert alike.band is Band.POSSIBLY
    choose_row(qtbot, page.view, page.findings.where(alike.id).row())
    key(qtbot, page, "Y")
    assert page.offering.words.text() == "Use this picture as a new photo of you?"
    assert len(session.people.templates("me")) == 1
    press(qtbot, page.offering.use)
    settle(qtbot, page.window())
    assert len(session.people.templates("me")) == 2
    assert not page.offering.isVisible()
    [confirmed] = session.findings.all(state=State.CONFIRMED)
    assert confirmed.id == alike.id


def test_not_me_stays_so_in_the_next_audit(qtbot, page):
    window = page.window()
    key(qtbot, page, "N")
    [set_aside] = window.session.findings.all(state=State.DISMISSED)
    audit = go(qtbot, window, "audit")
    press(qtbot, audit.start)
    settle(qtbot, window)
    assert audit.results.found_words.text().startswith("0 ")
    assert [one.id for one in window.session.findings.all(state=State.DISMISSED)] == [set_aside.id]
