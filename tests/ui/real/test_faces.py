"""Look-alikes, more photos, answers that teach, face models and choices, over the real session."""

import pytest
from PIL import ImageFilter
from PySide6.QtCore import Qt

from exposure_app.domain.errors import PackUnusable, TooFewLabelledFaces
from exposure_app.domain.findings import State, Verdict
from exposure_app.domain.sources import Footing
from exposure_app.session.models.pack_state import PackStatus
from exposure_app.settings import OnBattery, SettingCard
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.people.face_picker import FacePicker
from exposure_app.ui.settings.licence_dialog import LicenceDialog
from exposure_app.ui.settings.measure_dialog import MeasureDialog
from tests.faces.packs import insightface_folder
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.ui.real.hands import (
    audit,
    choose_row,
    choosing,
    dialog_of,
    go,
    pick,
    press,
    settle,
)


@pytest.fixture
def album(tmp_path):
    """Two pictures of the person in `photo`, more like each other than like it; a cup, a crowd."""
    folder = tmp_path / "album"
    folder.mkdir()
    for blur in (2.0, 2.4):
        soft = portrait().filter(ImageFilter.GaussianBlur(blur))
        (folder / f"{blur}.jpg").write_bytes(jpeg_bytes(soft))
    (folder / "crowd.jpg").write_bytes(jpeg_bytes(crowd()))
    (folder / "cup.jpg").write_bytes(jpeg_bytes(coffee()))
    return folder


@pytest.fixture
def group(tmp_path):
    path = tmp_path / "group.jpg"
    path.write_bytes(jpeg_bytes(crowd()))
    return path


@pytest.fixture
def audited(qtbot, enrolled, album):
    """The same after an audit."""
    enrolled.session.sources.add(str(album), Footing.MY_EXPORT)
    assert audit(qtbot, enrolled).results.findings.rowCount() == 2
    go(qtbot, enrolled, "findings")
    return enrolled


def test_more_photos_are_found_and_only_the_chosen_are_enrolled(qtbot, enrolled, tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    soft = portrait().filter(ImageFilter.GaussianBlur(2.2))
    (library / "soft.jpg").write_bytes(jpeg_bytes(soft))
    (library / "cup.jpg").write_bytes(jpeg_bytes(coffee()))
    (library / "crowd.jpg").write_bytes(jpeg_bytes(crowd()))
    (library / "notes.jpg").write_bytes(b"no picture")
    you = go(qtbot, enrolled, "you")
    press(qtbot, you.photos.find_more)
    with choosing(library):
        press(qtbot, you.find_me.choose)
    settle(qtbot, enrolled)
    find_me = you.find_me
    assert [one.path.name for one in find_me.proposals.items] == ["soft.jpg"]
    assert "1 file could not be looked at" in find_me.outcome.text()
    assert len(enrolled.session.people.templates("me")) == 1
    # It is a poor photo, so it is not ticked; chosen all the same, it is refused with the reason.
    assert find_me.proposals.ticked() == []
    press(qtbot, find_me.all)
    press(qtbot, find_me.add)
    settle(qtbot, enrolled)
    assert len(enrolled.session.people.templates("me")) == 1
    assert "1 was not used" in you.intake.status.text()


def test_a_look_alike_is_picked_in_a_group_kept_and_removed(qtbot, enrolled, group):
    you = go(qtbot, enrolled, "you")
    look_alikes = you.look_alikes
    with choosing(group):
        press(qtbot, look_alikes.add)
    settle(qtbot, enrolled)
    picker = dialog_of(qtbot, look_alikes, FacePicker)
    settle(qtbot, enrolled)
    qtbot.waitUntil(picker.faces[0].isVisible, timeout=10_000)
    press(qtbot, picker.faces[0])
    settle(qtbot, enrolled)
    assert look_alikes.look_alikes.rowCount() == 1
    choose_row(qtbot, look_alikes.view, 0)
    press(qtbot, look_alikes.remove)
    press(qtbot, dialog_of(qtbot, look_alikes, Question).yes)
    settle(qtbot, enrolled)
    assert enrolled.session.people.look_alikes("me") == []


def test_an_answer_looks_again_at_the_rest_and_undo_brings_it_back(qtbot, audited):
    findings, session = audited.pages["findings"], audited.session
    before = session.findings.all()
    # Said to be somebody else: the other finding is nearer to this one than to the photo.
    press(qtbot, findings.buttons[Verdict.NOT_ME])
    settle(qtbot, audited)
    (other,) = session.findings.all(state=State.NEW)
    was = next(one for one in before if one.id == other.id)
    assert other.band.rank < was.band.rank
    bar = findings.reconsidering
    assert bar.isVisible()
    assert bar.words.text().startswith("1 other finding moved:")
    findings.view.setCurrentIndex(findings.findings.where(other.id))
    assert any("nearer to somebody" in words for words in findings.detail.notes.said)
    press(qtbot, findings.undo)
    settle(qtbot, audited)
    assert {one.id: one.band for one in session.findings.all()} == {
        one.id: one.band for one in before
    }
    assert not bar.isVisible()


def test_confirming_asks_before_anything_becomes_a_photo(qtbot, audited):
    findings, session = audited.pages["findings"], audited.session
    press(qtbot, findings.buttons[Verdict.ME])
    settle(qtbot, audited)
    assert len(session.people.templates("me")) == 1
    (confirmed,) = session.findings.all(state=State.CONFIRMED)
    assert findings.offering.isVisible() is (session.findings.offer(confirmed.id) is not None)


def test_the_model_that_ships_is_listed_and_no_licence_is_kept_unasked(qtbot, enrolled):
    go(qtbot, enrolled, "settings")
    packs = enrolled.pages["settings"].packs
    assert packs.chosen.is_active
    assert packs.packs.rowCount() > 1
    others = [one for one in enrolled.session.models.all() if not one.is_default]
    assert {one.status for one in others} == {PackStatus.NOT_HERE}
    wanted = next(one for one in others if one.download_bytes)
    packs.view.setCurrentIndex(packs.packs.index(packs.packs.row_of(wanted.name)))
    press(qtbot, packs.download)
    press(qtbot, dialog_of(qtbot, packs, Question).yes)
    settle(qtbot, enrolled)
    # Nothing was asked of anybody: the licence comes first.
    (dialog,) = packs.findChildren(LicenceDialog)
    assert dialog.text.toPlainText().strip() == wanted.licence_text.strip()
    dialog.reject()
    assert enrolled.session.requests.all() == []


def test_a_folder_without_a_model_is_explained(qtbot, enrolled, tmp_path, witness):
    (tmp_path / "nothing").mkdir()
    packs = go(qtbot, enrolled, "settings").packs
    with choosing(tmp_path / "nothing"):
        press(qtbot, packs.add_folder)
    settle(qtbot, enrolled)
    assert enrolled.problems.isVisible()
    assert witness.take() == [PackUnusable]


def test_choices_are_there_after_the_window_was_closed(qtbot, enrolled, open_real):
    go(qtbot, enrolled, "settings")
    effort = enrolled.pages["settings"].cards[SettingCard.EFFORT]
    pick(qtbot, effort.boxes["cores"], 1)
    pick(qtbot, effort.boxes["on_battery"], OnBattery.PAUSE)
    settle(qtbot, enrolled)
    with qtbot.waitSignal(enrolled.left, timeout=30_000):
        enrolled.close()
    again = open_real()
    assert again.session.settings.current().cores == 1
    assert again.session.settings.current().on_battery is OnBattery.PAUSE


def test_a_model_of_ones_own_goes_from_a_folder_to_its_licence_and_out_again(
    qtbot, enrolled, tmp_path, witness
):
    folder = insightface_folder(tmp_path / "small")
    go(qtbot, enrolled, "settings")
    packs, session = enrolled.pages["settings"].packs, enrolled.session
    with choosing(folder):
        press(qtbot, packs.add_folder)
    settle(qtbot, enrolled)
    name = packs.chosen.name
    assert packs.chosen.status is PackStatus.LICENCE_NOT_ACCEPTED
    press(qtbot, packs.accept_licence)
    dialog = dialog_of(qtbot, packs, LicenceDialog)
    qtbot.keyClick(dialog.text, Qt.Key.Key_End)
    press(qtbot, dialog.accept_button)
    settle(qtbot, enrolled)
    assert packs.chosen.status is PackStatus.NOT_CALIBRATED
    assert not packs.use.isVisible()
    # Two pictures of nobody known are too few to measure anything on.
    known = tmp_path / "known" / "Ada"
    known.mkdir(parents=True)
    (known / "1.jpg").write_bytes(jpeg_bytes(portrait()))
    press(qtbot, packs.measure)
    dialog = dialog_of(qtbot, packs, MeasureDialog)
    with choosing(known.parent):
        press(qtbot, dialog.choose)
    settle(qtbot, enrolled)
    assert witness.take() == [TooFewLabelledFaces]
    assert packs.chosen.status is PackStatus.NOT_CALIBRATED
    press(qtbot, packs.remove)
    press(qtbot, dialog_of(qtbot, packs, Question).yes)
    settle(qtbot, enrolled)
    assert name not in {one.name for one in session.models.all() if one.pack}
