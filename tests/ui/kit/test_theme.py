"""The look: follows the system between light and dark, and grows with the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

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


def test_the_style_sheet_has_no_gap_left():
    for (is_dark, _is_high), colours in theme.SETS.items():
        suffix = "dark" if is_dark else "light"
        assert "$" not in theme.style_sheet(colours, suffix=suffix)


def test_the_bundled_font_is_used(qapp):
    assert QFontInfo(qapp.font()).family() == "Inter"


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
