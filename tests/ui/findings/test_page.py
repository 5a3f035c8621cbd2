"""Findings: looked at closely, judged by keyboard, one by one or many at a time, and undone."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QDesktopServices

from exposure_app.domain.findings import Band, State, Verdict
from exposure_app.domain.severity import Severity
from exposure_app.ui.findings.locations import short_address
from exposure_app.ui.kit import asking
from exposure_app.ui.kit.asking import Question
from tests.ui.accessibility import tab_order
from tests.ui.conftest import findings_page, settle
from tests.ui.fake_session import Hold, finding

KEYS = {Verdict.ME: Qt.Key.Key_Y, Verdict.NOT_ME: Qt.Key.Key_N, Verdict.UNSURE: Qt.Key.Key_U}


@pytest.fixture
def page(qtbot, open_window, ready):
    for scripted in (
        finding(
            "strong", band=Band.VERY_LIKELY, pages=["https://a.example/x", "https://b.example/"]
        ),
        finding("looks"),
        finding("weak", band=Band.POSSIBLY),
    ):
        ready.findings.keep(scripted)
    return findings_page(qtbot, open_window, ready)


def verdicts(session):
    return [one.verdict for one in session.findings.all()]


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    press_on(qtbot, page, page.view, key, modifier)


def press_on(qtbot, page, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)
    settle(qtbot, page.window())


def test_the_strongest_comes_first_and_is_shown_closely(page):
    assert page.detail.finding.band is Band.VERY_LIKELY
    assert page.detail.band.text() == "Looks very much like you"
    assert page.detail.locations.words.text() == "On 2 pages"
    assert not page.detail.found.is_blank
    assert not page.detail.enrolled.is_blank


@pytest.mark.parametrize("verdict", list(Verdict), ids=lambda verdict: verdict.value)
def test_a_key_judges_and_goes_on_to_the_next(qtbot, page, ready, verdict):
    press(qtbot, page, KEYS[verdict])
    assert verdicts(ready) == [verdict, None, None]
    assert page.detail.finding.band is Band.LOOKS_LIKE_YOU


def test_the_buttons_do_what_the_keys_do(qtbot, page, ready):
    page.buttons[Verdict.NOT_ME].click()
    settle(qtbot, page.window())
    assert verdicts(ready) == [Verdict.NOT_ME, None, None]


def test_j_and_k_and_the_arrows_go_to_the_next_and_back(qtbot, page):
    seen = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Left):
        qtbot.keyClick(page.view, key)
        seen.append(page.view.currentIndex().row())
    assert seen == [1, 2, 2, 1, 0]


def test_undo_takes_back_the_newest_answer_and_goes_there(qtbot, page, ready):
    press(qtbot, page, Qt.Key.Key_Y)
    press(qtbot, page, Qt.Key.Key_N)
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert verdicts(ready) == [Verdict.ME, None, None]
    assert page.view.currentIndex().row() == 1
    page.undo.click()
    settle(qtbot, page.window())
    assert verdicts(ready) == [None, None, None]
    assert page.view.currentIndex().row() == 0


def test_undo_with_nothing_to_undo_changes_nothing(qtbot, page, ready):
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert verdicts(ready) == [None, None, None]
    assert page.findings.rowCount() == 3


def test_many_are_judged_at_once_and_undone_at_once(qtbot, page, ready):
    page.view.selectAll()
    assert page.chosen.text() == "Your answer to 3 findings"
    press(qtbot, page, Qt.Key.Key_N)
    assert verdicts(ready) == [Verdict.NOT_ME] * 3
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert verdicts(ready) == [None] * 3


def test_quick_answers_are_kept_in_the_order_they_were_given(qtbot, page, ready):
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
        qtbot.keyClick(page.view, key)
    settle(qtbot, page.window())
    assert verdicts(ready) == [Verdict.ME, Verdict.NOT_ME, Verdict.UNSURE]


def test_an_answer_given_while_the_findings_are_read_stays_shown(qtbot, page, ready):
    hold, read = Hold(), ready.findings.all

    def slow(**narrowed):
        found = read(**narrowed)
        if not hold.reached.is_set():
            hold.reached.set()
            hold.go_on.wait(10)
        return found

    def shown():
        return page.findings.at(page.findings.index(0)).verdict

    ready.findings.all = slow
    page.refresh()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    qtbot.keyClick(page.view, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: shown() is Verdict.UNSURE, timeout=5000)
    hold.go_on.set()
    settle(qtbot, page.window())
    assert shown() is Verdict.UNSURE
    assert page.view.currentIndex().row() == 1


def test_an_answer_that_the_filter_hides_makes_room_for_the_next(qtbot, page, ready):
    page.filter.state.setCurrentIndex(page.filter.state.findData(State.NEW))
    settle(qtbot, page.window())
    page.view.setFocus()
    press(qtbot, page, Qt.Key.Key_Y)
    assert page.findings.rowCount() == 2
    assert page.detail.finding.band is Band.LOOKS_LIKE_YOU
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.findings.rowCount() == 3
    assert page.detail.finding.band is Band.VERY_LIKELY


def test_many_answers_that_the_filter_hides_leave_together(qtbot, page, ready):
    page.filter.state.setCurrentIndex(page.filter.state.findData(State.NEW))
    settle(qtbot, page.window())
    page.view.setFocus()
    page.view.selectAll()
    press(qtbot, page, Qt.Key.Key_N)
    assert page.findings.rowCount() == 0
    assert page.shown.currentWidget() is page.nothing_here
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.findings.rowCount() == 3


def test_what_was_said_twice_is_undone_at_once(qtbot, page, ready):
    press(qtbot, page, Qt.Key.Key_N)
    press(qtbot, page, Qt.Key.Key_Y)
    press(qtbot, page, Qt.Key.Key_K)
    for _again in range(2):
        page.judge(Verdict.NOT_ME)  # answered so already, but for the last
        settle(qtbot, page.window())
        page.view.setCurrentIndex(page.findings.index(0))
    assert verdicts(ready) == [Verdict.NOT_ME, Verdict.NOT_ME, None]
    press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert verdicts(ready) == [Verdict.NOT_ME, Verdict.ME, None]


def test_the_filter_narrows_by_likeness_and_by_answer(qtbot, page, ready):
    page.filter.band.setCurrentIndex(page.filter.band.findData(Band.POSSIBLY))
    settle(qtbot, page.window())
    assert page.findings.rowCount() == 1
    assert page.count.text() == "1 finding"
    page.filter.state.setCurrentIndex(page.filter.state.findData(State.CONFIRMED))
    settle(qtbot, page.window())
    assert page.shown.currentWidget() is page.nothing_here
    assert page.filter.isVisible()


def test_people_can_be_chosen_only_when_there_are_several(qtbot, page, ready, photos):
    assert not page.filter.person.isVisible()
    list(
        ready.people.enrol(
            photos("ada.jpg"), subject="Ada", report=lambda _progress: None, cancel=_Never()
        )
    )
    ready.findings.keep(finding("ada", subject="Ada"))
    page.refresh()
    settle(qtbot, page.window())
    page.filter.person.setCurrentIndex(page.filter.person.findData("Ada"))
    settle(qtbot, page.window())
    assert page.detail.band.text() == "Looks like Ada"
    assert page.findings.rowCount() == 1


def test_the_score_stands_only_in_the_details_and_is_no_percentage(page):
    detail = page.detail
    assert not detail.numbers.isVisible()
    detail.fold.switch.click()
    assert detail.numbers.isVisible()
    assert "0.71" in detail.numbers.text()
    assert "%" not in detail.numbers.text()


def test_the_whole_picture_is_read_only_at_a_press(qtbot, page, ready, monkeypatch):
    read, whole = [], ready.findings.context_jpeg
    monkeypatch.setattr(ready.findings, "context_jpeg", lambda one: read.append(one) or whole(one))
    press(qtbot, page, Qt.Key.Key_J)
    press(qtbot, page, Qt.Key.Key_K)
    assert (read, page.detail.context.is_blank) == ([], True)
    page.detail.show_context.click()
    settle(qtbot, page.window())
    assert read == [page.detail.finding.id]
    assert not page.detail.context.is_blank
    assert page.detail.blurred.isVisible()
    press(qtbot, page, Qt.Key.Key_J)
    assert len(read) == 1
    assert not page.detail.context.isVisible()
    assert page.detail.show_context.isVisible()


def test_the_whole_picture_is_reached_by_keyboard(qtbot, page):
    show = page.detail.show_context
    assert show in tab_order(qtbot, page.window(), page.view)
    show.setFocus()
    press_on(qtbot, page, show, Qt.Key.Key_Space)
    assert page.detail.context.isVisible()
    press(qtbot, page, Qt.Key.Key_J)
    assert not page.detail.context.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.detail.context.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: not page.detail.context.visibleRegion().isEmpty(), timeout=5000)


def test_a_page_is_opened_in_the_browser_only_after_asking(qtbot, page, monkeypatch):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", staticmethod(lambda url: opened.append(url.toString()))
    )
    page.detail.locations.open_button.click()
    (question,) = page.detail.locations.findChildren(Question)
    assert opened == []
    question.reject()
    assert opened == []
    qtbot.waitUntil(lambda: page.detail.locations.findChildren(Question) == [], timeout=5000)
    page.detail.locations.open_button.click()
    (question,) = page.detail.locations.findChildren(Question)
    question.yes.click()
    assert opened == ["https://a.example/x"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "ssh://example.org", "mailto:a@b.example"]
)
def test_nothing_but_web_pages_and_folders_is_handed_to_the_system(page, url):
    assert asking.ask_to_open(page, url) is None


def test_a_folder_is_opened_as_a_folder(page, tmp_path):
    question = asking.ask_to_open(page, tmp_path.as_uri())
    assert question.windowTitle() == "Open this folder?"
    question.reject()


def test_an_address_is_shown_without_what_nobody_reads():
    assert short_address("https://www.example.org/team/") == "www.example.org/team"
    assert short_address("https://example.org/p?id=3") == "example.org/p?id=3"
    assert short_address("file:///home/me/my%20pictures") == "/home/me/my pictures"
    assert short_address("file:///C:/my%20pictures") == "C:\\my pictures"


def test_findings_come_in_while_the_page_is_shown(qtbot, page, ready):
    page.take([ready.findings.keep(finding("another"))])
    assert page.findings.rowCount() == 4


def test_with_no_finding_the_page_says_where_they_come_from(qtbot, open_window, ready):
    window = open_window(ready)
    window.enter("findings")
    settle(qtbot, window)
    page = window.pages["findings"]
    assert page.shown.currentWidget() is page.nothing


def test_the_number_of_undecided_findings_stands_in_the_navigation(qtbot, page):
    navigation = page.window().navigation
    assert "3 new" in navigation.list.item(3).text()
    press(qtbot, page, Qt.Key.Key_Y)
    assert "2 new" in navigation.list.item(3).text()


def test_a_selection_of_some_leaves_the_others_alone(qtbot, page, ready):
    for row in (0, 2):
        page.view.selectionModel().select(
            page.findings.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    press(qtbot, page, Qt.Key.Key_Y)
    assert verdicts(ready) == [Verdict.ME, None, Verdict.ME]


class _Never:
    def check(self):
        pass


def test_the_filter_narrows_by_where_it_is(qtbot, page, ready):
    sites = [page.filter.site.itemData(row) for row in range(1, page.filter.site.count())]
    assert sites == ["a.example", "b.example", "example.org"]
    page.filter.site.setCurrentIndex(page.filter.site.findData("b.example"))
    settle(qtbot, page.window())
    assert page.findings.rowCount() == 1
    assert page.detail.finding.band is Band.VERY_LIKELY
    page.filter.open()
    settle(qtbot, page.window())
    assert page.findings.rowCount() == 3


def test_the_filter_narrows_by_how_exposing_it_is(qtbot, page, ready):
    ready.findings.keep(finding("own", pages=["file:///home/me/album"]))
    page.filter.severity.setCurrentIndex(page.filter.severity.findData(Severity.LOW))
    settle(qtbot, page.window())
    [shown] = [page.findings.at(page.findings.index(row)) for row in range(1)]
    assert page.findings.rowCount() == 1
    assert shown.locations[0].page_url.startswith("file:")


def test_a_place_whose_last_finding_went_stays_chosen_and_shows_nothing(qtbot, page, ready):
    page.filter.site.setCurrentIndex(page.filter.site.findData("b.example"))
    settle(qtbot, page.window())
    ready.findings.known.clear()
    page.refresh()
    settle(qtbot, page.window())
    assert page.filter.choice.site == "b.example"
    assert page.findings.rowCount() == 0
    assert page.shown.currentWidget() is page.nothing_here
