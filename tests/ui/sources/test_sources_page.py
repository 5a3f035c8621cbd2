"""Places: nothing is added without a footing; what cannot be added is explained."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtWidgets import QLabel

from exposure_app.domain.findings import Verdict
from exposure_app.domain.sources import Footing, Kind, Permission, Proof
from exposure_app.domain.work import CancelToken
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.rows import SECOND_ROLE
from exposure_app.ui.sources.removal_dialog import RemovalDialog
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import NOW, finding
from tests.ui.gestures import drop, drop_mime


@pytest.fixture
def page(open_window, session):
    window = open_window(session)
    window.go("places")
    return window.pages["places"]


def test_an_address_and_a_footing_make_a_place(qtbot, page, session):
    qtbot.keyClicks(page.form.where, "https://example.org/")
    page.form.footings[Footing.OWNED].click()
    page.form.add_button.click()
    settle(qtbot, page.window())
    (source,) = session.sources.all()
    assert (source.locator, source.footing, source.kind) == (
        "https://example.org/",
        Footing.OWNED,
        Kind.WEB_SITE,
    )
    assert page.count.text() == "1 place"
    assert page.form.locator == ""
    assert page.form.footing is None


def test_return_in_the_address_adds_too(qtbot, page, session):
    page.form.footings[Footing.OWNED].click()
    qtbot.keyClicks(page.form.where, "https://example.org/")
    qtbot.keyClick(page.form.where, Qt.Key.Key_Return)
    settle(qtbot, page.window())
    assert len(session.sources.all()) == 1


def test_without_a_footing_nothing_is_added_and_the_form_says_so(qtbot, page, session):
    qtbot.keyClicks(page.form.where, "https://example.org/")
    page.form.add_button.click()
    settle(qtbot, page.window())
    assert session.sources.all() == []
    assert page.form.hint.text() == "Say why you may look there."


def test_leave_given_by_someone_is_noted(qtbot, page, session):
    qtbot.keyClicks(page.form.where, "https://example.org/")
    page.form.footings[Footing.OPTED_IN].click()
    page.form.add_button.click()
    assert session.sources.all() == []
    assert page.form.hint.text() == "Type the name of whoever gave leave."
    qtbot.keyClicks(page.form.leave.name, "J. Miller")
    qtbot.keyClicks(page.form.leave.words, "go ahead")
    page.form.leave.day.setDate(QDate(2026, 3, 1))
    page.form.leave.ends.click()
    page.form.leave.end.setDate(QDate(2999, 12, 31))
    page.form.add_button.click()
    settle(qtbot, page.window())
    assert session.sources.all()[0].permission == Permission(
        "J. Miller", date(2026, 3, 1), "go ahead", date(2999, 12, 31)
    )
    assert page.form.leave.permission is None


def test_who_gave_leave_is_asked_only_where_somebody_else_s_leave_is_needed(page):
    assert not page.form.leave.isVisible()
    page.form.footings[Footing.OPTED_IN].click()
    assert page.form.leave.isVisible()
    page.form.leave.name.setText("J. Miller")
    page.form.footings[Footing.OWNED].click()
    assert not page.form.leave.isVisible()
    assert page.form.choices["permission"] is None


def test_the_options_are_folded_away_and_are_used(qtbot, page, session):
    assert not page.form.options.isVisible()
    page.form.fold.switch.click()
    assert page.form.options.isVisible()
    page.form.options.steps.setValue(1)
    page.form.options.pages.setValue(7)
    page.form.options.delay.setValue(0.0)
    page.form.options.megabytes.setValue(20)
    page.form.options.others.setValue(3)
    page.form.options.minutes.setValue(9)
    page.form.options.allow_private.click()
    qtbot.keyClicks(page.form.where, "http://192.168.0.9/")
    page.form.footings[Footing.OWNED].click()
    page.form.add_button.click()
    settle(qtbot, page.window())
    (source,) = session.sources.all()
    assert (source.budget.depth, source.budget.max_pages, source.budget.delay_s) == (1, 7, 0.0)
    assert (source.budget.max_bytes, source.budget.max_host_bytes) == (20_000_000, 3_000_000)
    assert source.budget.max_minutes == 9
    assert source.allow_private


def test_a_dropped_folder_fills_the_form_and_still_asks_for_the_footing(page, session, tmp_path):
    drop(page.form, tmp_path.as_uri())
    assert page.form.locator == str(tmp_path)
    assert session.sources.all() == []


def test_a_dropped_address_fills_the_form(page):
    drop(page.form, "https://example.org/team")
    assert page.form.locator == "https://example.org/team"


def test_a_dropped_name_of_an_account_fills_the_form(page):
    mime = QMimeData()
    mime.setText(" @ada@social.example.org\nsecond line")
    drop_mime(page.form, mime)
    assert page.form.locator == "@ada@social.example.org"


def test_of_several_dropped_the_first_is_taken_and_the_form_says_so(page, tmp_path):
    drop(page.form, tmp_path.as_uri(), "https://example.org/")
    assert page.form.locator == str(tmp_path)
    assert page.form.hint.text() == "One place at a time: only the first was taken."
    drop(page.form, "https://example.org/")
    assert not page.form.hint.isVisible()


def test_what_is_no_place_is_explained_and_what_was_typed_stays(qtbot, page, session):
    qtbot.keyClicks(page.form.where, "htp:/nowhere")
    page.form.footings[Footing.OWNED].click()
    page.form.add_button.click()
    settle(qtbot, page.window())
    assert "neither a web address nor a folder" in page.window().problems.what.text()
    assert page.window().problems.isVisible()
    assert page.form.locator == "htp:/nowhere"


def test_removing_a_place_asks_first(qtbot, page, session):
    session.sources.add("https://example.org/", Footing.OWNED)
    page.refresh()
    settle(qtbot, page.window())
    page.view.setCurrentIndex(page.sources.index(0))
    page.remove.click()
    settle(qtbot, page.window())
    (question,) = page.findChildren(RemovalDialog)
    question.reject()
    assert len(session.sources.all()) == 1
    qtbot.waitUntil(lambda: page.findChildren(RemovalDialog) == [], timeout=5000)
    activate(qtbot, page.window())
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus, timeout=5000)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    settle(qtbot, page.window())
    (question,) = page.findChildren(RemovalDialog)
    question.yes.click()
    settle(qtbot, page.window())
    assert session.sources.all() == []
    assert page.listed.currentWidget() is page.empty


def test_what_goes_with_a_place_is_listed_before_and_receipted_after(qtbot, page, session):
    source = session.sources.add("https://example.org/", Footing.OWNED)
    only_there = session.findings.keep(finding("one"))
    session.findings.keep(
        finding("two", pages=["https://example.org/team", "https://elsewhere.example/"])
    )
    session.findings.judge(only_there.id, Verdict.ME)
    page.refresh()
    settle(qtbot, page.window())
    page.view.setCurrentIndex(page.sources.index(0))
    page.remove.click()
    settle(qtbot, page.window())
    (question,) = page.findChildren(RemovalDialog)
    asked = " ".join(label.text() for label in question.findChildren(QLabel))
    assert source.locator in asked
    assert "1 finding goes: it was found there and nowhere else." in asked
    assert "1 finding stays: it was found in another place too." in asked
    assert "1 answer of yours stays" in asked
    assert only_there.locations[0].image_url in asked
    assert len(session.findings.all()) == 2
    question.yes.click()
    settle(qtbot, page.window())
    assert [one.id for one in session.findings.all()] != [only_there.id]
    problems = page.window().problems
    assert problems.what.text() == "Removed https://example.org/."
    names = page.window().navigation.list
    assert any(names.item(row).text().endswith("1 new") for row in range(names.count()))
    assert "1 finding goes" in problems.remedy.text()


def test_a_place_is_described_in_words(qtbot, page, session):
    permission = Permission("J. Miller", date(2026, 3, 1), "go ahead", date(2026, 3, 31))
    session.sources.add(
        "https://example.org/", Footing.OPTED_IN, permission=permission, allow_private=True
    )
    page.refresh()
    settle(qtbot, page.window())
    said = page.sources.data(page.sources.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "https://example.org/. Web site · I was given leave to check it · "
        "leave given by J. Miller, 1 Mar 2026; “go ahead”; ended on 31 Mar 2026 · "
        "at most 500 pages · own network allowed"
    )


def test_how_a_place_was_proved_is_said_with_the_day(qtbot, page, session):
    source = session.sources.add("https://example.org/", Footing.OWNED)
    session.sources.shown[source.id] = Proof.DNS
    session.sources.prove(source.id, cancel=CancelToken())
    session.sources.lift_robots(source.id, lifts=True)
    page.refresh()
    settle(qtbot, page.window())
    said = page.sources.data(page.sources.index(0), SECOND_ROLE)
    assert said == (
        f"Web site · It is mine · proved by its DNS, {day(NOW)} · robots.txt passed over · "
        "at most 500 pages"
    )
