"""What verdicts teach: a face nearer to somebody else falls one band, and taking back restores."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band, Note, State, Verdict
from exposure_app.domain.work import Cancelled, CancelToken
from tests.pictures import crowd, double, portrait

MIRRORED = 0  # PIL.Image.Transpose.FLIP_LEFT_RIGHT


def doubles():
    """The same double in three pictures."""
    picture = double()
    return picture, picture.resize((300, 300)).transpose(MIRRORED), picture.crop((60, 0, 400, 340))


def me_again():
    return portrait().resize((380, 380)).transpose(MIRRORED)


@pytest.fixture
def audited(profile):
    """Enrolled with the portrait; pictures 0, 1 and 2 show a double, 3 shows the subject."""
    profile.enrol(profile.photo("me.jpg", portrait()))
    found = profile.audit(*doubles(), me_again())
    assert {number: one.band for number, one in found.items()} == dict.fromkeys(
        range(4), Band.VERY_LIKELY
    ), "or these tests test nothing"
    return profile


def bands(profile):
    return {number: one.band for number, one in profile.findings().items()}


def judge(profile, number, verdict):
    profile.session.findings.judge(profile.findings()[number].id, verdict)


def test_not_me_lowers_the_same_person_elsewhere_and_says_why(audited):
    judge(audited, 0, Verdict.NOT_ME)
    changes = audited.reconsider()
    assert [(one.before, one.after) for one in changes] == [
        (Band.VERY_LIKELY, Band.LOOKS_LIKE_YOU)
    ] * 2
    found = audited.findings()
    for number in (1, 2):
        assert found[number].band is Band.LOOKS_LIKE_YOU
        assert found[number].notes == (Note.LOOK_ALIKE,)


def test_not_me_leaves_the_subjects_own_pictures_alone(audited):
    judge(audited, 0, Verdict.NOT_ME)
    audited.reconsider()
    mine = audited.findings()[3]
    assert (mine.band, mine.notes) == (Band.VERY_LIKELY, ())


def test_what_was_judged_is_not_touched(audited):
    judge(audited, 1, Verdict.ME)
    judge(audited, 0, Verdict.NOT_ME)
    before = audited.findings()[1]
    audited.reconsider()
    assert audited.findings()[1] == before


def test_taking_the_verdict_back_restores_every_finding_exactly(audited):
    before = audited.findings()
    judge(audited, 0, Verdict.NOT_ME)
    audited.reconsider()
    audited.session.findings.undo_verdict()
    changes = audited.reconsider()
    assert [(one.before, one.after) for one in changes] == [
        (Band.LOOKS_LIKE_YOU, Band.VERY_LIKELY)
    ] * 2
    assert audited.findings() == before


def test_a_second_time_changes_nothing(audited):
    judge(audited, 0, Verdict.NOT_ME)
    assert audited.reconsider()
    assert audited.reconsider() == []


def test_a_new_picture_gets_it_in_the_audit(audited):
    judge(audited, 0, Verdict.NOT_ME)
    found = audited.audit(*doubles(), me_again(), double().resize((420, 420)))
    assert found[4].band is Band.LOOKS_LIKE_YOU
    assert found[4].notes == (Note.LOOK_ALIKE,)


def test_an_audit_does_not_look_again_for_a_verdicts_sake(audited):
    judge(audited, 0, Verdict.NOT_ME)
    audited.audit()
    coverage = audited.session.audits.last().coverage
    assert (coverage.images_decoded, coverage.images_unchanged) == (0, 4)


def test_a_picture_of_a_look_alike_does_what_a_verdict_does(audited):
    photo = audited.photo("twin.jpg", double().resize((420, 420)))
    added = audited.session.people.add_look_alike(photo)
    assert {one.finding.id for one in audited.reconsider()} == {
        audited.findings()[number].id for number in (0, 1, 2)
    }
    audited.session.people.remove_look_alike(added.id)
    audited.reconsider()
    assert bands(audited) == dict.fromkeys(range(4), Band.VERY_LIKELY)


def test_somebody_else_altogether_changes_nothing(audited):
    photo = audited.photo("friends.jpg", crowd())
    audited.session.people.add_look_alike(photo, face=1)
    assert audited.reconsider() == []


def test_a_look_alike_is_of_one_subject(audited):
    audited.enrol(audited.photo("b.jpg", crowd()), subject="b", face=6)
    photo = audited.photo("twin.jpg", double())
    audited.session.people.add_look_alike(photo, subject="b")
    assert audited.reconsider() == []


def test_a_new_photo_that_outweighs_another_moves_what_was_found_with_it(profile):
    profile.enrol(profile.photo("b.jpg", double()))
    found = profile.audit(double().resize((300, 300)).transpose(MIRRORED), me_again())
    assert found[1].band is Band.VERY_LIKELY, "or this test tests nothing"
    before = found[1].score
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.reconsider()
    assert profile.findings()[1].score > before + 0.1


def test_a_new_score_makes_the_next_audit_look_again(profile):
    profile.enrol(profile.photo("b.jpg", double()))
    profile.audit(me_again())
    [photo] = profile.enrol(profile.photo("me.jpg", portrait()))
    profile.reconsider()
    profile.session.people.remove_template(photo.id)
    profile.audit()
    assert profile.session.audits.last().coverage.images_decoded == 1


def test_a_finding_that_is_none_any_more_is_gone_unless_it_was_judged(profile):
    stranger = crowd().crop((640, 260, 900, 560))
    profile.enrol(profile.photo("s.jpg", stranger))
    profile.audit(stranger.resize((240, 277)), stranger.resize((230, 265)), stranger)
    assert len(profile.findings()) == 3
    judge(profile, 1, Verdict.ME)
    judge(profile, 2, Verdict.UNSURE)
    [photo] = profile.session.people.templates("me")
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.session.people.remove_template(photo.id)
    changes = profile.reconsider()
    assert [(one.after, one.before) for one in changes] == [(None, Band.VERY_LIKELY)]
    assert set(profile.findings()) == {1, 2}


def test_what_is_kept_for_its_verdict_alone_stays_as_it_is(profile):
    [photo] = profile.enrol(profile.photo("me.jpg", portrait()))
    profile.audit(me_again())
    judge(profile, 0, Verdict.UNSURE)
    profile.enrol(profile.photo("s.jpg", crowd().crop((640, 260, 900, 560))))
    profile.session.people.remove_template(photo.id)
    before = profile.audit()
    assert profile.reconsider() == []
    assert profile.findings() == before
    assert set(before) == {0}


def test_without_findings_nothing_is_opened(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.session._opened = None
    assert profile.reconsider() == []
    assert profile.session._opened is None


def test_a_stop_leaves_everything_as_it_was(audited):
    judge(audited, 0, Verdict.NOT_ME)
    before = audited.findings()
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        audited.session.findings.reconsider(
            "me", report=lambda progress: cancel.cancel(), cancel=cancel
        )
    assert audited.findings() == before
    assert before[0].state is State.DISMISSED


def test_nobody_of_this_name_has_findings_or_look_alikes(profile):
    for ask in (profile.reconsider, profile.session.people.look_alikes):
        with pytest.raises(errors.NoSuchSubject):
            ask("nobody")


def test_a_look_alikes_face_is_worked_out_once_and_never_stored(audited):
    judge(audited, 0, Verdict.NOT_ME)
    session = audited.session
    [subject] = session.people.all()
    [first] = session._profile.known_others.of(subject.id, session._profile.recogniser())
    [second] = session._profile.known_others.of(subject.id, session._profile.recogniser())
    assert first is second
    assert len(session.people.templates("me")) == 1
