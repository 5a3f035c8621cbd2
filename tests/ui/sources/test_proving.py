"""Places: a site is shown to be one's own in a dialog that says how, and what came of it."""

import pytest
from PySide6.QtGui import QGuiApplication

from exposure_app.domain import errors
from exposure_app.domain.sources import Footing, Proof
from exposure_app.ui.kit.dates import day
from exposure_app.ui.sources.proof_dialog import ProofDialog
from tests.ui.accessibility import letters_taken_twice, spoken_as_nothing, tab_order, unnamed
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import NOW, Hold


@pytest.fixture
def source(session):
    return session.sources.add("https://example.org/blog", Footing.OWNED)


@pytest.fixture
def page(open_window, session, source):
    window = open_window(session)
    window.go("places")
    page = window.pages["places"]
    page.view.setCurrentIndex(page.sources.index(0))
    return page


@pytest.fixture
def dialog(qtbot, page):
    page.prove.click()
    settle(qtbot, page.window())
    return page.proving.dialog


def check(qtbot, page):
    page.proving.dialog.check.click()
    settle(qtbot, page.window())


def test_each_way_has_its_text_and_a_button_that_copies_it(dialog, source):
    assert [line.field.text() for line in dialog.lines] == [
        "https://example.org/.well-known/exposure-app.txt",
        source.token,
        f'<meta name="exposure-app" content="{source.token}">',
        "_exposure-app.example.org",
        source.token,
    ]
    for line in dialog.lines:
        assert line.field.isReadOnly()
        line.copy.click()
        assert QGuiApplication.clipboard().text() == line.field.text()
        assert line.copy.text() == "Copied"
    assert not dialog.lifts.isVisible()
    assert dialog.status.text() == "Not proved yet"


def test_a_site_that_shows_nothing_is_told_what_to_do(qtbot, page, dialog):
    check(qtbot, page)
    assert "does not show its token yet" in dialog.status.text()
    assert "first page or the DNS record" in dialog.remedy.text()
    assert dialog.check.isEnabled()
    assert dialog.focusWidget() is dialog.check
    assert not dialog.lifts.isVisible()
    assert not page.window().problems.isVisible()


def test_a_site_that_cannot_be_asked_is_explained_and_stays_proved(qtbot, page, session, source):
    session.sources.shown[source.id] = Proof.META
    page.prove.click()
    settle(qtbot, page.window())
    check(qtbot, page)
    session.sources.proof_fails = errors.TimedOut(source.locator)
    check(qtbot, page)
    dialog = page.proving.dialog
    assert "did not answer in time" in dialog.status.text()
    assert dialog.lifts.isVisible()


def test_once_proved_the_list_says_so_and_robots_can_be_passed_over(
    qtbot, page, session, source, dialog
):
    session.sources.shown[source.id] = Proof.FILE
    check(qtbot, page)
    assert dialog.status.text() == f"Proved by a file, {day(NOW)}"
    assert dialog.lifts.isVisible()
    assert dialog.explained.isVisible()
    dialog.lifts.click()
    settle(qtbot, page.window())
    assert session.sources.all()[0].lifts_robots
    assert dialog.lifts.isChecked()
    said = page.sources.data(page.sources.index(0))
    assert said == source.locator
    dialog.lifts.click()
    settle(qtbot, page.window())
    assert not session.sources.all()[0].lifts_robots
    session.sources.shown.clear()
    check(qtbot, page)
    assert not dialog.lifts.isVisible()
    assert not session.sources.all()[0].is_proved


def test_while_the_site_is_asked_the_dialog_says_so_and_closing_it_stops_the_asking(
    qtbot, page, session, source, dialog
):
    session.sources.asking = Hold()
    session.sources.shown[source.id] = Proof.FILE
    dialog.check.click()
    qtbot.waitUntil(session.sources.asking.reached.is_set, timeout=5000)
    assert dialog.status.text() == "Asking the site…"
    assert not dialog.check.isEnabled()
    assert dialog.focusWidget() is dialog.leave
    dialog.reject()
    settle(qtbot, page.window())
    assert not session.sources.all()[0].is_proved
    assert page.proving.dialog is None
    assert not page.window().problems.isVisible()


def test_an_unforeseen_failure_leaves_the_dialog_usable(qtbot, page, session, dialog, caplog):
    session.sources.proof_fails = ValueError("out of the blue")
    check(qtbot, page)
    assert page.window().problems.isVisible()
    assert dialog.check.isEnabled()
    assert "unforeseen" in caplog.text
    caplog.clear()


def test_only_what_lies_on_a_site_can_be_proved(qtbot, page, session, tmp_path):
    session.sources.add(str(tmp_path), Footing.MY_EXPORT)
    session.sources.add("@ada@social.example.org", Footing.OWNED)
    page.refresh()
    settle(qtbot, page.window())
    assert page.prove.isEnabled()
    for row in (1, 2):
        page.view.setCurrentIndex(page.sources.index(row))
        assert not page.prove.isEnabled()
        assert page.remove.isEnabled()


def test_the_place_that_was_chosen_stays_so_after_it_was_asked(qtbot, page, session, dialog):
    check(qtbot, page)
    dialog.reject()
    assert page.view.selectedIndexes()[0].row() == 0
    assert page.prove.isEnabled()


def test_the_dialog_can_be_used_by_ear_and_by_keyboard(qtbot, page, session, source, dialog):
    session.sources.shown[source.id] = Proof.FILE
    check(qtbot, page)
    assert unnamed(dialog) == spoken_as_nothing(dialog) == letters_taken_twice(dialog) == []
    activate(qtbot, dialog)
    order = tab_order(qtbot, dialog, dialog.lifts)
    wanted = [dialog.lifts]
    for line in dialog.lines:
        wanted += [line.field, line.copy]
    wanted.append(dialog.check)
    places = [order.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_the_dialog_fits_on_a_small_screen_with_large_text(qtbot, large_text, page, dialog):
    screen = dialog.screen().availableSize()
    check(qtbot, page)
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    assert isinstance(dialog, ProofDialog)
    for line in dialog.lines:
        right = line.copy.mapTo(dialog, line.copy.rect().topRight()).x()
        assert right <= dialog.width()
        assert line.copy.width() >= line.copy.sizeHint().width()
