"""Names for screen readers, keys for everything, contrast for everybody."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QPushButton, QToolButton, QWidget

from exposure_app.ui import theme
from exposure_app.ui.erase_dialog import EraseDialog
from exposure_app.ui.person_dialog import PersonDialog
from exposure_app.ui.unlock_dialog import UnlockDialog
from tests.ui.accessibility import letters_taken_twice, spoken_as_nothing, tab_order, unnamed
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import finding

PAGES = ["you", "places", "audit", "findings", "trust"]


def test_finds_the_nameless_and_only_them(qapp):
    window = QWidget()
    form = QFormLayout(window)
    form.addRow("&Address", QLineEdit())
    form.addRow(QPushButton("Look now"))
    icon_only = QToolButton()
    icon_only.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    form.addRow(icon_only)
    bare = QLineEdit()
    form.addRow(bare)
    assert set(unnamed(window)) == {icon_only, bare}


@pytest.fixture
def shown(qtbot, open_window, ready):
    """A window with something on every page."""
    ready.script = [finding("one"), finding("two", copy="mirrored")]
    for scripted in ready.script:
        ready.keep(scripted)
    window = open_window(ready)
    window.problems.say("Good news.", action="Look", then=lambda: None)
    return window


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(qtbot, shown, page):
    shown.go(page)
    settle(qtbot, shown)
    assert unnamed(shown) == []
    assert spoken_as_nothing(shown) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda parent: PersonDialog({"me"}, parent),
        EraseDialog,
        lambda parent: UnlockDialog(parent, is_new=True),
        lambda parent: UnlockDialog(parent, is_new=False, hint="Once more."),
    ],
)
def test_every_control_of_a_dialog_has_a_name(qtbot, qapp, make):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = make(parent)
    dialog.open()
    assert unnamed(dialog) == []
    assert letters_taken_twice(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("page", PAGES)
def test_no_two_controls_of_a_page_share_a_letter(qtbot, shown, page):
    shown.go(page)
    settle(qtbot, shown)
    assert letters_taken_twice(shown.pages[page]) == []


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_control_of_a_page_and_comes_round(qtbot, shown, page):
    shown.go(page)
    settle(qtbot, shown)
    activate(qtbot, shown)
    order = tab_order(qtbot, shown, shown.navigation.list)
    can_be_reached = {
        widget
        for widget in shown.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.objectName().startswith("qt_")
    }
    left_out = {w for w in can_be_reached - set(order) if not _is_radio_of_a_group(w)}
    assert left_out == set()


def _is_radio_of_a_group(widget):
    """Of radio buttons Tab visits one; arrows go on from there."""
    return widget.metaObject().className() == "QRadioButton"


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_down_the_page_as_one_reads(qtbot, shown, page):
    shown.go(page)
    settle(qtbot, shown)
    body = shown.pages[page]
    order = [w for w in tab_order(qtbot, shown, shown.navigation.list) if body.isAncestorOf(w)]
    if page == "findings":
        # Two columns: first the grid, then the pane beside it.
        order = [w for w in order if not shown.pages[page].splitter.isAncestorOf(w)]
    tops = [w.mapTo(shown, w.rect().center()).y() for w in order]
    assert all(below >= above - 60 for above, below in pairwise(tops)), tops


@pytest.mark.parametrize("number", range(1, 6))
def test_each_page_has_a_key(qtbot, shown, number):
    activate(qtbot, shown)
    qtbot.keyClick(shown, Qt.Key.Key_0 + number, Qt.KeyboardModifier.ControlModifier)
    assert shown.stack.currentWidget() is shown.pages[PAGES[number - 1]]


GROUNDS = ["window", "surface", "sunken", "accent_soft"]


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", ["text", "muted", "accent"])
def test_words_stand_out_from_every_ground(colours, ground, words):
    assert contrast(getattr(colours, words), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_stand_out_from_the_accent_and_edges_from_the_page(colours):
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_strong) >= 4.5
    assert contrast(colours.control, colours.surface) >= 3.0
    assert contrast(colours.control, colours.window) >= 3.0


def contrast(one, other):
    """WCAG 2.2, relative luminance and contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_band_is_told_by_its_shape_and_words_not_only_by_colour():
    from exposure_app.domain.findings import Band
    from exposure_app.resources import resource
    from exposure_app.ui.icons import band_icon
    from exposure_app.wording import band_words

    drawings = {resource(f"icons/{band_icon(band)}.svg").read_text() for band in Band}
    words = {band_words(band) for band in Band}
    assert len(drawings) == len(words) == len(Band)


def test_every_icon_takes_the_colour_of_the_text_beside_it():
    from exposure_app.resources import resource

    for drawing in resource("icons").glob("*.svg"):
        if drawing.stem != "exposure":
            assert "currentColor" in drawing.read_text(), drawing.name


def test_a_dialog_is_never_left_behind(shown):
    assert shown.findChildren(QDialog) == []
