"""The vault on the Trust page: its key, locking, backups, restoring; and receipts."""

import os
import time

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.errors import PassphraseNeeded, WrongBackupPassphrase
from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.ui.kit.blocks import Words
from exposure_app.ui.kit.passphrase_dialog import PassphraseDialog
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.ui.shell.window import Window
from tests.ui.conftest import opened_again, settle
from tests.ui.fake_session import FakeSession, Hold, finding
from tests.ui.off_the_window import off_the_window

NEW = "four unrelated words here"


@pytest.fixture
def view(qtbot, window):
    window.go("trust")
    settle(qtbot, window)
    return window.pages["trust"].vault


def dialog_of(window, kind=PassphraseDialog):
    (dialog,) = window.findChildren(kind)
    return dialog


def words(widget):
    return [one.text() for one in widget.findChildren(Words) if one.isVisibleTo(widget)]


def give(qtbot, dialog, *, current="", new=NEW):
    dialog.current.setText(current)
    dialog.first.setText(new)
    dialog.second.setText(new)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def test_it_says_where_the_key_is_and_offers_what_fits(view, session):
    assert "Secret Service" in view.place.text()
    assert view.to_passphrase.isVisibleTo(view)
    assert not view.change.isVisibleTo(view)
    assert not view.to_keychain.isVisibleTo(view)


def test_the_key_moves_to_a_passphrase_which_is_changed_and_back(qtbot, window, view, session):
    view.to_passphrase.click()
    give(qtbot, dialog_of(window))
    settle(qtbot, window)
    assert session.vault.passphrase == NEW
    assert "passphrase" in view.place.text()
    assert not view.to_passphrase.isVisibleTo(view)
    qtbot.waitUntil(lambda: not window.findChildren(PassphraseDialog))
    view.change.click()
    give(qtbot, dialog_of(window), current=NEW, new="five other words for it")
    settle(qtbot, window)
    assert session.vault.passphrase == "five other words for it"
    qtbot.waitUntil(lambda: not window.findChildren(PassphraseDialog))
    view.change.click()
    give(qtbot, dialog_of(window), current="a guess of somebody", new=NEW)
    settle(qtbot, window)
    assert session.vault.passphrase == "five other words for it"
    assert any("does not open the vault" in said for said in words(window.problems))


def test_a_passphrase_that_is_short_or_mistyped_is_asked_for_again(qtbot, window, view, session):
    view.to_passphrase.click()
    dialog = dialog_of(window)
    give(qtbot, dialog, new="short")
    assert "longer" in dialog.hint.text()
    dialog.first.setText(NEW)
    dialog.second.setText("something else")
    dialog.go.click()
    assert "not the same" in dialog.hint.text()
    assert session.vault.passphrase == ""
    dialog.reject()


def test_a_backup_is_written_with_a_passphrase_of_its_own(qtbot, window, view, session, tmp_path):
    view.ask_to_back_up(tmp_path / "my.backup")
    give(qtbot, dialog_of(window))
    settle(qtbot, window)
    assert session.vault.backups == [(tmp_path / "my.backup", NEW)]
    assert any("read back" in said for said in words(window.problems))


def test_locking_shows_nothing_of_the_vault_and_unlocking_opens_it_again(qtbot, window, view):
    with qtbot.waitSignal(window.ready, timeout=5000):
        view.lock.click()
        qtbot.waitUntil(lambda: window.session is None)
        assert window.pages == {}
        assert not window.navigation.isEnabled()
        assert "Your vault is locked" in words(window)
        window.begin()
    settle(qtbot, window)
    assert set(window.pages) >= {"you", "trust"}


def test_locking_stops_a_running_audit_and_keeps_what_it_found(qtbot, window, view, session):
    hold = Hold()
    found = finding("a")
    session.audits.script = [found, hold]
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=10_000)
    window.lock()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    assert list(session.findings.known) == [found.finding.id]
    assert session.is_closed


def test_what_was_open_in_front_is_gone_when_it_is_locked(qtbot, window, view):
    view.to_passphrase.click()
    assert dialog_of(window).isVisible()
    window.lock()
    qtbot.waitUntil(lambda: not window.findChildren(PassphraseDialog), timeout=10_000)


def test_it_locks_by_itself_after_the_time_that_was_chosen(
    qtbot, window, view, session, monkeypatch
):
    view.after.setCurrentIndex(view.after.findData(5))
    settle(qtbot, window)
    assert session.settings.current().lock_after == 5
    later = time.monotonic() + 301
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.monotonic", lambda: later)
    window.idle_lock.look()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)


def test_it_does_not_lock_while_somebody_is_here_or_something_runs(
    qtbot, window, view, session, monkeypatch
):
    window.idle_lock.set_minutes(5)
    now = time.monotonic()
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.monotonic", lambda: now + 299)
    qtbot.keyClick(window, Qt.Key.Key_Shift)
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.monotonic", lambda: now + 301)
    window.idle_lock.look()
    assert window.session is not None
    hold = Hold()
    session.audits.script = [hold]
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=10_000)
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.monotonic", lambda: now + 900)
    window.idle_lock.look()
    assert window.session is not None
    hold.go_on.set()
    settle(qtbot, window)
    assert window.session is not None


def test_a_clock_that_was_set_back_does_not_keep_it_open(window, monkeypatch):
    window.idle_lock.set_minutes(1)
    steady, wall = time.monotonic(), time.time()
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.time", lambda: wall - 86_400)
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.monotonic", lambda: steady + 61)
    locked = []
    window.idle_lock.idle.connect(lambda: locked.append(True))
    window.idle_lock.look()
    assert locked


@pytest.fixture
def restorable(qtbot, qapp, session):
    """A window whose vault can be restored; what it was asked for, and what that answers."""
    asked, answers = [], []

    def restore(path, passphrase, ask, cancel):
        own = ask(True)
        asked.append((path, passphrase, own))
        if answers:
            raise answers.pop(0)

    window = Window(lambda _ask: off_the_window(opened_again(session)), restore)
    window.show()
    with qtbot.waitSignal(window.ready, timeout=5000):
        window.begin()
    settle(qtbot, window)
    window.go("trust")
    settle(qtbot, window)
    yield window, asked, answers
    with qtbot.waitSignal(window.left, timeout=10_000):
        window.leave()
    window.deleteLater()


def test_a_backup_takes_the_place_of_what_is_here(qtbot, restorable, session, tmp_path):
    window, asked, _answers = restorable
    window.pages["trust"].vault.ask_to_restore(tmp_path / "my.backup")
    dialog = dialog_of(window)
    assert not dialog.second.isVisibleTo(dialog)
    with qtbot.waitSignal(window.ready, timeout=5000):
        give(qtbot, dialog)
    assert asked == [(tmp_path / "my.backup", NEW, None)]
    assert any("back from the backup" in said for said in words(window.problems))


def test_a_backup_that_does_not_open_leaves_what_is_here(qtbot, restorable, tmp_path):
    window, _asked, answers = restorable
    answers.append(WrongBackupPassphrase("my.backup"))
    with qtbot.waitSignal(window.ready, timeout=5000):
        window._restore(tmp_path / "my.backup", "a guess")
    assert any("does not open the backup" in said for said in words(window.problems))


def test_a_restored_vault_without_a_keychain_is_given_a_passphrase(qtbot, restorable, tmp_path):
    window, asked, answers = restorable
    answers.append(PassphraseNeeded())
    window._restore(tmp_path / "my.backup", NEW)
    qtbot.waitUntil(lambda: bool(window.findChildren(UnlockDialog)), timeout=10_000)
    dialog = dialog_of(window, UnlockDialog)
    dialog.first.setText("a passphrase of its own")
    dialog.second.setText("a passphrase of its own")
    with qtbot.waitSignal(window.ready, timeout=5000):
        dialog.go.click()
    assert asked[-1][2] == "a passphrase of its own"


def test_an_older_copy_and_a_network_drive_are_said_when_it_opens(qtbot, open_window):
    session = FakeSession()
    session.vault.noticed = [StorageNotice.OLDER_COPY]
    window = open_window(session)
    assert any("older copy of your data" in said for said in words(window.problems))


def test_erasing_shows_what_was_removed(qtbot, window, session):
    window._erase()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    shown = "\n".join(words(window))
    assert "1 enrolled photo" in shown
    assert "the vault's key" in shown


def test_everything_can_be_reached_at_two_hundred_percent(qtbot, large_text, open_window, ready):
    window = open_window(ready)
    window.go("trust")
    settle(qtbot, window)
    view = window.pages["trust"].vault
    for control in (view.lock, view.backup, view.restore, view.to_passphrase):
        assert control.width() >= control.minimumSizeHint().width(), control.text()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
