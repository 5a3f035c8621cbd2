import pytest

from exposure_app.domain.faces import SubjectId, TemplateId
from exposure_app.domain.findings import Band, Match, Note, State, Verdict


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (None, State.NEW),
        (Verdict.UNSURE, State.NEW),
        (Verdict.ME, State.CONFIRMED),
        (Verdict.NOT_ME, State.DISMISSED),
    ],
)
def test_the_person_alone_moves_a_finding(verdict, state):
    assert State.after(verdict) is state


def test_a_poor_picture_of_a_face_caps_its_band():
    match = Match(SubjectId("s"), TemplateId("t"), 0.6, Band.VERY_LIKELY)
    weaker = match.at_most(Band.POSSIBLY, Note.SMALL_FACE)
    assert (weaker.band, weaker.notes) == (Band.POSSIBLY, (Note.SMALL_FACE,))
    assert match.at_most(Band.VERY_LIKELY, Note.SMALL_FACE) == match


def test_a_match_falls_one_band_at_a_time_and_never_out_of_sight():
    match = Match(SubjectId("s"), TemplateId("t"), 0.6, Band.LOOKS_LIKE_YOU)
    fallen = match.one_band_lower(Note.LOOK_ALIKE)
    assert (fallen.band, fallen.notes) == (Band.POSSIBLY, (Note.LOOK_ALIKE,))
    assert fallen.one_band_lower(Note.LOOK_ALIKE) == fallen


def test_bands_are_ordered_from_loose_to_strict():
    assert [band.rank for band in Band] == [0, 1, 2]
