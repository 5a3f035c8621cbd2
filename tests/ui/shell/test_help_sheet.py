"""Help is there without a session or a network; settings stand behind Trust."""

from PySide6.QtCore import Qt

from exposure_app.ui.kit.blocks import Words
from exposure_app.ui.shell.help_sheet import HelpSheet, help_topics, key_words
from tests.ui.conftest import activate, settle


def opened(window):
    [sheet] = window.findChildren(HelpSheet)
    return sheet


def test_a_key_opens_it_and_it_says_what_people_ask_first(qtbot, window):
    activate(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = opened(window)
    said = [words.text() for words in sheet.findChildren(Words)]
    for title, points in help_topics():
        assert title in said
        assert all(any(point in one for one in said) for point in points)
    assert all(words in said for _key, words in key_words())
    sheet.accept()


def test_it_is_there_before_a_vault_is_open(qtbot, qapp):
    from exposure_app.ui.shell.window import Window

    window = Window(lambda _ask: None)
    window.show()
    qtbot.waitExposed(window)
    window.show_help()
    assert opened(window).isVisible()
    window.leave()
    window.deleteLater()


def test_settings_stand_behind_trust(qtbot, window):
    window.enter("trust")
    settle(qtbot, window)
    assert window.trust_parts.isVisible()
    window.trust_parts.names.setCurrentIndex(1)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["settings"]
    assert window.navigation.list.currentItem().text() == "Trust"
    window.enter("places")
    assert not window.trust_parts.isVisible()
