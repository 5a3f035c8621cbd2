"""Who agreed, until when, and what to know, as the command line says it."""

from datetime import UTC, datetime, timedelta

import pytest

from exposure_app.domain.faces import SubjectId
from exposure_app.domain.subjects import Consent, Subject
from exposure_app.wording import consent_line, consent_warning

NOW = datetime.now(UTC)
SINCE = datetime(2026, 3, 4, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=40), NOW - timedelta(days=1)


def subject(consent, until=None, guardian=""):
    return Subject(SubjectId("1"), "Ada", consent, SINCE, 1, until, guardian)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (subject(Consent.ADULT), "since 2026-03-04"),
        (subject(Consent.ADULT, LATER), f"since 2026-03-04; until {LATER.astimezone():%Y-%m-%d}"),
        (subject(Consent.ADULT, EARLIER), f"; ended on {EARLIER.astimezone():%Y-%m-%d}"),
        (subject(Consent.GUARDIAN, LATER, "Grace"), "; agreed by Grace; since 2026-03-04; until "),
    ],
)
def test_the_record_says_who_agreed_and_from_when_to_when(one, line):
    assert line in consent_line(one, NOW)


def test_an_end_is_told_before_that_it_is_a_child():
    assert consent_warning(subject(Consent.ADULT, LATER), NOW) == ""
    child = subject(Consent.GUARDIAN, LATER, "Grace")
    assert "finds of Ada is shown one step less sure" in consent_warning(child, NOW)
    ended = subject(Consent.GUARDIAN, EARLIER, "Grace")
    assert consent_warning(ended, NOW).startswith("The consent of Ada has ended")
