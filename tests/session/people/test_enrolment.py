"""A folder of photos: the odd one is found whichever came first, and there is an end to it."""

from dataclasses import replace

import pytest

from exposure_app.domain.errors import TooManyEras, TooManyPhotos, UnlikeTheOthers
from exposure_app.domain.faces import Embedding, Template
from exposure_app.domain.work import Skipped
from exposure_app.faces.recognition.limits import MAX_ERAS, MAX_PHOTOS
from tests.pictures import crowd, portrait


def stranger():
    return crowd().crop((640, 260, 900, 560))


def mine(number):
    """The portrait, a little different each time."""
    return portrait().crop((0, 0, 512 - number, 512 - number))


@pytest.mark.parametrize("first", range(4))
def test_of_four_photos_the_strangers_is_refused_wherever_it_stands(profile, first):
    pictures = [mine(number) for number in range(3)]
    pictures.insert(first, stranger())
    files = [profile.photo(f"{n}.jpg", picture) for n, picture in enumerate(pictures)]
    done = profile.enrol(*files)
    [refused] = [one for one in done if isinstance(one, Skipped)]
    assert refused.url == str(files[first])
    assert isinstance(refused.why, UnlikeTheOthers)
    assert refused.why.score < 0.3
    assert len(profile.session.people.templates("me")) == 3


def test_a_stranger_enrolled_first_is_pointed_out_by_the_photos_that_follow(profile):
    [theirs] = profile.enrol(profile.photo("theirs.jpg", stranger()))
    assert profile.session.people.odd_photos("me") == []
    for number in range(2):
        [photo] = profile.enrol(profile.photo(f"{number}.jpg", mine(number)))
        assert isinstance(photo, Template)
    assert profile.session.people.odd_photos("me") == [theirs.id]
    profile.session.people.remove_template(theirs.id)
    assert profile.session.people.odd_photos("me") == []


def test_an_era_of_its_own_is_not_unlike_the_others(profile):
    profile.enrol(*(profile.photo(f"{n}.jpg", mine(n)) for n in range(3)))
    [photo] = profile.enrol(profile.photo("then.jpg", stranger()), era="then")
    assert isinstance(photo, Template)
    assert profile.session.people.odd_photos("me") == []


def test_a_photo_enrolled_before_comes_back_as_it_stands(profile):
    photo, copy = profile.photo("a.jpg", mine(0)), profile.photo("copy.jpg", mine(0))
    first, second = profile.enrol(photo, copy)
    assert first.id == second.id
    assert [one.id for one in profile.enrol(photo)] == [first.id]
    assert len(profile.session.people.templates("me")) == 1


def test_an_era_holds_so_many_photos_and_says_so(profile):
    files = [profile.photo(f"{n:02}.jpg", mine(n)) for n in range(MAX_PHOTOS + 2)]
    done = profile.enrol(*files)
    refused = [one for one in done if isinstance(one, Skipped)]
    assert len(done) - len(refused) == MAX_PHOTOS
    assert [one.url for one in refused] == [str(file) for file in files[MAX_PHOTOS:]]
    assert all(isinstance(one.why, TooManyPhotos) for one in refused)
    assert refused[0].why.limit == MAX_PHOTOS


def test_the_odd_one_takes_no_room(profile):
    pictures = [stranger(), *(mine(n) for n in range(MAX_PHOTOS))]
    done = profile.enrol(*(profile.photo(f"{n:02}.jpg", one) for n, one in enumerate(pictures)))
    assert [type(one.why) for one in done if isinstance(one, Skipped)] == [UnlikeTheOthers]
    assert len(profile.session.people.templates("me")) == MAX_PHOTOS


def test_a_person_has_so_many_eras_and_no_more(profile):
    for number in range(MAX_ERAS):
        [photo] = profile.enrol(profile.photo(f"{number}.jpg", mine(number)), era=str(number))
        assert isinstance(photo, Template)
    [refused] = profile.enrol(profile.photo("more.jpg", mine(99)), era="more")
    assert isinstance(refused.why, TooManyEras)
    [photo] = profile.enrol(profile.photo("again.jpg", mine(98)), era="0")
    assert isinstance(photo, Template)


def test_a_photo_another_model_enrolled_gets_a_view_of_this_one(profile):
    file = profile.photo("a.jpg", mine(0))
    [photo] = profile.enrol(file)
    vault = profile.session._profile.vault
    vault.templates.remove(photo.id)
    elsewhere = Embedding(photo.embedding.vector, "another model", photo.embedding.norm)
    vault.templates.add(replace(photo, embedding=elsewhere))
    [again] = profile.enrol(file)
    assert again.id == photo.id
    assert again.embedding.model == photo.embedding.model
    assert [one.id for one in vault.templates.of(None, photo.embedding.model)] == [photo.id]
    assert [one.id for one in vault.templates.of(None, "another model")] == [photo.id]
