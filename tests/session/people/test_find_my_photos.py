"""Find me in my own folder: proposals with their worth, copies left out, nothing kept."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band
from exposure_app.domain.photos import ProposedPhoto
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from tests.pictures import coffee, crowd, double, portrait


@pytest.fixture
def library(profile):
    """Enrolled with the portrait; a library with two more pictures, a copy, and other things."""
    profile.enrol(profile.photo("me.jpg", portrait()))
    group = crowd()
    group.paste(double().crop((120, 20, 330, 260)), (20, 20))
    profile.photo("library/2019/group.jpg", group)
    profile.photo("library/2020/double.jpg", double())
    profile.photo("library/2020/double copy.jpg", double().resize((440, 440)))
    profile.photo("library/2020/thumbnail of me.jpg", portrait().resize((400, 400)))
    profile.photo("library/cup.jpg", coffee())
    profile.photo("library/friends.jpg", crowd())
    (profile.folder / "library" / "notes.txt").write_text("no picture")
    profile.photo("library/.hidden.jpg", double())
    return profile


def test_photos_of_the_subject_are_proposed_once_each(library):
    found = library.find_me(library.folder / "library")
    proposed = [one for one in found if isinstance(one, ProposedPhoto)]
    assert len(proposed) == 1, "the second is a near copy, and so is the thumbnail of the photo"
    [one] = proposed
    assert one.path.name in ("group.jpg", "double.jpg")
    assert one.match.band in Band
    assert one.picture_jpeg.startswith(b"\xff\xd8")


def test_a_better_copy_is_proposed_after_a_poor_one(library):
    for name in ("2019/group.jpg", "2020/double copy.jpg"):
        (library.folder / "library" / name).unlink()
    library.photo("library/2018/small.jpg", double().resize((220, 220)))
    found = library.find_me(library.folder / "library")
    worth = [
        (one.path.name, one.is_good, one.reason) for one in found if isinstance(one, ProposedPhoto)
    ]
    assert worth == [("small.jpg", False, "small"), ("double.jpg", True, None)]


def test_the_face_in_a_group_is_the_one_enrolment_takes(library):
    (library.folder / "library" / "2020" / "double.jpg").unlink()
    (library.folder / "library" / "2020" / "double copy.jpg").unlink()
    [one] = [
        one for one in library.find_me(library.folder / "library") if isinstance(one, ProposedPhoto)
    ]
    assert one.size == (1280, 886)
    offered = library.session.people.faces_in(one.path)
    assert offered[one.face - 1].picture_jpeg == one.picture_jpeg
    assert offered[one.face - 1].box.right < 300


def test_what_is_no_picture_is_named(library):
    skipped = [
        one for one in library.find_me(library.folder / "library") if isinstance(one, Skipped)
    ]
    assert [one.url for one in skipped] == [str(library.folder / "library" / "notes.txt")]
    assert isinstance(skipped[0].why, errors.UnreadablePhoto)


def test_a_photo_that_is_enrolled_is_not_proposed(library):
    library.enrol(library.folder / "library" / "2020" / "double.jpg")
    assert [
        one for one in library.find_me(library.folder / "library") if isinstance(one, ProposedPhoto)
    ] == []


def test_nothing_is_kept(library):
    library.find_me(library.folder / "library")
    assert len(library.session.people.templates("me")) == 1
    assert library.session.findings.all() == []
    assert library.session.audits.last() is None


def test_a_stop_is_heard_between_photos(library):
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        for _one in library.session.people.find_me(
            library.folder / "library", report=lambda _p: cancel.cancel(), cancel=cancel
        ):
            pass


def test_somebody_without_a_photo_of_this_model_cannot_be_found(profile):
    with pytest.raises(errors.NoSuchSubject):
        profile.find_me(profile.folder)
    [photo] = profile.enrol(profile.photo("me.jpg", portrait()))
    profile.session.people.remove_template(photo.id)
    with pytest.raises(errors.NobodyEnrolled):
        profile.find_me(profile.folder)
