"""The look: follows the system between light and dark, and grows with the text."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QStatusBar,
)

from exposure_app.ui.kit import icons, theme
from exposure_app.ui.kit.blocks import Sign, title


@pytest.fixture
def dressed(qapp):
    yield lambda scheme: theme.dress(qapp, scheme)
    theme.dress(qapp, Qt.ColorScheme.Light)


@pytest.mark.parametrize(
    ("scheme", "colours"),
    [
        (Qt.ColorScheme.Light, theme.LIGHT),
        (Qt.ColorScheme.Unknown, theme.LIGHT),
        (Qt.ColorScheme.Dark, theme.DARK),
    ],
)
def test_the_colours_follow_the_scheme(dressed, scheme, colours):
    dressed(scheme)
    assert theme.current() is colours
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)


@pytest.mark.parametrize(
    ("scheme", "colours"),
    [
        (Qt.ColorScheme.Light, theme.LIGHT_CONTRAST),
        (Qt.ColorScheme.Dark, theme.DARK_CONTRAST),
    ],
)
def test_high_contrast_has_colours_of_its_own(qapp, dressed, scheme, colours):
    theme.dress(qapp, scheme, is_high_contrast=True)
    assert theme.current() is colours
    dressed(scheme)
    assert theme.current() is not colours


def test_the_contrast_the_system_asks_for_is_heard_of(qapp):
    """Where Qt can say it; the offscreen screen itself asks for nothing."""
    accessibility = qapp.styleHints().accessibility()
    theme.dress(qapp, Qt.ColorScheme.Light, is_high_contrast=True)
    accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert theme.current() is not theme.LIGHT_CONTRAST
    theme.dress(qapp, Qt.ColorScheme.Light)


def test_an_icon_already_shown_changes_with_the_scheme(qtbot, dressed):
    sign = Sign("trust", role=QPalette.ColorRole.WindowText)
    qtbot.addWidget(sign)
    light = sign.pixmap().toImage()
    dressed(Qt.ColorScheme.Dark)
    qtbot.waitUntil(lambda: sign.pixmap().toImage() != light, timeout=5000)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_an_empty_field_says_is_as_clear_as_other_explanations(qtbot, kind):
    """A style sheet alone would write it half transparent, at 3.3:1."""
    field = kind()
    qtbot.addWidget(field)
    field.ensurePolished()
    written = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert written.name(QColor.NameFormat.HexArgb) == "#ff" + theme.LIGHT.muted[1:]


def test_the_style_sheet_has_no_gap_left():
    for (is_dark, _is_high), colours in theme.SETS.items():
        suffix = "dark" if is_dark else "light"
        assert "$" not in theme.style_sheet(colours, suffix=suffix)


def test_the_bundled_font_is_used(qapp):
    assert QFontInfo(qapp.font()).family() == "Inter"


CLASSES = [
    *("QMenu", "QMenuBar", "QMenuItem", "QMessageBox", "QLabel", "QTipLabel", "QTitleBar"),
    *("QStatusBar", "QMdiSubWindowTitleBar", "QDockWidgetTitle", "QPushButton", "QCheckBox"),
    *("QRadioButton", "QToolButton", "QAbstractItemView", "QListViewFont", "QHeaderView"),
    *("QListBox", "QComboMenuItem", "QComboLineEdit", "QSmallFont", "QMiniFont"),
]
"""All for which Qt asks a system whether it has a font of its own (Qt 6's QApplication)."""


@pytest.fixture
def as_on_windows(qapp, monkeypatch):
    """A sheet hands the classes fonts of the system, as the first of all does on Windows."""
    small = QFont("DejaVu Sans")
    small.setPointSizeF(8.25)
    set_sheet = qapp.setStyleSheet

    def set_sheet_and_fonts(sheet):
        set_sheet(sheet)
        for name in CLASSES:
            qapp.setFont(small, name)

    monkeypatch.setattr(qapp, "setStyleSheet", set_sheet_and_fonts)


def test_what_has_a_font_of_its_own_on_windows_is_lettered_like_the_rest(
    qtbot, qapp, as_on_windows
):
    theme.follow_system(qapp)
    theme.dress(qapp, Qt.ColorScheme.Light)
    ours = qapp.font().key()
    assert {name: qapp.font(name).key() for name in CLASSES} == dict.fromkeys(CLASSES, ours)
    for made in (QMenu(), QListView(), QMessageBox(), QStatusBar()):
        qtbot.addWidget(made)
        made.ensurePolished()
        assert QFontInfo(made.font()).family() == "Inter"
        assert made.font().pointSizeF() >= theme.LEAST_POINTS


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows for its fonts")
def test_on_windows_every_class_has_the_font_of_the_window():
    asks = """
import json, sys
from exposure_app.ui.main import application
app = application("en")
names = ["QWidget", *sys.argv[1:]]
print(json.dumps({name: app.font(name).key() for name in names}))
"""
    ran = subprocess.run(
        [sys.executable, "-c", asks, *CLASSES],
        env=os.environ | {"QT_QPA_PLATFORM": "windows"},
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    fonts = json.loads(ran.stdout)
    assert fonts == dict.fromkeys(fonts, fonts["QWidget"])
    assert fonts["QWidget"].startswith("Inter")


def test_the_open_window_grows_when_the_text_of_the_system_does(qtbot, qapp, window, monkeypatch):
    usual, large = qapp.font(), qapp.font()
    large.setPointSizeF(usual.pointSizeF() * 2)
    name = title("You")
    qtbot.addWidget(name)
    pages = window.navigation

    def measures():
        sizes = (widget.font().pointSizeF() for widget in (pages.list, pages.help, name))
        return [*sizes, pages.list.sizeHintForRow(0), pages.width()]

    def asked_for(font):
        monkeypatch.setattr(QFontDatabase, "systemFont", staticmethod(lambda _which: font))
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
        return measures()

    before = measures()
    grown = asked_for(large)
    assert asked_for(usual) == before
    assert grown[:3] == pytest.approx([2 * size for size in before[:3]])
    assert grown[3] > 1.3 * before[3]
    assert grown[4] > before[4]


def test_icons_and_titles_are_as_large_as_the_text_asks_for(qapp):
    usual, large = qapp.font(), qapp.font()
    large.setPointSizeF(usual.pointSizeF() * 2)
    before = (theme.mark(), title("Places").font().pointSizeF())
    qapp.setFont(large)
    after = (theme.mark(), title("Places").font().pointSizeF())
    qapp.setFont(usual)
    assert after[0] > 1.8 * before[0]
    assert after[1] == pytest.approx(2 * before[1])


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp):
    drawn = icons.picture("stop", 32, 1.0, QColor("#ff0000")).toImage()
    colours = {
        drawn.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}
