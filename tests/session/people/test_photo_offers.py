"""A confirmed finding may become a photo: when it helps, and only when asked for."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Verdict
from tests.pictures import crowd, double, portrait


def mirrored(picture):
    return picture.transpose(0)


@pytest.fixture
def confirmed(profile):
    """Pictures 0 and 1 show the enrolled double and the face it is half of; both confirmed."""
    profile.enrol(profile.photo("me.jpg", double()))
    found = profile.audit(double().resize((440, 440)), mirrored(portrait()))
    assert set(found) == {0, 1}, "or these tests test nothing"
    for one in found.values():
        profile.session.findings.judge(one.id, Verdict.ME)
    return profile


def offered(profile, number):
    return profile.session.findings.offer(profile.findings()[number].id)


def enrolled(profile, number, **how):
    return profile.session.findings.enrol(profile.findings()[number].id, **how)


def test_a_confirmed_finding_that_adds_something_is_offered(confirmed):
    offer = offered(confirmed, 1)
    assert (offer.subject, offer.era, offer.photos) == ("me", "", 1)
    assert len(confirmed.session.people.templates("me")) == 1, "asked, never silent"


def test_a_near_copy_of_a_photo_is_not_offered(confirmed):
    assert offered(confirmed, 0) is None
    with pytest.raises(errors.NearCopy):
        enrolled(confirmed, 0)


def test_an_offer_that_is_taken_becomes_a_photo_once(confirmed):
    photo = enrolled(confirmed, 1, era="now")
    assert photo.era == "now"
    assert enrolled(confirmed, 1).id == photo.id
    assert [one.id for one in confirmed.session.people.templates("me")][-1] == photo.id
    assert confirmed.session.people.template_jpeg(photo.id).startswith(b"\xff\xd8")
    assert offered(confirmed, 1) is None


def test_the_photo_stays_when_the_verdict_is_taken_back(confirmed):
    photo = enrolled(confirmed, 1)
    confirmed.session.findings.undo_verdict()
    assert photo.id in [one.id for one in confirmed.session.people.templates("me")]


def test_the_picture_it_came_from_counts_as_that_photo(confirmed):
    photo = enrolled(confirmed, 1)
    again = confirmed.enrol(confirmed.folder / "album" / "1.jpg")
    assert [one.id for one in again] == [photo.id]


@pytest.mark.parametrize("verdict", [Verdict.NOT_ME, Verdict.UNSURE])
def test_only_what_was_confirmed_is_offered(confirmed, verdict):
    confirmed.session.findings.judge(confirmed.findings()[1].id, verdict)
    assert offered(confirmed, 1) is None
    with pytest.raises(errors.NotConfirmed):
        enrolled(confirmed, 1)


def test_a_face_too_small_to_learn_from_is_not_offered(profile):
    profile.enrol(profile.photo("me.jpg", double()))
    found = profile.audit(mirrored(portrait()).resize((200, 200)))
    profile.session.findings.judge(found[0].id, Verdict.ME)
    assert offered(profile, 0) is None
    with pytest.raises(errors.PoorPhoto) as caught:
        enrolled(profile, 0)
    assert caught.value.reason == "small"


def test_the_era_it_is_most_like_is_proposed(profile):
    profile.enrol(profile.photo("me.jpg", double()), era="now")
    profile.enrol(profile.photo("then.jpg", crowd()), face=1, era="then")
    found = profile.audit(mirrored(portrait()))
    profile.session.findings.judge(found[0].id, Verdict.ME)
    assert offered(profile, 0).era == "now"


def test_a_finding_nobody_made_is_not_there(confirmed):
    with pytest.raises(errors.NoSuchFinding):
        confirmed.session.findings.offer("nosuch")
