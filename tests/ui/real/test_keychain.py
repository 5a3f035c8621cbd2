"""The vault's key in a real keychain: nothing is asked at the start; and there and back."""

import shutil

import pytest

from exposure_app.ui.kit.asking import Question
from exposure_app.ui.kit.passphrase_dialog import PassphraseDialog
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from tests.ui.real.conftest import leave
from tests.ui.real.hands import dialog_of, drop, go, press, settle, words, write
from tests.vault.conftest import _secret_service_bus, look_around, no_keychain, secret_service

__all__ = ["_secret_service_bus", "look_around", "no_keychain", "secret_service"]

PASSPHRASE = "four unrelated words here"


@pytest.fixture
def opens(qtbot, secret_service, open_real):
    """Opens a window that asks for nothing."""

    def make():
        window = open_real.shown()
        qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
        assert window.findChildren(UnlockDialog) == []
        settle(qtbot, window)
        return window

    return make


def test_the_first_start_asks_for_nothing_and_neither_does_unlocking(qtbot, opens):
    window = opens()
    vault = go(qtbot, window, "trust").vault
    assert "it opens whenever you are logged in" in vault.place.text()
    press(qtbot, vault.lock)
    qtbot.waitUntil(lambda: window.session is None, timeout=20_000)
    assert "whoever uses this computer as you can open it again" in words(window)
    kind = type(window.navigation.help)
    (unlock,) = window.stack.currentWidget().findChildren(kind)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        press(qtbot, unlock)
    settle(qtbot, window)
    assert window.findChildren(UnlockDialog) == []


def test_the_key_goes_to_a_passphrase_and_back(qtbot, opens, open_real):
    window = opens()
    vault = go(qtbot, window, "trust").vault
    press(qtbot, vault.to_passphrase)
    dialog = dialog_of(qtbot, vault, PassphraseDialog)
    for line in (dialog.first, dialog.second):
        write(qtbot, line, PASSPHRASE)
    press(qtbot, dialog.go)
    settle(qtbot, window)
    assert window.problems.what.text() == "The vault opens with your passphrase now."
    assert vault.place.text() == "The vault opens with your passphrase."
    leave(qtbot, window)

    window = open_real()
    vault = go(qtbot, window, "trust").vault
    assert not vault.to_passphrase.isVisible()
    press(qtbot, vault.to_keychain)
    press(qtbot, dialog_of(qtbot, vault, Question).yes)
    settle(qtbot, window)
    assert window.problems.what.text() == "The key is in the keychain now."
    leave(qtbot, window)
    opens()


def test_a_vault_that_was_put_back_from_an_older_copy_says_so(qtbot, opens, home, photo, tmp_path):
    window = opens()
    leave(qtbot, window)
    shutil.copytree(home.data, tmp_path / "copy")
    window = opens()
    drop(go(qtbot, window, "you").intake.drop, photo)
    settle(qtbot, window)
    assert not window.problems.isVisible()
    leave(qtbot, window)
    shutil.rmtree(home.data)
    shutil.copytree(tmp_path / "copy", home.data)
    window = opens()
    assert window.session.people.all() == []
    assert window.problems.isVisible()
    assert "older" in window.problems.what.text()
