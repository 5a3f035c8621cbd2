"""What stands beside a found picture is shown with it; where it was taken, only when asked."""

import pytest

from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.findings import Band
from tests.ui.conftest import findings_page, settle
from tests.ui.fake_session import finding
from tests.ui.scripted import NOW

BESIDE = Context(
    page_title="Summer <b>", alt="Two people", caption="x" * 600, people=("Bo",), date=NOW,
    where=Coordinates(50.95, 1.85),
)  # fmt: skip


@pytest.fixture
def page(qtbot, open_window, ready):
    pages = ["https://a.example/x", "https://b.example/"]
    ready.findings.keep(finding("strong", band=Band.VERY_LIKELY, pages=pages, context=BESIDE,
                       taken=Taken(NOW, Coordinates(-33.5, 70.0))))  # fmt: skip
    ready.findings.keep(finding("plain", pages=["file:///home/ada/1"]))
    return findings_page(qtbot, open_window, ready)


@pytest.fixture
def beside(page):
    return page.detail.beside


def choose_place(page, number):
    page.detail.locations.view.setCurrentIndex(page.detail.locations.locations.index(number))


def test_how_exposing_a_finding_is_stands_with_its_reasons(beside):
    assert beside.exposure.text() == (
        "Very exposing: names are tied to the picture; it tells where that was; "
        "a page on the web shows it."
    )


def test_what_the_chosen_page_says_is_unfolded_as_plain_text_and_cut(beside):
    assert not beside.said.isVisible()
    beside.fold.switch.click()
    assert beside.said.isVisible()
    lines = beside.said.text().splitlines()
    assert lines[0] == "Page title: Summer <b>"
    assert all(len(line) < 400 for line in lines)
    assert not any("50.95" in line for line in lines)


def test_another_page_has_its_own_words(page, beside):
    choose_place(page, 1)
    assert not beside.fold.isVisible()
    choose_place(page, 0)
    assert beside.fold.isVisible()


def test_where_it_was_taken_is_shown_only_when_asked_for(beside):
    assert not beside.where.isVisible()
    beside.show_where.click()
    assert beside.where.isVisible()
    assert "-33.5000, 70.0000" in beside.where.text()
    assert "50.9500, 1.8500" in beside.where.text()
    assert not beside.show_where.isVisible()


def test_another_finding_hides_it_again(qtbot, page, beside):
    beside.show_where.click()
    page.view.setCurrentIndex(page.findings.index(1, 0))
    settle(qtbot, page.window())
    assert beside.exposure.text() == "Hardly exposing: it was met in files alone, not on the web."
    assert not beside.where.isVisible()
    assert beside.where.text() == ""
    assert not beside.show_where.isVisible()
    page.view.setCurrentIndex(page.findings.index(0, 0))
    settle(qtbot, page.window())
    assert not beside.where.isVisible()


def test_an_answer_does_not_fold_away_what_was_asked_for(qtbot, page, beside):
    beside.show_where.click()
    page.detail.show_finding(page.detail.finding)
    assert beside.where.isVisible()
