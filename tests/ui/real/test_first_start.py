"""The first start: from the promise to the first audit, left half-way, and the demo beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from tests.ui.real.conftest import leave
from tests.ui.real.hands import (
    add_site,
    choosing,
    dialog_of,
    go,
    press,
    settle,
    unlock,
    words,
    write,
)


@pytest.fixture
def opened_pages(monkeypatch):
    """What is handed to the system to be opened, which would be a browser."""
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    return opened


def offered(window):
    """The way that is open now, as its button says."""
    steps = window.pages["first"].steps
    return [step.action for step in steps if step.action and step.action.isVisible()]


def done(window):
    return [step.name.text() for step in window.pages["first"].steps]


def test_the_guided_way_is_left_half_way_and_gone_on_with_the_next_day(
    qtbot, open_real, photo, site
):
    window = open_real()
    first = window.pages["first"]
    assert window.stack.currentWidget() is first
    assert done(window)[:3] == ["The promise (done)", "Your vault (done)", "A few photos"]
    assert "never leaves this computer" in words(first)
    (photos,) = offered(window)
    press(qtbot, photos)
    with choosing(photo):
        press(qtbot, window.pages["you"].intake.choose_photos)
    settle(qtbot, window)
    assert window.pages["you"].intake.status.text() == "1 photo was enrolled."
    leave(qtbot, window)

    again = open_real()
    assert again.stack.currentWidget() is again.pages["first"]
    assert done(again)[2:4] == ["A few photos (done)", "A first place"]
    (place,) = offered(again)
    assert again.focusWidget() is place
    press(qtbot, place)
    add_site(qtbot, again.pages["places"], site.url)
    press(qtbot, again.navigation.first_steps)
    settle(qtbot, again)
    (audit,) = offered(again)
    press(qtbot, audit)
    settle(qtbot, again)
    press(qtbot, again.pages["audit"].start)
    settle(qtbot, again)
    assert again.pages["audit"].outcome.headline.text() == (
        "2 pictures on 1 page look like you. 1 thing could not be checked."
    )
    press(qtbot, again.navigation.first_steps)
    settle(qtbot, again)
    assert offered(again) == []
    assert not again.navigation.first_steps.isVisible()
    leave(qtbot, again)

    third = open_real()
    assert third.stack.currentWidget() is third.pages["audit"]
    assert not third.navigation.first_steps.isVisible()


def test_a_new_passphrase_that_is_mistyped_is_asked_for_again(qtbot, open_real, home, witness):
    window = open_real.shown()
    dialog = dialog_of(qtbot, window, UnlockDialog)
    write(qtbot, dialog.first, "short")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    assert "Make it longer" in words(dialog)
    write(qtbot, dialog.first, "five quite unrelated words here")
    write(qtbot, dialog.second, "five quite unrelated words heer")
    press(qtbot, dialog.go)
    assert "The two are not the same." in words(dialog)
    assert not any(path.is_file() for path in home.data.rglob("*.db"))
    with qtbot.waitSignal(window.ready, timeout=20_000):
        unlock(qtbot, window)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["first"]


def test_without_a_passphrase_the_vault_stays_closed_until_one_is_given(qtbot, open_real):
    window = open_real.shown()
    qtbot.keyClick(dialog_of(qtbot, window, UnlockDialog), Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert "Your vault is closed" in words(window.stack.currentWidget())
    assert window.session is None
    (again,) = window.stack.currentWidget().findChildren(type(window.navigation.help))
    with qtbot.waitSignal(window.ready, timeout=20_000):
        press(qtbot, again)
        unlock(qtbot, window)
    settle(qtbot, window)


def test_the_demo_is_tried_out_and_leaves_nothing_in_the_vault(qtbot, open_real, opened_pages):
    window = open_real()
    demo = window.pages["first"].demo
    press(qtbot, demo.start)
    assert demo.working.isVisible()
    settle(qtbot, window)
    assert demo.outcome.text().endswith("0 missed, 0 of somebody else taken for them.")
    press(qtbot, demo.open)
    assert [one.toLocalFile() for one in opened_pages] == [str(demo.report)]
    assert "<html" in demo.report.read_text("utf-8")
    assert window.session.people.all() == []
    assert window.session.sources.all() == []
    assert window.session.requests.all() == []
    go(qtbot, window, "findings")
    assert "Nothing found yet" in words(window.pages["findings"])
