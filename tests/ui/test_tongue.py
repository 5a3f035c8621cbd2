"""The window in other languages: Qt's own words, the direction of lines, figures."""

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, Qt
from PySide6.QtWidgets import QDialogButtonBox

from exposure_app import i18n
from exposure_app.domain.languages import ENGLISH, LANGUAGES, named
from exposure_app.ui import tongue

OTHERS = [language for language in LANGUAGES if language is not ENGLISH]


@pytest.fixture
def speak(qapp):
    yield lambda language: tongue.speak(qapp, language)
    tongue.speak(qapp, ENGLISH)


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.tag)
def test_the_buttons_that_qt_names_are_in_the_language(qtbot, speak, language):
    speak(language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    assert cancel not in ("", "Cancel")


def test_qt_ships_its_words_in_every_language():
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    from pathlib import Path

    missing = [one.tag for one in OTHERS if not (Path(folder) / f"qtbase_{one.tag}.qm").is_file()]
    assert missing == []


def test_the_window_runs_as_the_language_does(qapp, speak):
    speak(named("ar"))
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert i18n.spoken() is named("ar")
    speak(ENGLISH)
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_qt_writes_figures_as_the_language_does(speak):
    speak(named("de"))
    assert QLocale().language() == QLocale.Language.German
    speak(ENGLISH)
    assert QLocale().language() in (QLocale.Language.English, QLocale.Language.C)
