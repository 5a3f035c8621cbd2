"""Names for screen readers, keys for everything, contrast for everybody."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QPushButton, QToolButton, QWidget

from exposure_app.domain.findings import Band, BandChange, GivenVerdict, Verdict
from exposure_app.domain.pack_change import PackChange
from exposure_app.domain.subjects import Consent
from exposure_app.session.models.pack_state import PackStatus
from exposure_app.ui.findings.band_changes import ChangesDialog
from exposure_app.ui.findings.verdict_history import VerdictHistoryDialog
from exposure_app.ui.kit import theme
from exposure_app.ui.kit.blocks import Words
from exposure_app.ui.kit.end_date import RenewDialog
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.people.era_dialog import EraDialog
from exposure_app.ui.people.person_dialog import PersonDialog
from exposure_app.ui.settings.licence_dialog import LicenceDialog
from exposure_app.ui.settings.measure_dialog import MeasureDialog
from exposure_app.ui.settings.pack_change_dialog import PackChangeDialog
from exposure_app.ui.shell.unlock_dialog import UnlockDialog
from exposure_app.ui.trust.erase_dialog import EraseDialog
from tests.ui.accessibility import letters_taken_twice, spoken_as_nothing, tab_order, unnamed
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import NOW, FakeSession, finding
from tests.ui.fakes.newer import news

PAGES = ["you", "places", "audit", "findings", "trust", "settings"]


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
def shown(qtbot, open_window, ready, tmp_path):
    """A window with something on every page."""
    ready.newer.answer = news("9.1.0")
    ready.audits.script = [finding("one"), finding("two", copy="mirrored")]
    for scripted in ready.audits.script:
        ready.findings.keep(scripted)
    window = open_window(ready)
    window.problems.say("Good news.", action="Look", then=lambda: None)
    (tmp_path / "more-warm.jpg").write_bytes(b"another photo")
    window.pages["you"].look_alikes.add_photo(tmp_path / "more-warm.jpg")
    window.pages["settings"].version.look.click()
    settle(qtbot, window)
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
        lambda parent: _of_a_child(PersonDialog({"me"}, parent)),
        lambda parent: EraDialog("1994.jpg", parent, is_odd=True),
        lambda parent: RenewDialog("Ada", parent),
        lambda parent: LicenceDialog("Own", "MIT", "MIT\n" * 90, parent, is_asked=True),
        lambda parent: MeasureDialog("Own", parent),
        lambda parent: ChangesDialog([_change()], _no_crops(parent), parent),
        lambda parent: VerdictHistoryDialog([_answer()], _no_crops(parent), parent),
        lambda parent: PackChangeDialog(
            replace(FakeSession().models.all()[1], status=PackStatus.READY),
            PackChange(1, 1, (), (_change(),), 1, 2.0),
            _no_crops(parent),
            parent,
        ),
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
    assert spoken_as_nothing(dialog) == []
    assert letters_taken_twice(dialog) == []
    dialog.reject()


def _of_a_child(dialog):
    dialog.choices[Consent.GUARDIAN].setChecked(True)
    return dialog


def _change():
    return BandChange(finding("one").finding, Band.LOOKS_LIKE_YOU, Band.POSSIBLY)


def _answer():
    return GivenVerdict(1, finding("one").finding, Verdict.ME, NOW)


def _no_crops(parent):
    return Thumbnails(lambda _key: b"", Jobs(print, parent), parent)


def test_tab_goes_through_a_dialog_to_its_buttons(qtbot, shown):
    dialog = _of_a_child(PersonDialog({"me"}, shown))
    dialog.open()
    activate(qtbot, dialog)
    dialog.ends.setChecked(True)
    order = tab_order(qtbot, dialog, dialog.name)
    wanted = [dialog.name, dialog.guardian, dialog.ends, dialog.end, dialog.add_button]
    places = [order.index(widget) for widget in wanted]
    assert places == sorted(places)
    dialog.reject()


def test_a_dialog_is_as_large_as_its_words_need(qtbot, shown):
    dialog = EraDialog("1994.jpg", shown, is_odd=True)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible, timeout=5000)
    for words in dialog.findChildren(Words):
        assert words.height() >= words.heightForWidth(words.width())
    dialog.reject()


@pytest.fixture
def looking(qtbot, shown, tmp_path):
    """A page on which more photos were found in a folder."""
    shown.go("you")
    you = shown.pages["you"]
    you.photos.find_more.click()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "warm.jpg").write_bytes(b"one more")
    you.find_me.look_through(folder)
    settle(qtbot, shown)
    return shown


@pytest.fixture
def learned(qtbot, shown, ready):
    """A page with an offer, and with findings that moved."""
    one, two = (each.id for each in ready.findings.all())
    ready.findings.offered = {one}
    ready.findings.moves.append({two: Band.POSSIBLY})
    shown.go("findings")
    settle(qtbot, shown)
    shown.pages["findings"].judge(Verdict.ME)
    settle(qtbot, shown)
    assert shown.pages["findings"].offering.isVisible()
    assert shown.pages["findings"].reconsidering.isVisible()
    return shown


@pytest.mark.parametrize(("state", "page"), [("looking", "you"), ("learned", "findings")])
def test_what_opens_on_a_page_keeps_the_same_promises(qtbot, request, state, page):
    window = request.getfixturevalue(state)
    assert unnamed(window) == []
    assert spoken_as_nothing(window) == []
    assert letters_taken_twice(window.pages[page]) == []
    activate(qtbot, window)
    order = tab_order(qtbot, window, window.navigation.list)
    if page == "you":
        find_me = window.pages["you"].find_me
        wanted = [find_me.close_button, find_me.choose, find_me.view, find_me.add]
    else:
        findings = window.pages["findings"]
        wanted = [findings.reconsidering.look, findings.view, findings.offering.use]
    places = [order.index(widget) for widget in wanted]
    assert places == sorted(places)


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


SETS = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "light-contrast": theme.LIGHT_CONTRAST,
    "dark-contrast": theme.DARK_CONTRAST,
}


@pytest.mark.parametrize("colours", SETS.values(), ids=SETS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", ["text", "muted", "accent"])
def test_words_stand_out_from_every_ground(colours, ground, words):
    assert contrast(getattr(colours, words), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", ["light-contrast", "dark-contrast"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_high_contrast_is_seven_to_one_for_words_and_edges(name, ground):
    colours = SETS[name]
    for drawn in ("text", "muted", "accent", "accent_strong", "border", "control"):
        assert contrast(getattr(colours, drawn), getattr(colours, ground)) >= 7
    for under in (colours.accent, colours.accent_strong):
        assert contrast(colours.on_accent, under) >= 7


@pytest.mark.parametrize("colours", SETS.values(), ids=SETS)
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
    from exposure_app.resources import resource
    from exposure_app.ui.kit.icons import band_icon
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
