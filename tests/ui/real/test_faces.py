"""Look-alikes, more photos, answers that teach, face models and choices, over the real session."""

import pytest
from PIL import ImageFilter
from PySide6.QtCore import Qt

from exposure_app.domain.errors import PackUnusable, TooFewLabelledFaces
from exposure_app.domain.findings import State, Verdict
from exposure_app.domain.sources import Footing
from exposure_app.session.pack_state import PackStatus
from exposure_app.settings import OnBattery
from exposure_app.ui.asking import Question
from exposure_app.ui.face_picker import FacePicker
from exposure_app.ui.licence_dialog import LicenceDialog
from tests.faces.packs import insightface_folder
from tests.pictures import coffee, crowd, jpeg_bytes, portrait
from tests.ui.real.hands import settle


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
    enrolled.session.add_source(str(album), Footing.MY_EXPORT)
    audit = enrolled.pages["audit"]
    enrolled.go("audit")
    audit.begin()
    settle(qtbot, enrolled)
    assert audit.findings.rowCount() == 2
    enrolled.enter("findings")
    settle(qtbot, enrolled)
    return enrolled


def test_more_photos_are_found_and_only_the_chosen_are_enrolled(qtbot, enrolled, tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    soft = portrait().filter(ImageFilter.GaussianBlur(2.2))
    (library / "soft.jpg").write_bytes(jpeg_bytes(soft))
    (library / "cup.jpg").write_bytes(jpeg_bytes(coffee()))
    (library / "crowd.jpg").write_bytes(jpeg_bytes(crowd()))
    (library / "notes.jpg").write_bytes(b"no picture")
    you = enrolled.pages["you"]
    you.photos.find_more.click()
    you.find_me.look_through(library)
    settle(qtbot, enrolled)
    find_me = you.find_me
    assert [one.path.name for one in find_me.proposals.items] == ["soft.jpg"]
    assert "1 file could not be looked at" in find_me.outcome.text()
    assert len(enrolled.session.templates("me")) == 1
    # It is a poor photo, so it is not ticked; chosen all the same, it is refused with the reason.
    assert find_me.proposals.ticked() == []
    find_me.all.click()
    find_me.add.click()
    settle(qtbot, enrolled)
    assert len(enrolled.session.templates("me")) == 1
    assert "1 was not used" in you.intake.status.text()


def test_a_look_alike_is_picked_in_a_group_kept_and_removed(qtbot, enrolled, group):
    look_alikes = enrolled.pages["you"].look_alikes
    look_alikes.add_photo(group)
    settle(qtbot, enrolled)
    (picker,) = look_alikes.findChildren(FacePicker)
    settle(qtbot, enrolled)
    picker.faces[0].click()
    settle(qtbot, enrolled)
    assert look_alikes.look_alikes.rowCount() == 1
    look_alikes.view.setCurrentIndex(look_alikes.look_alikes.index(0))
    look_alikes.remove.click()
    look_alikes.findChildren(Question)[-1].yes.click()
    settle(qtbot, enrolled)
    assert enrolled.session.resemblance.look_alikes("me") == []


def test_an_answer_looks_again_at_the_rest_and_undo_brings_it_back(qtbot, audited):
    findings, session = audited.pages["findings"], audited.session
    before = session.findings()
    # Said to be somebody else: the other finding is nearer to this one than to the photo.
    findings.judge(Verdict.NOT_ME)
    settle(qtbot, audited)
    (other,) = session.findings(state=State.NEW)
    was = next(one for one in before if one.id == other.id)
    assert other.band.rank < was.band.rank
    bar = findings.reconsidering
    assert bar.isVisible()
    assert bar.words.text().startswith("1 other finding moved:")
    findings.view.setCurrentIndex(findings.findings.where(other.id))
    assert any("nearer to somebody" in words for words in findings.detail.notes.said)
    findings.verdicts.undo()
    settle(qtbot, audited)
    assert {one.id: one.band for one in session.findings()} == {one.id: one.band for one in before}
    assert not bar.isVisible()


def test_confirming_asks_before_anything_becomes_a_photo(qtbot, audited):
    findings, session = audited.pages["findings"], audited.session
    findings.judge(Verdict.ME)
    settle(qtbot, audited)
    assert len(session.templates("me")) == 1
    (confirmed,) = session.findings(state=State.CONFIRMED)
    assert findings.offering.isVisible() is (session.resemblance.offer(confirmed.id) is not None)


def test_the_model_that_ships_is_listed_and_no_licence_is_kept_unasked(qtbot, enrolled):
    enrolled.go("settings")
    settle(qtbot, enrolled)
    packs = enrolled.pages["settings"].packs
    assert packs.chosen.is_active
    assert packs.packs.rowCount() > 1
    others = [one for one in enrolled.session.packs.all() if not one.is_default]
    assert {one.status for one in others} == {PackStatus.NOT_HERE}
    wanted = next(one for one in others if one.download_bytes)
    packs.view.setCurrentIndex(packs.packs.index(packs.packs.row_of(wanted.name)))
    packs.download.click()
    packs.findChildren(Question)[-1].yes.click()
    settle(qtbot, enrolled)
    # Nothing was asked of anybody: the licence comes first.
    (dialog,) = packs.findChildren(LicenceDialog)
    assert dialog.text.toPlainText().strip() == wanted.licence_text.strip()
    dialog.reject()
    assert enrolled.session.ledger() == []


def test_a_folder_without_a_model_is_explained(qtbot, enrolled, tmp_path, witness):
    (tmp_path / "nothing").mkdir()
    enrolled.go("settings")
    settle(qtbot, enrolled)
    enrolled.pages["settings"].packs.add(tmp_path / "nothing")
    settle(qtbot, enrolled)
    assert enrolled.problems.isVisible()
    assert witness.take() == [PackUnusable]


def test_choices_are_there_after_the_window_was_closed(qtbot, enrolled, open_real):
    enrolled.go("settings")
    settle(qtbot, enrolled)
    effort = enrolled.pages["settings"].effort
    effort.cores.setCurrentIndex(effort.cores.findData(1))
    effort.battery.setCurrentIndex(list(OnBattery).index(OnBattery.PAUSE))
    settle(qtbot, enrolled)
    with qtbot.waitSignal(enrolled.left, timeout=30_000):
        enrolled.close()
    again = open_real()
    assert again.session.settings().cores == 1
    assert again.session.settings().on_battery is OnBattery.PAUSE


def test_a_model_of_ones_own_goes_from_a_folder_to_its_licence_and_out_again(
    qtbot, enrolled, tmp_path, witness
):
    folder = insightface_folder(tmp_path / "small")
    enrolled.go("settings")
    settle(qtbot, enrolled)
    packs, session = enrolled.pages["settings"].packs, enrolled.session
    packs.add(folder)
    settle(qtbot, enrolled)
    name = packs.chosen.name
    assert packs.chosen.status is PackStatus.LICENCE_NOT_ACCEPTED
    packs.accept_licence.click()
    dialog = packs.findChildren(LicenceDialog)[-1]
    qtbot.keyClick(dialog.text, Qt.Key.Key_End)
    dialog.accept_button.click()
    settle(qtbot, enrolled)
    assert packs.chosen.status is PackStatus.NOT_CALIBRATED
    assert not packs.use.isVisible()
    # Two pictures of nobody known are too few to measure anything on.
    known = tmp_path / "known" / "Ada"
    known.mkdir(parents=True)
    (known / "1.jpg").write_bytes(jpeg_bytes(portrait()))
    packs.measure_on(name, known.parent)
    settle(qtbot, enrolled)
    assert witness.take() == [TooFewLabelledFaces]
    assert packs.chosen.status is PackStatus.NOT_CALIBRATED
    packs.remove.click()
    packs.findChildren(Question)[-1].yes.click()
    settle(qtbot, enrolled)
    assert name not in {one.name for one in session.packs.all() if one.pack}
