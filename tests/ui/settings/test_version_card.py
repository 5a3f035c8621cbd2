"""The version card: how old this version is, and a press that looks for a newer one."""

import pytest

from exposure_app import __version__
from exposure_app.domain import errors
from exposure_app.domain.languages import ENGLISH, named, offered
from exposure_app.settings import Settings
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.kit.theme import GRID
from exposure_app.ui.shell import switch_language
from tests.ui.accessibility import letters_taken_twice
from tests.ui.conftest import settle
from tests.ui.fakes.newer import news


@pytest.fixture
def show(qtbot, open_window, ready):
    """Opens the page of settings in a build for which looking comes to `answer`."""

    def opened(answer=None):
        ready.newer.answer = answer
        window = open_window(ready)
        window.go("settings")
        settle(qtbot, window)
        return window.pages["settings"].version

    return opened


def press(qtbot, card):
    card.look.click()
    settle(qtbot, card.window())


def test_without_asking_it_says_which_version_this_is_and_of_which_day(show, ready):
    card = show(news("9.1.0"))
    assert card.own.text().startswith(f"This is version {__version__}, of ")
    assert not card.outcome.isVisible()
    assert not card.open.isVisible()
    assert ready.newer.looked == 0


def test_a_build_that_knows_no_place_offers_no_button_and_says_why(show):
    card = show(None)
    assert not card.look.isVisible()
    assert card.height() - card.about.geometry().bottom() < 3 * GRID  # and keeps no room for one
    assert "does not know where newer versions are announced" in card.about.text()


def test_a_press_says_what_is_newer_and_opens_its_page_after_asking(qtbot, show, ready):
    card = show(news("9.1.0"))
    press(qtbot, card)
    assert ready.newer.looked == 1
    assert card.outcome.text().startswith("Version 9.1.0, of ")
    assert "https://releases.example.org/exposure/9.1.0" in card.more.text()
    assert "security" not in card.outcome.text()
    card.open.click()
    [question] = card.findChildren(Question)
    assert question.windowTitle() == "Open this page in your browser?"
    question.reject()
    assert card.look.isEnabled()


def test_a_version_with_a_security_gap_is_told_to_be_replaced_soon(qtbot, show):
    card = show(news("9.1.0", safe_since="9.0.0"))
    press(qtbot, card)
    assert "security gap" in card.outcome.text()


def test_the_newest_version_is_called_so_as_of_a_day(qtbot, show):
    card = show(news())
    press(qtbot, card)
    assert card.outcome.text().startswith("Your version is the newest that was known on ")
    assert not card.open.isVisible()
    assert not card.more.isVisible()


def test_what_is_not_known_is_said_on_the_card_and_takes_an_older_answer_away(qtbot, show, ready):
    card = show(news("9.1.0"))
    press(qtbot, card)
    ready.newer.answer = errors.NoticeUnreachable()
    press(qtbot, card)
    assert card.outcome.text().endswith("Whether there is a newer version is not known.")
    assert card.more.text() == "Check your connection, then look again."
    assert not card.open.isVisible()
    assert not card.window().problems.isVisible()


def test_under_the_air_gap_the_button_rests_and_the_card_says_why(show, ready):
    ready.settings.change(Settings(air_gap=True))
    card = show(news("9.1.0"))
    assert not card.look.isEnabled()
    assert card.about.text().startswith("The air gap is on")
    card.look.click()
    assert ready.newer.looked == 0


def test_a_reader_of_screens_is_told_what_the_buttons_do(show):
    card = show(news("9.1.0"))
    assert card.look.text().replace("&", "") == "Look for a newer version"
    assert "same for everybody" in card.look.accessibleDescription()
    assert card.open.accessibleDescription()


@pytest.mark.parametrize("tag", [one.tag for one in offered()])
def test_in_every_language_its_buttons_have_letters_of_their_own(qtbot, qapp, show, tag):
    switch_language.switch_language(qapp, named(tag))
    try:
        card = show(news("9.1.0"))
        press(qtbot, card)
        assert card.open.isVisible()
        assert letters_taken_twice(card.window().pages["settings"]) == []
    finally:
        switch_language.switch_language(qapp, ENGLISH)
