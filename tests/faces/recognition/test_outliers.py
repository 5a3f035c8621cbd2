from itertools import permutations

import pytest

from exposure_app.domain.faces import Embedding
from exposure_app.faces.pictures.decode import decode
from exposure_app.faces.recognition.enrolment import enrol_photo
from exposure_app.faces.recognition.outliers import MIN_LIKENESS, odd_ones
from tests.pictures import jpeg_bytes, portrait


@pytest.fixture(scope="module")
def mine(recogniser):
    """Three photos of the subject."""
    pictures = (portrait(), portrait().transpose(0), portrait().resize((400, 400)))
    return [enrol_photo(jpeg_bytes(one), "", recogniser, decode).embedding for one in pictures]


def test_photos_of_one_person_agree(mine):
    assert odd_ones(mine) == {}


def test_two_photos_cannot_say_which_is_the_odd_one(mine, strangers):
    assert odd_ones([mine[0], strangers[0]]) == {}
    assert odd_ones([]) == {}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_stranger_is_the_odd_one_in_any_order(mine, strangers, order):
    photos = [[*mine, strangers[0]][at] for at in order]
    [(at, score)] = odd_ones(photos).items()
    assert at == order.index(3)
    assert score < MIN_LIKENESS


def test_several_strangers_are_outvoted(mine, strangers):
    assert set(odd_ones([strangers[0], *mine, strangers[3]])) == {0, 4}


def test_photos_that_cancel_out_are_odd_and_no_error(subject):
    opposite = Embedding(-subject.vector, subject.model)
    odd = odd_ones([subject, opposite, subject])
    assert odd[1] == pytest.approx(-1, abs=1e-3)
