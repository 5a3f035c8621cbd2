import pytest

from exposure_app.domain import errors
from exposure_app.domain.subjects import LookAlikeId
from tests.pictures import coffee, crowd, double, portrait


@pytest.fixture
def resemblance(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    return profile.session.resemblance


def test_a_look_alike_is_kept_as_a_small_picture(profile, resemblance):
    added = resemblance.add_look_alike(profile.photo("twin.jpg", double()))
    [kept] = resemblance.look_alikes("me")
    assert kept == added
    assert kept.picture_jpeg.startswith(b"\xff\xd8")


def test_the_same_photo_is_added_once(profile, resemblance):
    photo = profile.photo("twin.jpg", double())
    assert resemblance.add_look_alike(photo) == resemblance.add_look_alike(photo)
    assert len(resemblance.look_alikes("me")) == 1


def test_a_group_photo_asks_which_face(profile, resemblance):
    photo = profile.photo("group.jpg", crowd())
    with pytest.raises(errors.SeveralFacesFound):
        resemblance.add_look_alike(photo)
    assert resemblance.add_look_alike(photo, face=2)


def test_a_blurred_look_alike_is_better_than_none(profile, resemblance):
    small = double().resize((200, 200))
    with pytest.raises(errors.PoorPhoto):
        raise profile.enrol(profile.photo("enrolled.jpg", small))[0].why
    assert resemblance.add_look_alike(profile.photo("twin.jpg", small))


def test_a_photo_without_a_face_is_refused_by_name(profile, resemblance):
    with pytest.raises(errors.NoFaceFound) as caught:
        resemblance.add_look_alike(profile.photo("cup.jpg", coffee()))
    assert caught.value.photo == "cup.jpg"
    assert resemblance.look_alikes("me") == []


def test_a_removed_look_alike_is_gone(profile, resemblance):
    added = resemblance.add_look_alike(profile.photo("twin.jpg", double()))
    resemblance.remove_look_alike(added.id)
    assert resemblance.look_alikes("me") == []
    with pytest.raises(errors.NoSuchLookAlike):
        resemblance.remove_look_alike(added.id)
    with pytest.raises(errors.NoSuchLookAlike):
        resemblance.remove_look_alike(LookAlikeId("nobody"))


def test_look_alikes_go_with_their_subject(profile, resemblance):
    resemblance.add_look_alike(profile.photo("twin.jpg", double()))
    profile.session.remove_subject("me")
    profile.enrol(profile.photo("me.jpg", portrait()))
    assert resemblance.look_alikes("me") == []
