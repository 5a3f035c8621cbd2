"""The window is closed in the middle of an audit: asked once, gone on, or stopped; nothing lost."""

import threading

import pytest

from exposure_app.settings import OnClose
from exposure_app.ui.shell.background import _Ask
from tests.ui.real.conftest import leave
from tests.ui.real.hands import add_site, dialog_of, go, pick, press, settle, words


@pytest.fixture
def let_go(qtbot, enrolled, site):
    """An audit under way whose last picture is held back; lets it come."""
    reached, go_on = threading.Event(), threading.Event()
    crowd = site.pages["/crowd.jpg"]

    def held(handler):
        reached.set()
        go_on.wait(60)
        handler.answer(crowd)

    site.pages["/crowd.jpg"] = held
    add_site(qtbot, go(qtbot, enrolled, "places"), site.url)
    page = go(qtbot, enrolled, "audit")
    press(qtbot, page.start)
    qtbot.waitUntil(reached.is_set, timeout=60_000)
    qtbot.waitUntil(lambda: page.results.findings.rowCount() == 2, timeout=60_000)
    yield go_on.set
    go_on.set()


def close(window):
    """As the window's own cross does."""
    window.close()


def hidden_in_the_tray(qtbot, window):
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert window._going_on.tray.is_shown


def test_it_is_asked_once_goes_on_in_the_tray_and_tells_its_end(
    qtbot, open_real, enrolled, tray, let_go
):
    close(enrolled)
    question = dialog_of(qtbot, enrolled, _Ask)
    assert "You are asked this once" in words(question)
    press(qtbot, question.go_on)
    hidden_in_the_tray(qtbot, enrolled)
    assert tray == []
    let_go()
    settle(qtbot, enrolled)
    assert tray == [("The audit is done", "2 findings are new or changed.")]
    enrolled._going_on.tray.open.trigger()
    assert enrolled.isVisible()
    assert enrolled.pages["audit"].outcome.headline.text().startswith("2 pictures on 1 page")
    assert enrolled.session.settings.current().on_close is OnClose.TRAY
    leave(qtbot, enrolled)
    again = open_real()
    assert again.session.settings.current().on_close is OnClose.TRAY
    assert len(again.session.findings.all()) == 2


def test_the_second_time_it_is_not_asked_and_the_menu_ends_it(
    qtbot, open_real, enrolled, tray, let_go
):
    close(enrolled)
    press(qtbot, dialog_of(qtbot, enrolled, _Ask).go_on)
    hidden_in_the_tray(qtbot, enrolled)
    enrolled._going_on.tray.open.trigger()
    close(enrolled)
    hidden_in_the_tray(qtbot, enrolled)
    assert [one for one in enrolled.findChildren(_Ask) if one.isVisible()] == []
    with qtbot.waitSignal(enrolled.left, timeout=60_000):
        enrolled._going_on.tray.leave.trigger()
        let_go()
    again = open_real()
    assert "stopped before its end" in again.pages["audit"].outcome.looked_at.text()
    assert len(again.session.findings.all()) == 2


def test_stop_and_close_is_safe_and_what_was_found_is_there_again(
    qtbot, open_real, enrolled, tray, let_go
):
    close(enrolled)
    press(qtbot, dialog_of(qtbot, enrolled, _Ask).stay)
    assert enrolled.isVisible()
    assert enrolled.pages["audit"].is_running
    close(enrolled)
    with qtbot.waitSignal(enrolled.left, timeout=60_000):
        press(qtbot, dialog_of(qtbot, enrolled, _Ask).leave)
        let_go()
    assert tray == []
    again = open_real()
    page = again.pages["audit"]
    assert again.stack.currentWidget() is page
    assert page.outcome.headline.text().startswith("2 pictures on 1 page look like you.")
    assert "stopped before its end: what was found is kept" in page.outcome.looked_at.text()
    findings = go(qtbot, again, "findings")
    assert findings.count.text() == "2 findings"
    assert not findings.detail.found.is_blank
    go(qtbot, again, "audit")
    press(qtbot, page.start)
    settle(qtbot, again)
    assert again.session.audits.last().is_complete
    assert len(again.session.findings.all()) == 2


def test_where_there_is_no_tray_closing_stops_at_once_and_loses_nothing(
    qtbot, open_real, enrolled, let_go
):
    with qtbot.waitSignal(enrolled.left, timeout=60_000):
        close(enrolled)
        let_go()
    again = open_real()
    assert len(again.session.findings.all()) == 2
    assert len(again.session.people.templates("me")) == 1
    assert len(again.session.sources.all()) == 1
    # Every request of the audit that was cut off is in the record, the last as such.
    asked = {one.url.rpartition("/")[2] for one in again.session.requests.all()}
    assert {"team", "a.jpg", "b.jpg", "crowd.jpg"} <= asked


def test_with_a_rhythm_the_window_goes_to_the_tray_although_nothing_runs(qtbot, audited, tray):
    places = go(qtbot, audited, "places")
    places.view.setCurrentIndex(places.sources.index(0))
    settle(qtbot, audited)
    pick(qtbot, places.again.box, 30)
    settle(qtbot, audited)
    close(audited)
    press(qtbot, dialog_of(qtbot, audited, _Ask).go_on)
    hidden_in_the_tray(qtbot, audited)
    settle(qtbot, audited)
    assert tray == []
    audited._going_on.come_back()
