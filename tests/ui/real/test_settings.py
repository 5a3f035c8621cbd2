"""Settings: the language is another at once and the next day, and whatever look the system has."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from exposure_app import i18n
from exposure_app.domain.languages import ENGLISH
from exposure_app.settings import OnClose, SettingCard
from exposure_app.settings.language import chosen_language
from exposure_app.ui.kit import theme
from exposure_app.ui.main import application
from exposure_app.ui.shell import switch_language
from tests.ui.real.conftest import leave
from tests.ui.real.hands import audit, choose_row, go, pick, settle


@pytest.fixture(autouse=True)
def as_before(qapp):
    """The application as it was for the tests that follow."""
    yield
    switch_language.switch_language(qapp, ENGLISH)
    theme.dress(qapp, Qt.ColorScheme.Light)


def choose(qtbot, window, tag):
    """Choose a language; everything is made anew in it."""
    page = go(qtbot, window, "settings")
    pick(qtbot, page.cards[SettingCard.LANGUAGE].boxes["language"], tag)
    qtbot.waitUntil(lambda: i18n.spoken().tag == (tag or "en"), timeout=10_000)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.pages.get("settings") not in {None, page}, timeout=10_000)
    settle(qtbot, window)


def names(window):
    pages = window.navigation.list
    return [pages.item(row).text().partition("  ·  ")[0] for row in range(pages.count())]


def test_german_and_arabic_are_spoken_at_once_and_english_again(qtbot, audited):
    english = names(audited)
    assert english == ["You", "Places", "Audit", "Findings", "Trust"]
    choose(qtbot, audited, "de")
    german = names(audited)
    assert not set(german) & (set(english) - {"Audit"})
    assert not audited.navigation.isRightToLeft()
    go(qtbot, audited, "audit")
    assert "Bilder" in audited.pages["audit"].outcome.headline.text()
    choose(qtbot, audited, "ar")
    assert audited.navigation.isRightToLeft()
    assert audited.pages["audit"].isRightToLeft()
    # The list of pages stands at the right of them.
    right = audited.navigation.mapTo(audited, audited.navigation.rect().topLeft()).x()
    left = audited.stack.mapTo(audited, audited.stack.rect().topLeft()).x()
    assert right > left
    assert "صور" in audited.pages["audit"].outcome.headline.text()
    choose(qtbot, audited, "en")
    assert names(audited) == english
    assert not audited.navigation.isRightToLeft()
    assert len(audited.session.findings.all()) == 6


def test_a_language_is_kept_for_the_next_start_before_the_vault_is_open(
    qtbot, qapp, open_real, audited, home
):
    choose(qtbot, audited, "de")
    leave(qtbot, audited)
    switch_language.switch_language(qapp, ENGLISH)
    # As `main` does it, before there is a window.
    application(chosen_language(home.data))
    again = open_real()
    assert again.session.settings.current().language == "de"
    assert i18n.spoken().tag == "de"
    page = audit(qtbot, again)
    assert "Bilder" in page.outcome.headline.text()


def test_in_the_dark_and_with_strong_contrast_it_looks_so_again_the_next_day(
    qtbot, qapp, open_real, audited
):
    for scheme, is_high, is_dark in (
        (Qt.ColorScheme.Dark, False, True),
        (Qt.ColorScheme.Light, True, False),
        (Qt.ColorScheme.Dark, True, True),
    ):
        theme.dress(qapp, scheme, is_high_contrast=is_high)
        seen = ground(audited)
        assert (seen.lightness() < 128) is is_dark
        assert seen == qapp.palette().color(QPalette.ColorRole.Window)
    go(qtbot, audited, "findings")
    leave(qtbot, audited)
    again = open_real()
    assert ground(again) == seen


def ground(window):
    """The colour behind everything, as it is on the screen."""
    shot = window.grab().toImage()
    return shot.pixelColor(shot.width() // 2, shot.height() - 3)


def test_what_closing_means_is_chosen_and_heeded(qtbot, audited, tray):
    page = go(qtbot, audited, "settings")
    pick(qtbot, page.cards[SettingCard.EFFORT].boxes["on_close"], OnClose.TRAY)
    settle(qtbot, audited)
    places = go(qtbot, audited, "places")
    choose_row(qtbot, places.view, 0)
    settle(qtbot, audited)
    pick(qtbot, places.again.box, 30)
    settle(qtbot, audited)
    audited.close()
    assert not audited.isVisible()
    assert audited._going_on.tray.is_shown
    audited._going_on.tray.open.trigger()
    assert audited.isVisible()
