"""Who agreed, until when: without it nobody is looked for."""

from datetime import UTC, datetime, timedelta

import pytest

from exposure_app.domain import errors
from exposure_app.domain.findings import Band, Note
from exposure_app.domain.subjects import Consent
from tests.pictures import crowd, portrait


def in_days(days):
    return datetime.now(UTC) + timedelta(days=days)


@pytest.fixture
def photo(profile):
    return profile.photo("me.jpg", portrait())


def expire(profile, name):
    """Let a day pass that the consent did not outlive."""
    from dataclasses import replace

    vault = profile.session._profile.vault
    vault.subjects.renew(replace(vault.subjects.named(name), consented_until=in_days(-1)))


def test_a_childs_photos_need_the_guardian_who_agreed(profile, photo):
    with pytest.raises(errors.GuardianNotNamed):
        profile.enrol(photo, subject="Bo", consent=Consent.GUARDIAN)
    assert profile.session.people.all() == []
    profile.enrol(photo, subject="Bo", consent=Consent.GUARDIAN, guardian="Ada")
    [child] = profile.session.people.all()
    assert (child.is_child, child.guardian) == (True, "Ada")


def test_more_photos_of_a_child_need_no_new_record(profile, photo):
    profile.enrol(photo, subject="Bo", consent=Consent.GUARDIAN, guardian="Ada")
    profile.enrol(profile.photo("2.jpg", portrait().resize((400, 400))), subject="Bo")
    [child] = profile.session.people.all()
    assert (child.is_child, child.guardian, child.templates) == (True, "Ada", 2)


def test_a_match_with_a_child_is_shown_one_step_less_sure(profile, photo):
    profile.enrol(photo, subject="Bo", consent=Consent.GUARDIAN, guardian="Ada")
    found = profile.audit(portrait().resize((300, 300)))
    assert found[0].band is Band.LOOKS_LIKE_YOU
    assert found[0].notes == (Note.CHILD,)
    assert profile.reconsider("Bo") == []


def test_a_consent_ends_on_its_day(profile, photo):
    until = in_days(1)
    profile.enrol(photo, subject="Bo", consent=Consent.ADULT, until=until)
    [bo] = profile.session.people.all()
    assert bo.consented_until == until
    assert bo.may_be_looked_for(until - timedelta(seconds=1))
    assert not bo.may_be_looked_for(until)


def test_nobody_is_looked_for_beyond_their_consent(profile, photo):
    profile.enrol(photo, subject="Bo", consent=Consent.ADULT, until=in_days(1))
    profile.enrol(profile.photo("other.jpg", crowd()), face=1)
    expire(profile, "Bo")
    found = profile.audit(portrait(), crowd())
    assert {number: one.subject for number, one in found.items()} == {1: "me"}


def test_an_audit_for_nobody_else_says_whose_consent_ended(profile, photo):
    profile.enrol(photo, subject="Bo", consent=Consent.ADULT, until=in_days(1))
    expire(profile, "Bo")
    with pytest.raises(errors.ConsentEnded) as caught:
        profile.audit(portrait())
    assert caught.value.name == "Bo"
    with pytest.raises(errors.ConsentEnded):
        profile.find_me(profile.folder, subject="Bo")
    with pytest.raises(errors.ConsentEnded):
        profile.enrol(photo, subject="Bo")


def test_a_consent_can_be_given_again(profile, photo):
    profile.enrol(photo, subject="Bo", consent=Consent.ADULT, until=in_days(1))
    expire(profile, "Bo")
    profile.enrol(photo, subject="Bo", until=in_days(9))
    assert profile.audit(portrait())[0].subject == "Bo"


def test_a_consent_that_ends_in_the_past_enrols_nobody(profile, photo):
    with pytest.raises(errors.ConsentEnded):
        profile.enrol(photo, subject="Bo", consent=Consent.ADULT, until=in_days(-1))
    assert profile.session.people.all() == []


def test_what_ended_leaves_findings_alone_until_the_next_audit(profile, photo):
    profile.enrol(photo, subject="Bo", consent=Consent.ADULT, until=in_days(1))
    profile.audit(portrait())
    expire(profile, "Bo")
    assert profile.reconsider("Bo") == []
    assert len(profile.findings()) == 1
