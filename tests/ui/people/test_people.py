"""Who agreed, until when, and photos that are unlike the others."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton

from exposure_app.domain.subjects import Consent
from exposure_app.ui.kit.end_date import RenewDialog
from exposure_app.ui.people.era_dialog import EraDialog
from exposure_app.ui.people.people import Person
from exposure_app.ui.people.person_dialog import PersonDialog
from tests.ui.conftest import settle


@pytest.fixture
def page(qtbot, open_window, session):
    window = open_window(session)
    window.go("you")
    return window.pages["you"]


def add_person(page, name, consent, *, guardian="", last_day=None):
    page.add_person.click()
    (dialog,) = page.findChildren(PersonDialog)
    dialog.name.setText(name)
    dialog.choices[consent].setChecked(True)
    dialog.guardian.setText(guardian)
    if last_day:
        dialog.ends.setChecked(True)
        dialog.end.setDate(last_day)
    dialog.add_button.click()


def enrol(qtbot, page, photos, *names):
    page.intake.enrol(photos(*names))
    settle(qtbot, page.window())


def test_the_guardian_is_asked_for_only_for_a_child(page, session):
    page.add_person.click()
    (dialog,) = page.findChildren(PersonDialog)
    assert not dialog.guardian.isVisible()
    dialog.choices[Consent.GUARDIAN].setChecked(True)
    assert dialog.guardian.isVisible()
    dialog.choices[Consent.ADULT].setChecked(True)
    assert not dialog.guardian.isVisible()
    dialog.reject()


def test_a_consent_may_have_a_last_day_and_holds_to_its_end(qtbot, page, session, photos):
    last = QDate.currentDate().addDays(10)
    add_person(page, "Ada", Consent.ADULT, last_day=last)
    enrol(qtbot, page, photos, "ada.jpg")
    (subject,) = session.people.all()
    until = subject.consented_until.astimezone()
    assert (until.day, until.hour, until.minute) == (last.day(), 23, 59)
    assert "until" in page.consent.text()
    assert not page.warning.isVisible()
    # Told once: more photos of somebody known say nothing new of what was agreed.
    enrol(qtbot, page, photos, "again.jpg")
    assert session.people.all()[0].consented_until == subject.consented_until


def test_an_ended_consent_is_said_and_can_be_renewed(qtbot, page, session, photos):
    add_person(page, "Ada", Consent.GUARDIAN, guardian="Grace")
    enrol(qtbot, page, photos, "ada.jpg")
    assert not page.renew.isVisible()
    session.people.end_consent("Ada", datetime.now(UTC) - timedelta(days=1))
    page.refresh()
    settle(qtbot, page.window())
    assert "The consent ended on" in page.warning.text()
    page.intake.enrol(photos("more.jpg"))
    settle(qtbot, page.window())
    assert page.window().problems.isVisible()
    page.renew.click()
    (dialog,) = page.findChildren(RenewDialog)
    dialog.renew.click()
    settle(qtbot, page.window())
    (subject,) = session.people.all()
    assert subject.consented_until > datetime.now(UTC)
    assert (subject.guardian, subject.templates) == ("Grace", 1)
    assert not page.renew.isVisible()


def test_a_person_forgotten_is_not_offered_again(qtbot, page, session, photos):
    add_person(page, "Ada", Consent.ADULT)
    enrol(qtbot, page, photos, "ada.jpg")
    session.people.remove("Ada")
    page.refresh()
    settle(qtbot, page.window())
    assert page.person.findData("Ada") == -1


@pytest.mark.parametrize("verb", ["templates", "odd_photos", "look_alikes"])
def test_somebody_forgotten_while_they_are_read_is_nothing_amiss(
    qtbot, page, session, photos, verb
):
    add_person(page, "Ada", Consent.ADULT)
    enrol(qtbot, page, photos, "ada.jpg")
    kept, asked, go_on = getattr(session.people, verb), threading.Event(), threading.Event()

    def held(name):
        asked.set()
        go_on.wait(5)
        return kept(name)

    setattr(session.people, verb, held)
    page.refresh()
    qtbot.waitUntil(asked.is_set, timeout=5000)
    session.people.remove("Ada")
    go_on.set()
    settle(qtbot, page.window())
    assert not page.window().problems.isVisible()
    page.refresh()
    settle(qtbot, page.window())
    assert page.person.findData("Ada") == -1


def test_the_end_of_a_consent_is_a_moment():
    now = datetime(2026, 11, 3, 12, tzinfo=UTC)
    person = Person("Ada", Consent.ADULT, until=now)
    assert person.has_ended(now)
    assert not person.has_ended(now - timedelta(seconds=1))
    assert not Person("Ada", Consent.ADULT).has_ended(now)


def test_beside_a_name_stands_who_agreed_and_an_end_only_as_a_warning():
    now, since = datetime.now(UTC), datetime(2026, 3, 4, 12, tzinfo=UTC)
    later, earlier = now + timedelta(days=40), now - timedelta(days=1)
    child = Person("Ada", Consent.GUARDIAN, "Grace", later, since)
    who, guardian, begin, end = child.consent_line().split(" · ")
    assert who
    assert (guardian, begin) == ("agreed by Grace", "since 4 Mar 2026")
    assert end.startswith("until ")
    assert "finds is shown one step less sure" in child.warning()
    ended = Person("Ada", Consent.GUARDIAN, "Grace", earlier, since)
    assert ended.consent_line().endswith(" · since 4 Mar 2026")
    assert ended.warning().startswith("The consent ended on")
    assert Person("Ada", Consent.ADULT).warning() == ""


def test_a_photo_unlike_the_others_is_kept_only_as_another_time_of_life(
    qtbot, page, session, photos
):
    enrol(qtbot, page, photos, "a.jpg", "unlike.jpg")
    assert len(session.people.templates("me")) == 1
    (keep,) = [b for b in page.intake.outcomes.findChildren(QPushButton) if "Keep" in b.text()]
    keep.click()
    (dialog,) = page.findChildren(EraDialog)
    assert not dialog.keep.isEnabled()
    dialog.era.setText("at school")
    dialog.keep.click()
    settle(qtbot, page.window())
    assert [one.era for one in session.people.templates("me")] == ["", "at school"]
    assert not page.intake.outcomes.isVisible()
    assert "Photo from at school" in page.photos.enrolled.index(1).data()


def test_an_enrolled_photo_unlike_the_others_is_pointed_out(qtbot, page, session, photos):
    enrol(qtbot, page, photos, "a.jpg", "b.jpg")
    assert not page.photos.odd.isVisible()
    session.people.odd = {session.people.templates("me")[1].id}
    page.refresh()
    settle(qtbot, page.window())
    assert page.photos.odd.text().startswith(
        "One photo does not look like the others. Keep it only if"
    )
    assert "Unlike the others" not in page.photos.enrolled.index(0).data()
    assert "Unlike the others" in page.photos.enrolled.index(1).data()
