import pytest

from exposure_app.domain import errors
from exposure_app.domain.subjects import LookAlikeId
from tests.pictures import coffee, crowd, double, portrait


@pytest.fixture
def people(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    return profile.session.people


def test_a_look_alike_is_kept_as_a_small_picture(profile, people):
    added = people.add_look_alike(profile.photo("twin.jpg", double()))
    [kept] = people.look_alikes("me")
    assert kept == added
    assert kept.picture_jpeg.startswith(b"\xff\xd8")


def test_the_same_photo_is_added_once(profile, people):
    photo = profile.photo("twin.jpg", double())
    assert people.add_look_alike(photo) == people.add_look_alike(photo)
    assert len(people.look_alikes("me")) == 1


def test_a_group_photo_asks_which_face(profile, people):
    photo = profile.photo("group.jpg", crowd())
    with pytest.raises(errors.SeveralFacesFound):
        people.add_look_alike(photo)
    assert people.add_look_alike(photo, face=2)


def test_a_blurred_look_alike_is_better_than_none(profile, people):
    small = double().resize((200, 200))
    with pytest.raises(errors.PoorPhoto):
        raise profile.enrol(profile.photo("enrolled.jpg", small))[0].why
    assert people.add_look_alike(profile.photo("twin.jpg", small))


def test_a_photo_without_a_face_is_refused_by_name(profile, people):
    with pytest.raises(errors.NoFaceFound) as caught:
        people.add_look_alike(profile.photo("cup.jpg", coffee()))
    assert caught.value.photo == "cup.jpg"
    assert people.look_alikes("me") == []


def test_a_removed_look_alike_is_gone(profile, people):
    added = people.add_look_alike(profile.photo("twin.jpg", double()))
    people.remove_look_alike(added.id)
    assert people.look_alikes("me") == []
    with pytest.raises(errors.NoSuchLookAlike):
        people.remove_look_alike(added.id)
    with pytest.raises(errors.NoSuchLookAlike):
        people.remove_look_alike(LookAlikeId("nobody"))


def test_look_alikes_go_with_their_subject(profile, people):
    people.add_look_alike(profile.photo("twin.jpg", double()))
    profile.session.people.remove("me")
    profile.enrol(profile.photo("me.jpg", portrait()))
    assert people.look_alikes("me") == []
