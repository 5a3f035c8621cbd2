"""The window in other languages: Qt's own words, the direction of lines, figures."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QTextLayout
from PySide6.QtWidgets import QDialogButtonBox

from docs import make_images
from docs.shown_profile import session
from exposure_app import i18n
from exposure_app.domain import languages
from exposure_app.domain.languages import ENGLISH, LANGUAGES, named
from exposure_app.domain.sources import Footing
from exposure_app.settings import SettingCard
from exposure_app.ui.kit import icons, theme
from exposure_app.ui.kit.blocks import Words
from exposure_app.ui.kit.mirroring import placed
from exposure_app.ui.kit.thumbnails import Thumbnails
from exposure_app.ui.shell import switch_language
from exposure_app.ui.shell.kept_faces_timer import KeptFacesTimer
from exposure_app.ui.shell.schedule_timer import ScheduleTimer
from tests.ui.accessibility import letters_taken_twice
from tests.ui.conftest import settle

OTHERS = [language for language in LANGUAGES if language is not ENGLISH]


@pytest.fixture
def speak(qapp):
    yield lambda language: switch_language.switch_language(qapp, language)
    switch_language.switch_language(qapp, ENGLISH)


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.tag)
def test_the_buttons_that_qt_names_are_in_the_language(qtbot, speak, language):
    speak(language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    assert cancel not in ("", "Cancel")


def test_qt_ships_its_words_in_every_language():
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    missing = [one.tag for one in OTHERS if not (Path(folder) / f"qtbase_{one.tag}.qm").is_file()]
    assert missing == []


def test_the_window_runs_as_the_language_does(qapp, speak):
    speak(named("ar"))
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert i18n.spoken() is named("ar")
    speak(ENGLISH)
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_line_that_begins_with_a_filled_gap_runs_as_the_language_does(qtbot, speak):
    """As "How exposing: why." does; Qt would let it run from the left, its full stop first."""
    speak(named("ar"))
    sentence = i18n.Sentence("{how}: {why}.")
    sentence.is_rtl = True
    line = Words(sentence.format(how="قليلة الكشف", why="صودفت في ملفات"))
    for words in (line, Words("قليلة الكشف")):
        qtbot.addWidget(words)
        # What QLabel goes by: the first letter that has a direction, outside of what is isolated.
        layout = QTextLayout(words.text())
        layout.beginLayout()
        first = layout.createLine()
        layout.endLayout()
        assert first.cursorToX(0)[0] > first.cursorToX(len(words.text()))[0]


def test_qt_writes_figures_as_the_language_does(speak):
    speak(named("de"))
    assert QLocale().language() == QLocale.Language.German
    speak(ENGLISH)
    assert QLocale().language() in (QLocale.Language.English, QLocale.Language.C)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.tag)
def test_no_two_controls_share_a_letter_in_any_language(
    qtbot, open_window, speak, tmp_path, language
):
    speak(language)
    window = open_window(session(tmp_path / "photos"))
    for page in make_images.PAGES:
        make_images.show(window, page)
        assert (page, letters_taken_twice(window)) == (page, [])
    window.pages["findings"].tabs.setCurrentIndex(0)
    make_images.open_part(window, window.session, "find-me", tmp_path)
    assert letters_taken_twice(window) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.tag)
def test_no_two_controls_share_a_letter_where_everything_about_a_place_is_open(
    qtbot, open_window, speak, tmp_path, language
):
    speak(language)
    made = session(tmp_path / "photos")
    place = made.sources.all()[0]
    made.kept.keep(place.id, 30)
    made.kept.meet(place.id, 1234)
    made.kept.hold = Hold()
    window = open_window(made)
    window.enter("places")
    page = window.pages["places"]
    page.form.where.setText("https://www.my-choir.example/feed.xml")
    page.form.footings[Footing.OPTED_IN].click()
    page.form.fold.switch.click()
    page.view.setCurrentIndex(page.sources.index(0))
    settle(qtbot, window)
    page.kept_search.search.click()
    page.kept_search.look.show()
    assert page.kept_search.working.stop.isVisible()
    assert page.kept.forget.isVisible()
    assert letters_taken_twice(window) == []
    made.kept.hold.go_on.set()
    settle(qtbot, window)


# --- choosing it in the window -------------------------------------------------------------------


@pytest.fixture
def german_and_arabic(tmp_path, monkeypatch, speak):
    """Both are offered, with a few words of theirs."""
    for tag, you, found in (("de", "Du", "{n} neu"), ("ar", "أنت", "{n} جديد")):
        folder = tmp_path / "locale" / tag / "LC_MESSAGES"
        folder.mkdir(parents=True)
        texts = f'msgid "You"\nmsgstr "{you}"\n\nmsgid "{{n}} new"\nmsgstr "{found}"\n'
        (folder / "exposure.po").write_text(texts, "utf-8")
    monkeypatch.setattr(switch_language, "resource", tmp_path.joinpath)
    monkeypatch.setattr(languages, "COMPLETE", ("en", "de", "ar"))


def choose(qtbot, window, tag):
    combo = window.pages["settings"].cards[SettingCard.LANGUAGE].boxes["language"]
    combo.setCurrentIndex(combo.findData(tag))
    qtbot.waitUntil(lambda: i18n.spoken().tag == (tag or "en"), timeout=10_000)
    settle(qtbot, window)


def test_another_language_is_spoken_as_soon_as_it_is_chosen(
    qtbot, qapp, open_window, ready, german_and_arabic
):
    window = open_window(ready)
    window.go("settings")
    settle(qtbot, window)
    choose(qtbot, window, "de")
    assert window.navigation.list.item(0).text() == "Du"
    assert window.pages["you"].name == "Du"
    assert window.stack.currentWidget() is window.pages["settings"]
    assert ready.settings.current().language == "de"
    choose(qtbot, window, "ar")
    assert window.pages["you"].name == "أنت"
    assert window.navigation.isRightToLeft()
    choose(qtbot, window, "")
    assert window.navigation.list.item(0).text() == "You"
    assert not window.navigation.isRightToLeft()


def test_what_belonged_to_the_pages_of_another_language_goes_with_them(
    qtbot, qapp, open_window, ready, german_and_arabic
):
    window = open_window(ready)
    window.go("settings")
    settle(qtbot, window)
    kinds = (Thumbnails, KeptFacesTimer, ScheduleTimer)
    before = {kind: len(window.findChildren(kind)) for kind in kinds}
    choose(qtbot, window, "de")
    choose(qtbot, window, "ar")
    qtbot.waitUntil(
        lambda: {kind: len(window.findChildren(kind)) for kind in kinds} == before, timeout=5000
    )


def test_the_languages_are_offered_by_their_own_names(qtbot, open_window, ready, german_and_arabic):
    window = open_window(ready)
    combo = window.pages["settings"].cards[SettingCard.LANGUAGE].boxes["language"]
    names = [combo.itemText(row) for row in range(combo.count())]
    assert names == ["As this computer is set", "English", "Deutsch", "العربية"]


def test_an_audit_that_runs_ends_before_the_language_changes(
    qtbot, open_window, ready, german_and_arabic
):
    window = open_window(ready)
    window.go("settings")
    settle(qtbot, window)
    hold = Hold()
    job = window.jobs.follow(hold)
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    combo = window.pages["settings"].cards[SettingCard.LANGUAGE].boxes["language"]
    with qtbot.waitSignal(window.pages["settings"].spoken, timeout=5000):
        combo.setCurrentIndex(combo.findData("de"))
    assert i18n.spoken() is ENGLISH
    hold.go_on.set()
    qtbot.waitUntil(lambda: i18n.spoken().tag == "de", timeout=10_000)
    settle(qtbot, window)
    assert job is not None


class Hold:
    """Work that goes on when it is let."""

    def __init__(self):
        self.reached, self.go_on = Event(), Event()

    def __call__(self, _report, _cancel):
        self.reached.set()
        self.go_on.wait(10)
        return []


# --- what is painted by hand ---------------------------------------------------------------------


def test_a_drawing_that_points_along_the_line_is_mirrored_and_others_are_not(speak):
    def drawn(name):
        return icons.picture(name, 48, 1.0, QColor("#000000")).toImage()

    before = {name: drawn(name) for name in ("fold", "undo", "me", "start")}
    speak(named("ar"))
    after = {name: drawn(name) for name in before}
    mirrored = {name for name in before if before[name] != after[name]}
    assert mirrored == {"fold", "undo"}
    assert ink(after["fold"]) == ink(before["fold"].flipped(Qt.Orientation.Horizontal))


def ink(image):
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    }


def test_what_is_laid_out_from_the_left_is_placed_from_the_right(speak):
    part, whole = QRectF(12, 0, 20, 5), QRectF(10, 0, 100, 5)
    assert placed(part, whole) == part
    speak(named("ar"))
    assert placed(part, whole) == QRectF(88, 0, 20, 5)


def test_arabic_letters_are_drawn_with_the_bundled_font(qapp):
    layout = QTextLayout("العربية", qapp.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} == {theme.ARABIC}


def test_lines_are_as_high_as_the_letters_of_the_language_need(qapp, speak):
    assert QFontInfo(qapp.font()).family() == theme.LATIN
    speak(named("ar"))
    assert QFontInfo(qapp.font()).family() == theme.ARABIC
    speak(ENGLISH)
    assert QFontInfo(qapp.font()).family() == theme.LATIN


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.tag)
def test_qt_writes_the_digits_that_we_do(speak, language):
    speak(language)
    assert QLocale().toString(1234567890).translate({ord(c): "" for c in "., \u202f\u00a0"}) == (
        "1234567890"
    )


def test_a_name_in_latin_letters_stands_where_lines_begin(qtbot, speak):
    words = Words("Exposure")
    qtbot.addWidget(words)
    assert words.alignment() & Qt.AlignmentFlag.AlignLeft
    speak(named("ar"))
    assert words.alignment() & Qt.AlignmentFlag.AlignRight
    assert Words("Exposure").alignment() & Qt.AlignmentFlag.AlignRight


def test_the_line_beside_the_navigation_is_on_the_side_of_the_pages(qtbot, window, speak):
    assert window.navigation.property("role") == "side left"
    speak(named("ar"))
    assert window.navigation.property("role") == "side right"
    speak(ENGLISH)
    assert window.navigation.property("role") == "side left"
