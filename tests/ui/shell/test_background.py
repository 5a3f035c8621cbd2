"""Going on while the window is closed: asked once, announced at the end, and by schedule."""

from datetime import timedelta

import pytest

from exposure_app.settings import OnClose, SettingCard
from exposure_app.ui.shell.background import _Ask
from tests.ui.conftest import settle
from tests.ui.fake_session import NOW, Hold, finding


@pytest.fixture
def hold(qtbot, window, session):
    """An audit under way, with one finding so far."""
    hold = Hold()
    session.audits.script = [finding("one"), hold, finding("two")]
    window.enter("audit")
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    return hold


def question(window):
    [asked] = [one for one in window.findChildren(_Ask) if one.isVisible()]
    return asked


def test_closing_in_mid_audit_asks_and_goes_on_in_the_tray(qtbot, window, session, hold, tray):
    window.close()
    assert window.isVisible()
    question(window).go_on.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert window._going_on.tray.is_shown
    hold.go_on.set()
    settle(qtbot, window)
    assert len(session.findings.all()) == 2
    assert tray == [("The audit is done", "2 findings are new or changed.")]
    assert session.settings.current().on_close is OnClose.TRAY
    window._going_on.tray.opened.emit()
    assert window.isVisible()
    assert not window._going_on.tray.is_shown


def test_it_is_asked_once(qtbot, window, session, hold, tray):
    window.close()
    question(window).go_on.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    window._going_on.come_back()
    window.close()
    assert not window.isVisible()
    assert [one for one in window.findChildren(_Ask) if one.isVisible()] == []
    with qtbot.waitSignal(window.left, timeout=5000):
        window._going_on.tray.leave.trigger()
    assert len(session.findings.known) == 1


def test_stop_and_close_keeps_what_was_found(qtbot, window, session, hold, tray):
    window.close()
    with qtbot.waitSignal(window.left, timeout=5000):
        question(window).leave.click()
    assert session.settings.current().on_close is OnClose.LEAVE
    assert len(session.findings.known) == 1


def test_the_way_back_changes_nothing(qtbot, window, session, hold, tray):
    window.close()
    question(window).stay.click()
    assert window.isVisible()
    assert session.settings.current().on_close is OnClose.ASK
    hold.go_on.set()
    settle(qtbot, window)


def test_without_work_the_window_just_closes(qtbot, window, tray):
    with qtbot.waitSignal(window.left, timeout=5000):
        window.close()


def test_where_there_is_no_tray_closing_stops_as_ever(qtbot, window, session, hold):
    with qtbot.waitSignal(window.left, timeout=5000):
        window.close()
    assert len(session.findings.known) == 1


def test_an_announcement_names_nobody_and_no_place(qtbot, window, session, hold, tray):
    closing = window.pages["settings"].cards[SettingCard.EFFORT].boxes["on_close"]
    closing.setCurrentIndex(closing.findData(OnClose.TRAY))
    qtbot.waitUntil(lambda: window._going_on._choice is OnClose.TRAY, timeout=5000)
    window.close()
    assert not window.isVisible()
    hold.go_on.set()
    settle(qtbot, window)
    [(what, more)] = tray
    for secret in ("example.org", "me", "http"):
        assert secret not in f"{what} {more}".split()


def test_a_place_that_is_due_is_audited_by_itself(qtbot, open_window, ready):
    [source] = ready.sources.all()
    ready.audits.script = [finding("one")]
    ready.sources.schedule(source.id, 1)
    window = open_window(ready)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: len(ready.findings.all()) == 1, timeout=5000)
    settle(qtbot, window)
    assert ready.sources.outcomes()[source.id].at == NOW
    assert ready.sources.due(NOW + timedelta(hours=1)) == []


def test_with_places_to_look_at_again_closing_goes_on_in_the_tray(qtbot, open_window, ready, tray):
    [source] = ready.sources.all()
    ready.sources.schedule(source.id, 365)
    window = open_window(ready)
    settle(qtbot, window)
    window.close()
    question(window).go_on.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    window._going_on.come_back()
