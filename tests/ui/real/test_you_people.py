"""You: somebody else who agreed, until when, what that holds back, and how they are forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate

from exposure_app.domain.errors import ConsentEnded
from exposure_app.domain.subjects import Consent
from exposure_app.ui.kit.asking import Question
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.end_date import RenewDialog
from exposure_app.ui.people.person_dialog import PersonDialog
from tests.pictures import crowd, jpeg_bytes
from tests.ui.real.hands import dialog_of, drop, go, pick, press, settle, words, write


@pytest.fixture
def you(qtbot, open_real):
    return go(qtbot, open_real(), "you")


@pytest.fixture
def her_photo(tmp_path):
    path = tmp_path / "bo.jpg"
    path.write_bytes(jpeg_bytes(crowd().crop((640, 260, 900, 560))))
    return path


def subject(page, name):
    return next(one for one in page.window().session.people.all() if one.name == name)


def test_who_agreed_is_asked_kept_and_shown(qtbot, you, her_photo):
    press(qtbot, you.add_person)
    dialog = dialog_of(qtbot, you, PersonDialog)
    press(qtbot, dialog.add_button)
    assert "Type the name you use for this person." in words(dialog)
    write(qtbot, dialog.name, "Bo")
    press(qtbot, dialog.add_button)
    assert "Say who agreed." in words(dialog)
    press(qtbot, dialog.choices[Consent.GUARDIAN])
    press(qtbot, dialog.add_button)
    assert "Type the name of the guardian who agreed." in words(dialog)
    write(qtbot, dialog.guardian, "Ada")
    press(qtbot, dialog.ends)
    last = QDate.currentDate().addDays(30)
    dialog.end.setDate(last)
    press(qtbot, dialog.add_button)
    assert you.person.currentText() == "Bo"
    assert "agreed by Ada" in you.consent.text()
    drop(you.intake.drop, her_photo)
    settle(qtbot, you.window())
    kept = subject(you, "Bo")
    assert (kept.consent, kept.guardian) == (Consent.GUARDIAN, "Ada")
    assert kept.consented_until.astimezone().date() == last.toPython()
    assert you.consent.text().endswith(f"until {day(kept.consented_until)}")
    assert "about twice as often wrong as for adults" in you.warning.text()
    assert len(you.window().session.people.templates("Bo")) == 1


def test_a_consent_that_ended_holds_everything_back_until_it_is_renewed(
    qtbot, audited, her_photo, witness
):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    bea = next(one for one in audited.session.people.all() if one.name == "Bea")
    audited.session._profile.vault.subjects.renew(replace(bea, consented_until=yesterday))
    you = go(qtbot, audited, "you")
    pick(qtbot, you.person, "Bea")
    settle(qtbot, audited)
    assert "The consent ended on" in you.warning.text()
    drop(you.intake.drop, her_photo)
    settle(qtbot, audited)
    assert witness.take() == [ConsentEnded]
    assert "agree" in words(audited.problems)
    assert len(audited.session.people.templates("Bea")) == 1
    press(qtbot, you.renew)
    dialog = dialog_of(qtbot, you, RenewDialog)
    press(qtbot, dialog.renew)
    settle(qtbot, audited)
    assert not you.warning.isVisible()
    assert not you.renew.isVisible()
    assert subject(you, "Bea").consented_until > datetime.now(UTC)


def test_a_person_is_forgotten_with_a_receipt(qtbot, audited):
    session = audited.session
    of_bea = len(session.findings.all(subject="Bea"))
    assert of_bea == 1
    you = go(qtbot, audited, "you")
    pick(qtbot, you.person, "Bea")
    settle(qtbot, audited)
    assert you.photos.count.text() == "1 enrolled photo"
    press(qtbot, you.forget_person)
    question = dialog_of(qtbot, you, Question)
    assert "Forget everything about Bea?" in words(question)
    press(qtbot, question.yes)
    settle(qtbot, audited)
    assert audited.problems.what.text() == "Bea is forgotten. Removed:"
    assert audited.problems.remedy.text() == (
        "1 person; 1 enrolled photo: its picture and its template; 1 finding, with its small "
        "pictures; 1 address where something was found."
    )
    assert [one.name for one in session.people.all()] == ["me"]
    assert session.findings.all(subject="Bea") == []
    assert len(session.findings.all()) == 5
    assert you.person.findData("Bea") < 0
    findings = go(qtbot, audited, "findings")
    assert findings.count.text() == "5 findings"
    assert not findings.filter.person.isVisible()


def test_forgetting_is_thought_better_of(qtbot, audited):
    you = go(qtbot, audited, "you")
    pick(qtbot, you.person, "Bea")
    settle(qtbot, audited)
    press(qtbot, you.forget_person)
    press(qtbot, dialog_of(qtbot, you, Question).no)
    settle(qtbot, audited)
    assert {one.name for one in audited.session.people.all()} == {"me", "Bea"}
