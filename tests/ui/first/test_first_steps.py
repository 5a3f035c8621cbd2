"""The first way through: what is next, leaving it, coming back, and the demo beside it."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.sources import Footing
from tests.ui.accessibility import letters_taken_twice, tab_order, unnamed
from tests.ui.conftest import Never, activate, settle


@pytest.fixture
def window(open_window, session):
    """A window over an empty vault."""
    return open_window(session)


def enrol(session, photos):
    list(session.people.enrol(photos("me.jpg"), report=lambda _progress: None, cancel=Never()))


def audit(session):
    list(session.audits.run(report=lambda _progress: None, cancel=Never()))


def offered(window):
    """The steps that can be gone to now, by page."""
    steps = window.pages["first"].steps
    return [step.action.text().replace("&", "") for step in steps if step.is_offered]


def come_back(qtbot, window):
    window.navigation.first_steps.click()
    settle(qtbot, window)


def test_an_empty_vault_begins_with_the_promise_and_the_way_to_photos(window):
    first = window.pages["first"]
    assert window.stack.currentWidget() is first
    assert first.steps[0].name.text() == "The promise (done)"
    assert offered(window) == ["Choose photos"]
    assert window.focusWidget() is first.steps[2].action


def test_each_step_that_is_taken_leads_to_the_next(qtbot, window, session, photos):
    first = window.pages["first"]
    first.steps[2].action.click()
    assert window.stack.currentWidget() is window.pages["you"]
    enrol(session, photos)
    come_back(qtbot, window)
    assert offered(window) == ["Add a place"]
    first.steps[3].action.click()
    assert window.stack.currentWidget() is window.pages["places"]
    session.sources.add("https://example.org/", Footing.OWNED)
    come_back(qtbot, window)
    assert offered(window) == ["Go to the audit"]
    first.steps[4].action.click()
    assert window.stack.currentWidget() is window.pages["audit"]


def test_after_the_last_step_the_way_back_goes_away(qtbot, window, session, photos):
    assert window.navigation.first_steps.isVisible()
    enrol(session, photos)
    session.sources.add("https://example.org/", Footing.OWNED)
    audit(session)
    come_back(qtbot, window)
    assert offered(window) == []
    assert not window.navigation.first_steps.isVisible()


def test_left_in_the_middle_it_goes_on_there_the_next_time(
    qtbot, open_window, window, session, photos
):
    window.pages["first"].later.click()
    assert window.stack.currentWidget() is window.pages["you"]
    enrol(session, photos)
    again = open_window(session)
    assert again.stack.currentWidget() is again.pages["first"]
    assert offered(again) == ["Add a place"]


def test_whoever_has_begun_is_not_led(open_window, ready):
    window = open_window(ready)
    assert window.stack.currentWidget() is window.pages["audit"]
    assert not window.navigation.first_steps.isVisible()


def test_it_keeps_the_promises_of_every_page(qtbot, window):
    assert unnamed(window.pages["first"]) == []
    assert letters_taken_twice(window.pages["first"]) == []
    settle(qtbot, window)
    activate(qtbot, window)
    order = tab_order(qtbot, window, window.navigation.list)
    first = window.pages["first"]
    for control in (first.steps[2].action, first.later, first.demo.start):
        assert control in order
    assert window.navigation.first_steps in order
    window.navigation.first_steps.setFocus()
    qtbot.keyClick(window.navigation.first_steps, Qt.Key.Key_Space)
    assert window.stack.currentWidget() is first


def test_the_demo_is_tried_out_beside_it_and_leaves_nothing_in_the_vault(
    qtbot, monkeypatch, window, session
):
    """The real demo: its site, its models, its report."""
    opened = []
    monkeypatch.setattr("exposure_app.ui.first.demo_card.QDesktopServices.openUrl", opened.append)
    demo = window.pages["first"].demo
    demo.start.click()
    assert not demo.start.isEnabled()
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=120_000)
    assert demo.outcome.text().endswith("0 of somebody else taken for them.")
    assert demo.start.isEnabled()
    demo.open.click()
    assert opened[0].toLocalFile() == str(demo.report)
    assert "<html" in demo.report.read_text("utf-8")
    assert session.people.all() == []


def test_a_demo_that_is_stopped_can_be_begun_again(qtbot, window):
    demo = window.pages["first"].demo
    demo.start.click()
    demo.working.stop.click()
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=120_000)
    assert demo.start.isEnabled()
    assert not demo.outcome.isVisible()


def test_coming_by_keyboard_to_the_list_of_pages_leaves_the_steps_in_view(qtbot, window):
    activate(qtbot, window)
    window.navigation.list.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert window.focusWidget() is window.navigation.list
    assert window.stack.currentWidget() is window.pages["first"]
    qtbot.keyClick(window.navigation.list, Qt.Key.Key_Down)
    assert window.stack.currentWidget() is window.pages["you"]
