"""What an audit counts of strangers' scores, and what that does to the number it announces."""

from exposure_app.domain.findings import Band
from tests.pictures import coffee, crowd, portrait


def test_strangers_are_counted_by_hundredths_and_nothing_else_is_kept(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.audit(crowd(), portrait().resize((400, 400)), coffee())
    last = profile.session.audits.last()
    assert sum(last.bystanders.values()) == 6
    assert all(-100 <= hundredths < 37 for hundredths in last.bystanders)


def test_strangers_in_unchanged_pictures_are_not_forgotten(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.audit(crowd())
    before = profile.session.audits.last()
    profile.audit(crowd(), coffee())
    again = profile.session.audits.last()
    assert again.coverage.images_unchanged == 1
    assert again.coverage.faces_found == before.coverage.faces_found == 6
    assert again.bystanders == before.bystanders
    profile.audit(crowd(), coffee())
    assert profile.session.audits.last().bystanders == before.bystanders


def test_a_new_photo_of_the_person_counts_strangers_anew(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.audit(crowd())
    before = profile.session.audits.last().bystanders
    profile.enrol(profile.photo("another.jpg", portrait().crop((60, 0, 420, 360))), era="other")
    profile.audit(crowd())
    last = profile.session.audits.last()
    assert last.coverage.images_unchanged == 0
    assert sum(last.bystanders.values()) == 6
    assert last.bystanders != before


def test_six_strangers_raise_nothing(profile):
    profile.enrol(profile.photo("me.jpg", portrait()))
    profile.audit(crowd())
    last = profile.session.audits.last()
    assert last.expected_false_alarms == last.usual_false_alarms
    assert last.times_raised == dict.fromkeys(Band, 1.0)
