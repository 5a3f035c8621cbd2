"""The vault: another passphrase, locked and opened again, backed up and brought back, erased."""

import time

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.errors import KeychainUnavailable, WrongBackupPassphrase, WrongPassphrase
from exposure_app.domain.findings import Verdict
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.kit.passphrase_dialog import PassphraseDialog
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.ui.trust.erase_dialog import EraseDialog
from tests.ui.conftest import activate
from tests.ui.real.conftest import leave
from tests.ui.real.hands import choosing, dialog_of, go, pick, press, settle, unlock, words, write
from tests.ui.real.shelf import PASSPHRASE

NEW = "five other words for it now"
OF_THE_BACKUP = "words for the backup alone"


@pytest.fixture
def vault(qtbot, audited):
    return go(qtbot, audited, "trust").vault


def give(qtbot, dialog, **typed):
    """Type into the lines of a dialog and press its button."""
    for name, text in typed.items():
        write(qtbot, getattr(dialog, name), text)
    press(qtbot, dialog.go)


def ways_on(window):
    """The buttons of what stands in the window while there is no session."""
    kind = type(window.navigation.help)
    return [one for one in window.stack.currentWidget().findChildren(kind) if one.isVisible()]


def is_locked(window):
    return window.session is None and window.jobs.is_idle and bool(ways_on(window))


def test_the_passphrase_is_changed_and_only_the_new_one_opens_it(
    qtbot, open_real, audited, vault, witness
):
    assert "passphrase" in vault.place.text()
    press(qtbot, vault.change)
    dialog = dialog_of(qtbot, vault, PassphraseDialog)
    give(qtbot, dialog, current="a guess of somebody", first=NEW, second=NEW)
    settle(qtbot, audited)
    assert witness.take() == [WrongPassphrase]
    assert "This passphrase does not open the vault." in words(audited.problems)
    qtbot.waitUntil(lambda: not vault.findChildren(PassphraseDialog), timeout=10_000)
    press(qtbot, vault.change)
    dialog = dialog_of(qtbot, vault, PassphraseDialog)
    give(qtbot, dialog, current=PASSPHRASE, first=NEW, second=NEW)
    settle(qtbot, audited)
    assert audited.problems.what.text() == "The passphrase is changed."
    leave(qtbot, audited)

    again = open_real.shown()
    unlock(qtbot, again, PASSPHRASE)
    settle(qtbot, again)
    dialog = dialog_of(qtbot, again, UnlockDialog)
    assert "This passphrase does not open the vault." in dialog.hint.text()
    with qtbot.waitSignal(again.ready, timeout=20_000):
        give(qtbot, dialog, first=NEW)
    settle(qtbot, again)
    assert len(again.session.findings.all()) == 6


def test_locked_it_shows_nothing_and_opens_with_the_passphrase_alone(qtbot, audited, vault):
    activate(qtbot, audited)
    qtbot.keyClick(audited, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: is_locked(audited), timeout=20_000)
    assert "Your vault is locked" in words(audited)
    assert audited.pages == {}
    assert not audited.navigation.isEnabled()
    (open_it,) = ways_on(audited)
    press(qtbot, open_it)
    dialog = dialog_of(qtbot, audited, UnlockDialog)
    write(qtbot, dialog.first, "a guess of somebody")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    settle(qtbot, audited)
    assert audited.session is None
    assert "does not open the vault" in dialog_of(qtbot, audited, UnlockDialog).hint.text()
    with qtbot.waitSignal(audited.ready, timeout=20_000):
        unlock(qtbot, audited)
    settle(qtbot, audited)
    assert audited.navigation.isEnabled()
    assert audited.stack.currentWidget() is audited.pages["audit"]
    assert len(audited.session.findings.all()) == 6


def test_a_backup_brings_back_what_was_there(qtbot, open_real, audited, vault, tmp_path, witness):
    session = audited.session
    backup = tmp_path / "all.backup"
    with choosing(backup):
        press(qtbot, vault.backup)
    give(
        qtbot, dialog_of(qtbot, vault, PassphraseDialog), first=OF_THE_BACKUP, second=OF_THE_BACKUP
    )
    settle(qtbot, audited)
    assert audited.problems.what.text() == "The backup is written, and was read back."
    assert b"Bea" not in backup.read_bytes()
    before = session.findings.all()
    session.people.remove("Bea")
    session.findings.judge(before[-1].id, Verdict.NOT_ME)

    with choosing(backup):
        press(qtbot, vault.restore)
    give(qtbot, dialog_of(qtbot, vault, PassphraseDialog), first="not that of the backup")
    qtbot.waitUntil(lambda: not audited.findChildren(PassphraseDialog), timeout=10_000)
    with qtbot.waitSignal(audited.ready, timeout=60_000):
        unlock(qtbot, audited)
    settle(qtbot, audited)
    assert witness.take() == [WrongBackupPassphrase]
    assert [one.name for one in audited.session.people.all()] == ["me"]

    vault = go(qtbot, audited, "trust").vault
    with choosing(backup):
        press(qtbot, vault.restore)
    give(qtbot, dialog_of(qtbot, vault, PassphraseDialog), first=OF_THE_BACKUP)
    # A passphrase for the vault that is to be is chosen, and asked for no second time.
    qtbot.waitUntil(lambda: audited.session is None, timeout=60_000)
    dialog = dialog_of(qtbot, audited, UnlockDialog)
    with qtbot.waitSignal(audited.ready, timeout=60_000):
        give(qtbot, dialog, first=NEW, second=NEW)
    settle(qtbot, audited)
    assert [one for one in audited.findChildren(UnlockDialog) if one.isVisible()] == []
    assert audited.problems.what.text().startswith("Everything is back from the backup")
    assert {one.name for one in audited.session.people.all()} == {"me", "Bea"}
    assert audited.session.findings.all() == before
    leave(qtbot, audited)
    assert open_real(passphrase=NEW).session.findings.all() == before


def test_without_a_keychain_the_key_stays_with_the_passphrase(qtbot, audited, vault, witness):
    press(qtbot, vault.to_keychain)
    press(qtbot, dialog_of(qtbot, vault, Question).yes)
    settle(qtbot, audited)
    assert witness.take() == [KeychainUnavailable]
    assert audited.problems.isVisible()
    assert vault.place.text() == "The vault opens with your passphrase."


def test_left_alone_for_the_time_that_was_chosen_it_locks_by_itself(
    qtbot, audited, vault, monkeypatch
):
    pick(qtbot, vault.after, 5)
    settle(qtbot, audited)
    assert audited.session.settings.current().lock_after == 5
    later = time.monotonic() + 301
    monkeypatch.setattr("exposure_app.ui.shell.idle_lock.time.monotonic", lambda: later)
    audited.idle_lock.look()
    qtbot.waitUntil(lambda: is_locked(audited), timeout=20_000)
    assert "Your vault is locked" in words(audited)


def test_everything_is_erased_with_a_receipt_and_begun_anew(qtbot, audited, vault, home):
    trust = audited.pages["trust"]
    press(qtbot, trust.erase)
    dialog = dialog_of(qtbot, trust, EraseDialog)
    assert not dialog.erase_button.isEnabled()
    write(qtbot, dialog.typed, "erase")
    press(qtbot, dialog.erase_button)
    qtbot.waitUntil(lambda: is_locked(audited), timeout=60_000)
    said = words(audited)
    assert "Everything is erased" in said
    for line in (
        "2 people",
        "2 enrolled photos: their pictures and templates",
        "6 findings, with their small pictures",
        "2 places",
        "1 audit: its counts and gaps",
        "8 recorded requests",
        "the vault's key: a copy of its files can not be read any more",
    ):
        assert line in said
    assert [path for path in home.data.parent.rglob("*") if path.is_file()] == []
    (anew,) = [one for one in ways_on(audited) if "anew" in one.text()]
    press(qtbot, anew)
    with qtbot.waitSignal(audited.ready, timeout=20_000):
        unlock(qtbot, audited, NEW)
    settle(qtbot, audited)
    assert audited.stack.currentWidget() is audited.pages["first"]
    assert audited.session.people.all() == []
