"""Settings: face models from getting one to using it, and how hard the computer may work."""

import pytest
from PySide6.QtCore import Qt

from exposure_app.domain.errors import DiskFull
from exposure_app.domain.findings import Band, BandChange
from exposure_app.session.models.pack_state import PackStatus
from exposure_app.settings import OnBattery, SettingCard, Settings
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.settings.licence_dialog import LicenceDialog
from exposure_app.ui.settings.measure_dialog import MeasureDialog
from exposure_app.ui.settings.pack_change_dialog import PackChangeDialog
from tests.ui.conftest import activate, settle
from tests.ui.fake_session import Hold, finding
from tests.ui.fakes.models import LICENCE


@pytest.fixture
def page(qtbot, window):
    window.go("settings")
    settle(qtbot, window)
    return window.pages["settings"]


@pytest.fixture
def packs(page):
    return page.packs


@pytest.fixture
def known(tmp_path):
    folder = tmp_path / "known"
    for name in ("Ada", "Ben"):
        (folder / name).mkdir(parents=True)
    return folder


def choose(packs, name):
    packs.view.setCurrentIndex(packs.packs.index(packs.packs.row_of(name)))


def offered(packs):
    """What can be done with the chosen model, by the words on the buttons."""
    return {one.text().replace("&", "") for one in packs._actions if one.isVisible()}


def answer(qtbot, packs, kind, act):
    """Act on the newest dialog, and wait until nothing runs any more."""
    dialog = packs.findChildren(kind)[-1]
    act(dialog)
    settle(qtbot, packs.window())


def status(session, name):
    return next(one.status for one in session.models.all() if one.name == name)


def add_own(qtbot, packs, tmp_path, known):
    """A model of one's own, measured and ready."""
    weights = tmp_path / "own"
    weights.mkdir()
    packs.add(weights)
    settle(qtbot, packs.window())
    packs.accept_licence.click()
    dialog = packs.findChildren(LicenceDialog)[-1]
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=5000)
    answer(qtbot, packs, LicenceDialog, lambda dialog: dialog.accept_button.click())
    packs.measure_on("own", known)
    settle(qtbot, packs.window())


# --- what there is -------------------------------------------------------------------------------


def test_the_models_are_listed_with_their_state_in_words(page, packs):
    said = [
        packs.packs.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(packs.packs.rowCount())
    ]
    assert said == [
        "YuNet + SFace. In use · comes with the program · licence: MIT AND Apache-2.0",
        "InsightFace buffalo_l. Not on this computer · licence: non-commercial research",
        "AuraFace. Not on this computer · licence: Apache-2.0",
    ]
    assert packs.chosen.is_active
    assert offered(packs) == {"Licence…"}


def test_each_model_offers_only_what_comes_next(packs):
    choose(packs, "buffalo_l")
    assert offered(packs) == {"Licence…", "Download…"}
    assert packs.step.text() == "It can be downloaded, which takes 289 MB."
    choose(packs, "auraface")
    assert offered(packs) == {"Licence…"}
    assert "by hand" in packs.step.text()


# --- the licence ---------------------------------------------------------------------------------


def test_a_licence_is_accepted_only_after_its_end_was_seen(qtbot, packs, session):
    activate(qtbot, packs.window())
    choose(packs, "buffalo_l")
    packs.download.click()
    answer(qtbot, packs, Question, lambda question: question.yes.click())
    (dialog,) = packs.findChildren(LicenceDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=5000)
    assert dialog.text.toPlainText() == LICENCE
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.text, Qt.Key.Key_PageDown)
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.text, Qt.Key.Key_End)
    assert dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Home)
    assert dialog.accept_button.isEnabled()
    dialog.reject()
    settle(qtbot, packs.window())
    assert session.models.accepted == set()
    assert status(session, "buffalo_l") is PackStatus.NOT_HERE


def test_the_licence_of_any_model_can_be_read_without_being_asked(qtbot, packs):
    packs.licence.click()
    (dialog,) = packs.findChildren(LicenceDialog)
    assert "MIT" in dialog.text.toPlainText()
    assert not dialog.accept_button.isVisible()
    dialog.reject()


# --- getting one ---------------------------------------------------------------------------------


def test_a_download_says_how_much_from_where_and_asks_for_the_licence(qtbot, packs, session):
    choose(packs, "buffalo_l")
    packs.download.click()
    question = packs.findChildren(Question)[-1]
    assert question.windowTitle() == "Download InsightFace buffalo_l?"
    answer(qtbot, packs, Question, lambda question: question.yes.click())
    (dialog,) = packs.findChildren(LicenceDialog)
    qtbot.keyClick(dialog.text, Qt.Key.Key_End)
    answer(qtbot, packs, LicenceDialog, lambda dialog: dialog.accept_button.click())
    assert status(session, "buffalo_l") is PackStatus.NOT_CALIBRATED
    assert packs.chosen.name == "buffalo_l"
    assert offered(packs) == {"Licence…", "Measure on pictures…", "Remove…"}


def test_a_download_declined_asks_nobody_for_anything(qtbot, packs, session):
    choose(packs, "buffalo_l")
    packs.download.click()
    answer(qtbot, packs, Question, lambda question: question.no.click())
    assert status(session, "buffalo_l") is PackStatus.NOT_HERE


def test_a_folder_of_ones_own_becomes_a_model_that_is_chosen(qtbot, packs, session, tmp_path):
    weights = tmp_path / "own"
    weights.mkdir()
    packs.add(weights)
    settle(qtbot, packs.window())
    assert packs.chosen.name == "own"
    assert offered(packs) == {"Read the licence…", "Remove…"}


def test_a_folder_without_a_model_is_explained(qtbot, packs, tmp_path):
    (tmp_path / "empty").mkdir()
    packs.add(tmp_path / "empty")
    settle(qtbot, packs.window())
    assert packs.window().problems.isVisible()
    assert packs.packs.rowCount() == 3
    assert not packs.working.isVisible()


def test_removing_asks_first_and_keeps_the_one_that_ships(qtbot, packs, session, tmp_path):
    weights = tmp_path / "own"
    weights.mkdir()
    packs.add(weights)
    settle(qtbot, packs.window())
    packs.remove.click()
    answer(qtbot, packs, Question, lambda question: question.no.click())
    assert packs.packs.rowCount() == 4
    packs.remove.click()
    answer(qtbot, packs, Question, lambda question: question.yes.click())
    assert packs.packs.rowCount() == 3
    choose(packs, "yunet-sface")
    assert not packs.remove.isVisible()


# --- measuring -----------------------------------------------------------------------------------


def test_measuring_explains_the_pictures_it_needs_and_makes_the_model_ready(
    qtbot, packs, session, tmp_path, known
):
    weights = tmp_path / "own"
    weights.mkdir()
    packs.add(weights)
    settle(qtbot, packs.window())
    session.models.accept_licence("own")
    packs.refresh()
    settle(qtbot, packs.window())
    packs.measure.click()
    dialog = packs.findChildren(MeasureDialog)[-1]
    dialog.chosen.emit(known)
    dialog.accept()
    settle(qtbot, packs.window())
    assert session.models.calibrated_on == [known]
    assert offered(packs) == {"Compare…", "Use…", "Licence…", "Remove…"}
    assert packs.window().problems.what.text() == "The face model is measured."


def test_too_few_pictures_are_explained(qtbot, packs, session, tmp_path):
    (tmp_path / "own").mkdir()
    packs.add(tmp_path / "own")
    settle(qtbot, packs.window())
    packs.measure_on("own", tmp_path / "own")
    settle(qtbot, packs.window())
    assert packs.window().problems.isVisible()
    assert packs.window().problems.what.text() != "The face model is measured."


# --- comparing and changing ----------------------------------------------------------------------


@pytest.fixture
def own(qtbot, packs, session, tmp_path, known):
    """A model of one's own that is ready, and would move one of two findings."""
    first = session.findings.keep(finding("first", band=Band.VERY_LIKELY))
    session.findings.keep(finding("second"))
    session.models.moves = [BandChange(first, Band.VERY_LIKELY, Band.LOOKS_LIKE_YOU)]
    add_own(qtbot, packs, tmp_path, known)
    return packs


def test_comparing_tells_the_cost_first_and_changes_nothing(qtbot, own, session):
    own.compare.click()
    settle(qtbot, own.window())
    question = own.findChildren(Question)[-1]
    said = " ".join(label.text() for label in question.findChildren(type(own.step)))
    assert "photos to look at again: 1. Findings: 2." in said
    assert "Nothing is changed." in said
    answer(qtbot, own, Question, lambda question: question.yes.click())
    (dialog,) = own.findChildren(PackChangeDialog)
    assert dialog.summary.text() == (
        "1 finding would move: 1 from “looks very much like you” to “looks like you”."
    )
    assert dialog.changes.index(0).data() == "Looks very much like you → looks like you"
    dialog.keep.click()
    settle(qtbot, own.window())
    assert session.models.all()[0].is_active


def test_using_a_model_after_comparing_says_what_moved(qtbot, own, session):
    own.compare.click()
    settle(qtbot, own.window())
    answer(qtbot, own, Question, lambda question: question.yes.click())
    answer(qtbot, own, PackChangeDialog, lambda dialog: dialog.use.click())
    assert [one.name for one in session.models.all() if one.is_active] == ["own"]
    problems = own.window().problems
    assert problems.what.text() == "own is in use now."
    assert problems.remedy.text().startswith("1 finding moved: 1 from")
    assert offered(own) == {"Licence…"}
    choose(own, "yunet-sface")
    assert offered(own) == {"Compare…", "Use…", "Licence…"}


def test_using_without_comparing_asks_and_tells_the_cost(qtbot, own, session):
    own.use.click()
    settle(qtbot, own.window())
    answer(qtbot, own, Question, lambda question: question.no.click())
    assert session.models.all()[0].is_active
    own.use.click()
    settle(qtbot, own.window())
    answer(qtbot, own, Question, lambda question: question.yes.click())
    assert not session.models.all()[0].is_active


def test_work_on_a_model_waits_for_an_audit_and_can_be_stopped(qtbot, own, session):
    window, hold = own.window(), Hold()
    session.audits.script = [hold]
    window.pages["audit"].begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    own.changing.compare(own.chosen)
    assert own.working.isVisible()
    assert own.working.status.text() == "Waiting for the work under way to finish."
    assert not own.use.isEnabled()
    own.working.stop.click()
    hold.go_on.set()
    settle(qtbot, window)
    assert own.findChildren(PackChangeDialog) == []
    assert own.use.isEnabled()


# --- effort --------------------------------------------------------------------------------------


@pytest.fixture
def effort(page):
    return page.cards[SettingCard.EFFORT]


def test_the_choices_begin_with_what_is_kept(qtbot, open_window, ready):
    ready.settings.change(Settings(cores=1, is_gentle=False, on_battery=OnBattery.PAUSE))
    window = open_window(ready)
    window.go("settings")
    settle(qtbot, window)
    effort = window.pages["settings"].cards[SettingCard.EFFORT]
    assert effort.boxes["cores"].currentText() == "1 core"
    assert effort.boxes["on_battery"].currentText() == "Pause until it is plugged in"
    assert not effort.switches["is_gentle"].isChecked()
    assert ready.settings.current() == Settings(
        cores=1, is_gentle=False, on_battery=OnBattery.PAUSE
    )


def test_half_the_cores_is_the_choice_of_who_chose_nothing(effort):
    assert effort.boxes["cores"].currentText().startswith("Half of them")
    assert effort.boxes["on_battery"].currentText() == "Use one core only"
    assert effort.switches["is_gentle"].isChecked()


def test_a_choice_is_kept_at_once_and_leaves_the_model_alone(qtbot, effort, session):
    session.settings.change(Settings(pack="own"))
    effort.boxes["cores"].setCurrentIndex(effort.boxes["cores"].findData(1))
    effort.switches["is_gentle"].click()
    effort.boxes["on_battery"].setCurrentIndex(0)
    settle(qtbot, effort.window())
    assert session.settings.current() == Settings(
        pack="own", cores=1, is_gentle=False, on_battery=OnBattery.AS_USUAL
    )


def test_a_choice_that_could_not_be_kept_is_not_shown_as_kept(qtbot, page, effort, session):
    session.settings.change = cannot_write
    effort.switches["is_gentle"].click()
    settle(qtbot, page.window())
    assert page.window().problems.isVisible()
    assert effort.switches["is_gentle"].isChecked()


def cannot_write(_settings):
    raise DiskFull


def test_more_cores_than_there_are_is_shown_as_all_of_them(qtbot, open_window, ready):
    ready.settings.change(Settings(cores=4096))
    window = open_window(ready)
    window.go("settings")
    settle(qtbot, window)
    cores = window.pages["settings"].cards[SettingCard.EFFORT].boxes["cores"]
    assert cores.currentIndex() == cores.count() - 1
    assert ready.settings.current().cores == 4096
