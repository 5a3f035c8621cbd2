"""You: photos come in every way there is, each refusal has its reason, and each can go again."""

import pytest
from PIL import ImageFilter
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from exposure_app.ui.kit.asking import Question
from exposure_app.ui.kit.tiles import LINES_ROLE
from exposure_app.ui.people.era_dialog import EraDialog
from exposure_app.ui.people.face_picker import FacePicker
from exposure_app.ui.people.photo_outcomes import PhotoOutcomes
from tests.pictures import coffee, crowd, double, jpeg_bytes, portrait
from tests.ui.conftest import activate
from tests.ui.real.hands import (
    choose_row,
    choosing,
    dialog_of,
    drop,
    go,
    press,
    settle,
    words,
    write,
)

MINE = (
    portrait().crop((100, 0, 400, 300)),
    portrait(),
    portrait().resize((400, 400)).rotate(8),
)


@pytest.fixture
def save(tmp_path):
    """Keeps a picture as a file, and says where."""

    def keep(name, picture):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(jpeg_bytes(picture))
        return path

    return keep


@pytest.fixture
def you(qtbot, open_real):
    """The page of an empty vault."""
    return go(qtbot, open_real(), "you")


@pytest.fixture
def known(qtbot, enrolled):
    """The page with one photo enrolled."""
    return go(qtbot, enrolled, "you")


def stranger():
    return crowd().crop((640, 260, 900, 560))


def kept(page, name="me"):
    session = page.window().session
    return session.people.templates(name) if session.people.all() else []


def refusals(page):
    """What is said of each photo that was not used."""
    return words(page.findChild(PhotoOutcomes))


def buttons(page, text):
    """The buttons of the refusals that say `text`."""
    found = page.findChild(PhotoOutcomes).findChildren(type(page.intake.paste))
    return [one for one in found if one.text() == text]


def test_photos_and_a_folder_are_dropped_and_it_is_said_what_is_stored(qtbot, you, save, tmp_path):
    assert "Nothing about this person is stored yet." in words(you)
    first = save("a.jpg", MINE[0])
    save("holiday/b.jpg", MINE[1])
    save("holiday/c.jpg", MINE[2])
    assert drop(you.intake.drop, first, tmp_path / "holiday")
    settle(qtbot, you.window())
    assert you.intake.status.text() == "3 photos were enrolled."
    assert you.photos.count.text() == "3 enrolled photos"
    assert you.photos.stored.text().startswith(
        "Stored about this person, encrypted, on this computer only: 3 lists of 128 numbers"
    )
    assert len(kept(you)) == you.photos.enrolled.rowCount() == 3
    assert not you.photos.odd.isVisible()


def test_a_folder_is_chosen_in_the_dialog(qtbot, you, save, tmp_path):
    save("holiday/b.jpg", MINE[1])
    with choosing(tmp_path / "holiday"):
        press(qtbot, you.intake.choose_folder)
    settle(qtbot, you.window())
    assert len(kept(you)) == 1


def test_a_copied_picture_and_a_copied_file_are_pasted(qtbot, you, save):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("no picture")
    press(qtbot, you.intake.paste)
    assert you.intake.status.text() == "Nothing that was copied is a photo."
    image = QImage()
    image.loadFromData(jpeg_bytes(MINE[0]))
    clipboard.setImage(image)
    press(qtbot, you.intake.paste)
    settle(qtbot, you.window())
    assert len(kept(you)) == 1
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(save("b.jpg", MINE[2])))])
    clipboard.setMimeData(copied)
    activate(qtbot, you.window())
    qtbot.keyClick(you, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, you.window())
    assert len(kept(you)) == 2
    clipboard.clear()


def test_of_a_group_the_face_is_picked_by_its_number(qtbot, you, save):
    drop(you.intake.drop, save("group.jpg", crowd()))
    settle(qtbot, you.window())
    assert "group.jpg shows 6 faces." in refusals(you)
    assert kept(you) == []
    (choose,) = buttons(you, "Choose the face…")
    press(qtbot, choose)
    picker = dialog_of(qtbot, you, FacePicker)
    settle(qtbot, you.window())
    assert [face.accessibleName() for face in picker.faces][2] == "Face 3, counted from the left"
    activate(qtbot, picker)
    qtbot.waitUntil(picker.faces[0].hasFocus, timeout=10_000)
    with qtbot.waitSignal(picker.picked, timeout=10_000):
        qtbot.keyClick(picker, Qt.Key.Key_3)
    settle(qtbot, you.window())
    assert len(kept(you)) == 1
    assert you.intake.status.text() == "1 photo was enrolled."
    assert not you.findChild(PhotoOutcomes).isVisible()


def test_each_photo_that_is_refused_has_its_reason_and_what_would_help(qtbot, you, save, tmp_path):
    soft = portrait().filter(ImageFilter.GaussianBlur(4))
    files = [
        save("cup.jpg", coffee()),
        save("soft.jpg", soft),
        save("small.jpg", portrait().resize((180, 180))),
        tmp_path / "letter.jpg",
    ]
    files[-1].write_bytes(b"no picture")
    drop(you.intake.drop, *files)
    settle(qtbot, you.window())
    said = refusals(you)
    assert "No face was found in cup.jpg." in said
    assert "The face in soft.jpg is too blurred to compare others with." in said
    assert "Choose a sharper photo, taken in good light and without movement." in said
    assert "The face in small.jpg is too small to compare others with." in said
    assert "letter.jpg could not be read as a picture." in said
    assert you.intake.status.text() == (
        "0 photos were enrolled. 4 were not used; the reasons are below."
    )
    assert kept(you) == []


def test_a_photo_unlike_the_others_is_kept_as_one_of_another_time(qtbot, you, save):
    mine = [save(f"{n}.jpg", picture) for n, picture in enumerate(MINE)]
    drop(you.intake.drop, *mine, save("then.jpg", stranger()))
    settle(qtbot, you.window())
    assert "The face in then.jpg does not resemble this person's other photos." in refusals(you)
    assert len(kept(you)) == 3
    (keep,) = buttons(you, "Keep it…")
    press(qtbot, keep)
    dialog = dialog_of(qtbot, you, EraDialog)
    assert not dialog.keep.isEnabled()
    write(qtbot, dialog.era, "at school")
    press(qtbot, dialog.keep)
    settle(qtbot, you.window())
    assert [one.era for one in kept(you)] == ["", "", "", "at school"]
    last = you.photos.enrolled.index(3)
    assert last.data(LINES_ROLE)[0] == ("", "at school")
    assert not you.photos.odd.isVisible()


def test_a_strangers_photo_that_came_first_is_pointed_out_and_removed(qtbot, you, save):
    drop(you.intake.drop, save("theirs.jpg", stranger()))
    settle(qtbot, you.window())
    for n in range(2):
        drop(you.intake.drop, save(f"{n}.jpg", MINE[n]))
        settle(qtbot, you.window())
    assert you.photos.odd.text().startswith("One photo does not look like the others.")
    index = you.photos.enrolled.index(0)
    assert index.data(LINES_ROLE)[0] == ("attention", "Unlike the others")
    assert not you.photos.remove.isEnabled()
    choose_row(qtbot, you.photos.view, 0)
    press(qtbot, you.photos.remove)
    press(qtbot, dialog_of(qtbot, you, Question).yes)
    settle(qtbot, you.window())
    assert you.photos.count.text() == "2 enrolled photos"
    assert len(kept(you)) == 2
    assert not you.photos.odd.isVisible()


def test_a_photo_stays_where_removing_it_was_thought_better_of(qtbot, known):
    activate(qtbot, known.window())
    choose_row(qtbot, known.photos.view, 0)
    qtbot.keyClick(known.photos.view, Qt.Key.Key_Delete)
    qtbot.keyClick(dialog_of(qtbot, known, Question), Qt.Key.Key_Return)
    settle(qtbot, known.window())
    assert len(kept(known)) == 1


def test_more_photos_are_found_in_a_folder_and_those_chosen_are_added(qtbot, known, save, tmp_path):
    save("library/better.jpg", double())
    save("library/cup.jpg", coffee())
    save("library/friends.jpg", crowd())
    press(qtbot, known.photos.find_more)
    with choosing(tmp_path / "library"):
        press(qtbot, known.find_me.choose)
    settle(qtbot, known.window())
    assert known.find_me.outcome.text() == "1 photo seems to show this person."
    assert known.find_me.add.text() == "A&dd the chosen photo"
    assert len(kept(known)) == 1
    press(qtbot, known.find_me.add)
    settle(qtbot, known.window())
    assert len(kept(known)) == 2
    assert known.photos.count.text() == "2 enrolled photos"
    assert not known.find_me.isVisible()
