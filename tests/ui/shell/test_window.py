"""The window: shown at once, opened behind, left in order."""

import sys
import threading
import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from exposure_app.domain import errors
from exposure_app.domain.findings import Verdict
from exposure_app.domain.work import Cancelled
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.ui.shell.window import Window
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import Hold, finding
from tests.ui.off_the_window import off_the_window


@pytest.fixture
def closing(qtbot):
    """Closes the windows a test made by itself."""
    made = []
    yield made.append
    for window in made:
        window.close()
        settle(qtbot, window)
        window.deleteLater()


def shown(qtbot, open_session):
    window = Window(lambda ask: off_the_window(open_session(ask)))
    window.show()
    qtbot.waitExposed(window)
    window.begin()
    return window


# --- opening -----------------------------------------------------------------------------------


def test_the_window_is_there_before_the_session_is(qtbot, qapp, session, closing):
    gate = threading.Event()

    def slow(_ask):
        gate.wait(10)
        return session

    window = shown(qtbot, slow)
    closing(window)
    assert window.isVisible()
    assert window.session is None
    assert window.stack.currentWidget().what.text() == "Opening your vault…"
    with qtbot.waitSignal(window.ready, timeout=5000):
        gate.set()
    assert window.session.people.all() == session.people.all()


def test_a_first_start_begins_with_you_and_a_later_one_with_the_audit(open_window, session, ready):
    assert open_window(ready).stack.currentWidget().name == "Audit"


def test_with_nothing_in_it_the_window_begins_with_the_first_steps(open_window, session):
    assert open_window(session).stack.currentWidget().name == "First steps"


class Vault:
    """Asks for a passphrase as the session does: on its own thread, before it opens."""

    def __init__(self, session, passphrase, *, is_new):
        self.session, self.passphrase, self.is_new = session, passphrase, is_new
        self.tried = []

    def __call__(self, ask):
        given = ask(self.is_new)
        if given is None:
            raise errors.PassphraseNeeded
        self.tried.append(given)
        if not self.is_new and given != self.passphrase:
            raise errors.WrongPassphrase
        return self.session


def dialog_of(qtbot, window):
    qtbot.waitUntil(lambda: len(window.findChildren(UnlockDialog)) == 1, timeout=5000)
    return window.findChildren(UnlockDialog)[0]


def test_a_wrong_passphrase_is_said_calmly_and_asked_again(qtbot, qapp, session, closing):
    window = shown(qtbot, vault := Vault(session, "right horse", is_new=False))
    closing(window)
    dialog = dialog_of(qtbot, window)
    assert not dialog.second.isVisible()
    dialog.first.setText("wrong")
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog_of(qtbot, window) is not dialog, timeout=5000)
    again = dialog_of(qtbot, window)
    assert again.hint.text().startswith("This passphrase does not open the vault.")
    again.first.setText("right horse")
    with qtbot.waitSignal(window.ready, timeout=5000):
        again.go.click()
    assert vault.tried == ["wrong", "right horse"]
    assert not window.problems.isVisible()


def test_a_new_passphrase_is_typed_twice_and_is_not_short(qtbot, qapp, session, closing):
    window = shown(qtbot, vault := Vault(session, "", is_new=True))
    closing(window)
    dialog = dialog_of(qtbot, window)
    dialog.first.setText("short")
    dialog.go.click()
    assert "longer" in dialog.hint.text()
    dialog.first.setText("four unrelated words here")
    dialog.second.setText("four unrelated words hear")
    dialog.go.click()
    assert "not the same" in dialog.hint.text()
    assert vault.tried == []
    dialog.second.setText("four unrelated words here")
    with qtbot.waitSignal(window.ready, timeout=5000):
        dialog.go.click()
    assert vault.tried == ["four unrelated words here"]


def test_without_a_passphrase_the_vault_stays_closed_and_can_be_tried_again(
    qtbot, qapp, session, closing
):
    window = shown(qtbot, Vault(session, "x" * 12, is_new=False))
    closing(window)
    dialog_of(qtbot, window).reject()
    assert window.stack.currentWidget().what.text() == "Your vault is closed"
    qtbot.waitUntil(lambda: window.findChildren(UnlockDialog) == [], timeout=5000)
    window.begin()
    assert dialog_of(qtbot, window).isVisible()


def test_a_vault_that_cannot_be_opened_is_explained(qtbot, qapp, closing):
    def busy(_ask):
        raise errors.VaultBusy

    window = shown(qtbot, busy)
    closing(window)
    qtbot.waitUntil(window.problems.isVisible, timeout=5000)
    assert "open in another window" in window.problems.what.text()
    assert window.stack.currentWidget().what.text() == "Your vault is closed"


# --- leaving -----------------------------------------------------------------------------------


def test_closing_in_mid_audit_asks_nothing_loses_nothing_and_leaves(qtbot, open_window, ready):
    hold = Hold()
    ready.audits.script = [finding("one"), finding("two"), hold, finding("never")]
    window = open_window(ready)
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    with qtbot.waitSignal(window.left, timeout=5000):
        window.close()
    assert not window.isVisible()
    assert ready.is_closed
    ready.is_closed = False  # to look into it once more
    assert len(ready.findings.all()) == 2
    assert not ready.audits.last().is_complete


def test_closing_a_paused_audit_leaves_too(qtbot, open_window, ready):
    hold = Hold()
    ready.audits.script = [finding("one"), hold]
    window = open_window(ready)
    audit = window.pages["audit"]
    audit.begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    audit.pause.click()
    with qtbot.waitSignal(window.left, timeout=5000):
        window.close()
    assert ready.is_closed


def test_work_that_cannot_stop_at_once_ends_unseen(qtbot, open_window, ready):
    window = open_window(ready)
    gate = threading.Event()
    window.jobs.ask(lambda: gate.wait(10))
    gone = []
    window.left.connect(lambda: gone.append(True))
    window.close()
    assert not window.isVisible()
    assert gone == []
    assert not ready.is_closed
    with qtbot.waitSignal(window.left, timeout=5000):
        gate.set()
    assert ready.is_closed


def test_closing_while_the_vault_is_being_opened_closes_it_again(qtbot, qapp, session):
    gate, begun = threading.Event(), threading.Event()

    def slow(_ask):
        begun.set()
        gate.wait(10)
        return session

    window = shown(qtbot, slow)
    assert begun.wait(5)
    window.close()
    with qtbot.waitSignal(window.left, timeout=5000):
        gate.set()
    assert session.is_closed
    window.deleteLater()


def test_a_window_without_work_leaves_at_once(qtbot, open_window, ready):
    window = open_window(ready)
    gone = []
    window.left.connect(lambda: gone.append(True))
    window.close()
    assert gone == [True]
    assert ready.is_closed


def slowed(verb, seconds=0.2):
    def late(*args, **how):
        time.sleep(seconds)
        return verb(*args, **how)

    return late


def test_locking_keeps_the_answers_that_stand_in_line(qtbot, open_window, ready):
    for name in ("one", "two", "three", "four"):
        ready.findings.keep(finding(name))
    window = open_window(ready)
    window.enter("findings")
    settle(qtbot, window)
    ready.findings.judge = slowed(ready.findings.judge)
    for _number in range(4):
        window.pages["findings"].judge(Verdict.ME)
    window.lock()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    assert [one.verdict for one in ready.findings.known.values()] == [Verdict.ME] * 4


def test_locking_while_places_are_changed_and_read_ends_without_a_word(qtbot, open_window, ready):
    window = open_window(ready)
    window.enter("places")
    settle(qtbot, window)
    page = window.pages["places"]
    page.view.setCurrentIndex(page.sources.index(0))
    ready.sources.all = slowed(ready.sources.all)
    ready.sources.schedule = slowed(ready.sources.schedule)
    page._schedule(7)
    page._schedule(30)
    page.refresh()
    page.refresh()
    window.lock()  # what raises in here, pytest-qt reports
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    ready.is_closed = False  # to look into it once more
    assert list(ready.sources.schedules().values()) == [30]


def test_once_locked_no_face_is_held_and_no_timer_of_the_session_runs(qtbot, open_window, ready):
    found, photo = ready.findings.keep(finding("one")), ready.people.photos[0]
    window = open_window(ready)
    pictures = window.findChildren(Thumbnails)
    for one in pictures:
        one.get(found.id)
        one.get(photo.id)
    settle(qtbot, window)
    shown = [key for one in pictures for key, face in one._kept.items() if not face.isNull()]
    assert sorted(shown) == sorted([found.id, photo.id])
    timers = window._belongings.findChildren(QTimer)
    window.lock()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    assert not any(one._kept for one in pictures)
    assert not any(isValid(one) and one.isActive() for one in timers)
    qtbot.waitUntil(lambda: not window.findChildren(Thumbnails), timeout=5000)


# --- problems ----------------------------------------------------------------------------------


def test_what_nobody_foresaw_is_said_plainly_and_the_window_stays(qtbot, window, caplog):
    try:
        raise ZeroDivisionError("/home/me/secret.jpg")
    except ZeroDivisionError:
        window.problems.catch(*sys.exc_info())
    assert window.problems.what.text() == "Something unexpected went wrong."
    assert "secret" not in window.problems.remedy.text()
    window.problems.close_button.click()
    assert not window.problems.isVisible()


def test_stopping_is_no_problem(window):
    window.problems.show_error(Cancelled())
    assert not window.problems.isVisible()


def test_a_failed_verdict_is_explained_and_nothing_else_changes(qtbot, open_window, ready):
    ready.findings.keep(finding("one"))
    window = open_window(ready)
    window.go("findings")
    settle(qtbot, window)
    ready.findings.known.clear()
    window.pages["findings"].judge(Verdict.ME)
    settle(qtbot, window)
    assert window.problems.isVisible()


# --- room --------------------------------------------------------------------------------------


# --- moving about ------------------------------------------------------------------------------


def test_a_key_goes_into_the_page_and_an_arrow_stays_in_the_list(qtbot, window):
    activate(qtbot, window)
    window.enter("places")
    assert window.focusWidget() is window.pages["places"].form.where
    window.navigation.list.setFocus()
    qtbot.keyClick(window.navigation.list, Qt.Key.Key_Down)
    assert window.stack.currentWidget() is window.pages["audit"]
    assert window.focusWidget() is window.navigation.list


@pytest.mark.parametrize("key", ["places", "trust", "first"])
def test_a_page_that_is_entered_is_read_once(window, monkeypatch, key):
    read = []
    refresh = type(window.pages[key]).refresh
    monkeypatch.setattr(
        type(window.pages[key]), "refresh", lambda page: (read.append(page), refresh(page))
    )
    window.enter(key)
    assert read == [window.pages[key]]


def test_an_empty_page_leads_to_where_it_is_filled(qtbot, open_window, session):
    window = open_window(session)
    window.enter("audit")
    page = window.pages["audit"]
    page.no_face.findChild(QPushButton).click()
    assert window.stack.currentWidget() is window.pages["you"]
