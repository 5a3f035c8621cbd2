"""Findings: narrowed by what a person asks, looked at closely, and drawn as charts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from exposure_app.domain.findings import Band, State, Verdict
from exposure_app.ui.findings.locations import short_address
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.kit.rows import SECOND_ROLE
from tests.ui.conftest import activate
from tests.ui.real.hands import choose_row, dialog_of, go, pick, press, settle, words


@pytest.fixture
def page(qtbot, audited):
    activate(qtbot, audited)
    return go(qtbot, audited, "findings")


@pytest.fixture
def opened_pages(monkeypatch):
    """What is handed to the system to be opened, which would be a browser."""
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    return opened


def shown(page):
    return {
        page.findings.at(page.findings.index(row)).id for row in range(page.view.model().rowCount())
    }


def ids(page, **narrowed):
    return {one.id for one in page.window().session.findings.all(**narrowed)}


def test_the_strongest_come_first_with_their_pictures(page):
    session = page.window().session
    assert page.count.text() == "6 findings"
    assert [
        page.findings.at(page.findings.index(row)) for row in range(6)
    ] == session.findings.all()
    first = page.findings.index(0).data()
    assert first == "Looks very much like Bea. On 1 page. Your answer: no answer yet."
    assert not page.detail.found.is_blank
    assert not page.detail.enrolled.is_blank
    assert page.detail.verdict.text() == "Only you can say who it is."


def test_they_are_narrowed_by_person_place_likeness_and_answer(qtbot, page, shelf, site):
    window, choices = page.window(), page.filter
    pick(qtbot, choices.person, "Bea")
    settle(qtbot, window)
    assert shown(page) == ids(page, subject="Bea")
    assert page.count.text() == "1 finding"
    pick(qtbot, choices.person, "me")
    pick(qtbot, choices.band, Band.VERY_LIKELY)
    settle(qtbot, window)
    assert shown(page) == ids(page, subject="me", band=Band.VERY_LIKELY)
    assert len(shown(page)) == 4
    pick(qtbot, choices.band, Band.POSSIBLY)
    settle(qtbot, window)
    assert len(shown(page)) == 1
    pick(qtbot, choices.band, None)
    sites = [choices.site.itemData(row) for row in range(1, choices.site.count())]
    assert len(sites) == 2
    in_the_album = next(one for one in sites if one.endswith("album"))
    pick(qtbot, choices.site, in_the_album)
    settle(qtbot, window)
    assert len(shown(page)) == 4
    pick(qtbot, choices.state, State.CONFIRMED)
    settle(qtbot, window)
    assert shown(page) == set()
    assert "Nothing matches this choice" in words(page)
    pick(qtbot, choices.state, State.NEW)
    settle(qtbot, window)
    assert len(shown(page)) == 4


def test_what_is_answered_leaves_a_list_of_those_without_an_answer(qtbot, page):
    pick(qtbot, page.filter.state, State.NEW)
    settle(qtbot, page.window())
    page.view.setFocus()
    first = page.detail.finding.id
    qtbot.keyClick(page.view, Qt.Key.Key_Y)
    settle(qtbot, page.window())
    assert first not in shown(page)
    assert page.count.text() == "5 findings"
    pick(qtbot, page.filter.state, State.CONFIRMED)
    settle(qtbot, page.window())
    assert shown(page) == {first}


def test_a_finding_shows_its_places_what_stands_beside_it_and_the_whole_picture(
    qtbot, page, site, opened_pages
):
    session = page.window().session
    both = next(one for one in session.findings.all() if len(one.locations) == 2)
    choose_row(qtbot, page.view, page.findings.where(both.id).row())
    settle(qtbot, page.window())
    detail = page.detail
    assert detail.locations.words.text() == "On 2 pages"
    rows = detail.locations.locations
    where = [rows.index(row).data() for row in range(2)]
    assert set(where) == {short_address(place.page_url) for place in both.locations}
    assert all("first seen" in rows.index(row).data(SECOND_ROLE) for row in range(2))
    on_the_web = where.index(short_address(f"{site.url}team"))
    choose_row(qtbot, detail.locations.view, on_the_web)
    press(qtbot, detail.beside.fold.switch)
    said = detail.beside.said.text()
    assert "Our team" in said
    assert "Ada Lovelace" in said
    assert "Ada at work" in said
    press(qtbot, detail.show_context)
    settle(qtbot, page.window())
    assert detail.context.isVisible()
    assert not detail.context.is_blank
    assert detail.blurred.text() == "Other faces are blurred."
    press(qtbot, detail.locations.open_button)
    question = dialog_of(qtbot, page, Question)
    assert f"{site.url}team" in words(question)
    press(qtbot, question.yes)
    assert [one.toString() for one in opened_pages] == [f"{site.url}team"]


def test_the_details_give_the_number_and_what_it_is_worth_and_no_percentage(qtbot, page):
    press(qtbot, page.detail.fold.switch)
    settle(qtbot, page.window())
    score = page.detail.finding.score
    numbers = page.detail.numbers.text()
    assert (
        f"Comparison score: {score:.2f}, on a scale from -1 to 1. It is no percentage." in numbers
    )
    assert page.detail.worth.title.text() != ""
    assert "%" not in words(page.detail)


def test_the_charts_show_the_numbers_of_the_audit(qtbot, page):
    session = page.window().session
    bar = page.tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    settle(qtbot, page.window())
    assert page.charts.currentWidget() is page.charts.whole
    alike, since, where, looked_at = page.charts.charts
    assert all(chart.drawing.isVisible() for chart in page.charts.charts)
    assert alike.words.text() == (
        "6 findings, by how alike the faces are. Below them 5 faces of other people that were "
        "compared."
    )
    assert since.words.text().startswith("The most at once: 6 pictures, first seen from ")
    assert where.words.text() == "The most are at album: 4 pictures."
    coverage = session.audits.last().coverage
    assert coverage.images_decoded + coverage.images_unchanged == 8
    assert looked_at.words.text() == "8 pictures were looked at, and 1 thing was not."
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert page.view.isVisible()


def test_without_any_finding_the_page_leads_to_the_audit(qtbot, enrolled):
    page = go(qtbot, enrolled, "findings")
    assert "Nothing found yet" in words(page)
    (lead,) = [one for one in page.nothing.findChildren(type(page.undo)) if one.isVisible()]
    press(qtbot, lead)
    assert enrolled.stack.currentWidget() is enrolled.pages["audit"]
    settle(qtbot, enrolled)


def test_an_answer_is_there_the_next_day(qtbot, open_real, page):
    window = page.window()
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    settle(qtbot, window)
    with qtbot.waitSignal(window.left, timeout=60_000):
        window.close()
    again = open_real()
    verdicts = [one.verdict for one in again.session.findings.all()]
    assert verdicts.count(Verdict.NOT_ME) == 1
