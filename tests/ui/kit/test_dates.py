"""Days as each language writes them, shown and typed."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate

from exposure_app.domain.languages import ENGLISH, LANGUAGES, named
from exposure_app.ui.kit.dates import day
from exposure_app.ui.kit.end_date import LastDay
from exposure_app.ui.shell import switch_language

DAY = date(2026, 11, 3)


@pytest.fixture
def speak(qapp):
    yield lambda language: switch_language.switch_language(qapp, language)
    switch_language.switch_language(qapp, ENGLISH)


@pytest.mark.parametrize(
    "language", [one for one in LANGUAGES if one is not ENGLISH], ids=lambda one: one.tag
)
def test_a_day_is_written_as_usual_in_the_language(speak, language):
    dates = pytest.importorskip("babel.dates")
    speak(language)
    assert day(DAY) == dates.format_skeleton("yMMMd", DAY, locale=language.tag)


def test_the_day_of_a_moment_is_the_one_here():
    here = datetime(2026, 11, 3, 0, 5).astimezone()
    assert day(here.astimezone(UTC)) == day(DAY)


@pytest.mark.parametrize("tag", ["en", "de", "pt_BR", "ar"])
def test_a_day_is_typed_in_the_form_in_which_days_are_shown(qtbot, speak, tag):
    speak(named(tag))
    edit = LastDay()
    qtbot.addWidget(edit)
    edit.setMinimumDate(QDate(2026, 1, 1))
    edit.setDate(QDate(DAY.year, DAY.month, DAY.day))
    assert edit.text() == day(DAY)
    margins = edit.lineEdit().textMargins()
    assert (margins.left() > 0) is (tag != "ar")


def test_a_day_that_not_every_system_has_a_clock_for_cannot_be_typed(qtbot):
    edit = LastDay()
    qtbot.addWidget(edit)
    edit.setDate(QDate(3001, 6, 1))
    assert edit.end().year <= datetime.now(UTC).year + 101
