"""The window's language: our words, Qt's own, how Qt writes numbers, and which way lines run."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from exposure_app import i18n
from exposure_app.domain.languages import Language, first_offered
from exposure_app.i18n.system import languages_of_system
from exposure_app.resources import resource
from exposure_app.ui.kit import theme

_IN_WESTERN_DIGITS = {"ar": "ar_AE"}
"""The country to go by where most of those that share the language write other digits."""

_OF_QT = "words-of-qt"
"""The object name of the translator that is installed, to find it again."""


def switch_to_chosen(app: QApplication, chosen: str) -> None:
    """Switch to the language tagged `chosen`; "", or one not offered, is the system's choice."""
    wanted = [*languages_of_system(), *QLocale.system().uiLanguages()]
    switch_language(app, first_offered([chosen, *wanted]))


def switch_language(app: QApplication, language: Language) -> None:
    """Switch to `language`. What is on the screen already keeps its words."""
    i18n.use_language(language, resource("locale"))
    old = app.findChild(QTranslator, _OF_QT)
    if old is not None:
        app.removeTranslator(old)
        old.deleteLater()
    words = QTranslator(app)
    words.setObjectName(_OF_QT)
    # Where Qt came without the language, its few words stay English.
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language.tag}", folder):
        app.installTranslator(words)
    QLocale.setDefault(_locale(language))
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(right if language.is_rtl else left)
    app.setFont(theme.lettered(app.font(), is_rtl=language.is_rtl))


def _locale(language: Language) -> QLocale:
    """How the system writes dates, if it speaks the language; else as is usual in it.

    Always in Western digits: those are in all of our own figures.
    """
    system = QLocale.system()
    usual = QLocale(_IN_WESTERN_DIGITS.get(language.tag, language.tag))
    is_spoken = system.language() == usual.language()
    return system if is_spoken and system.zeroDigit() == "0" else usual
