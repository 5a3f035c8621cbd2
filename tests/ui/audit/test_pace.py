"""Pace and progress: a rate only once it was watched, an end only once it is known."""

import pytest
from PySide6.QtCore import QLocale

from exposure_app.domain import errors
from exposure_app.domain.sources import Footing
from exposure_app.domain.work import Progress
from exposure_app.ui.audit.pace import Pace
from exposure_app.wording import pace_words
from tests.ui.conftest import settle
from tests.ui.fake_session import Hold, finding, gap


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    return Pace(clock)


def test_a_rate_is_not_told_before_it_was_watched(pace, clock):
    assert pace.per_second is None
    pace.note(0)
    pace.note(50)
    assert pace.per_second is None
    assert pace.seconds_left(100) is None
    clock.now += 5
    pace.note(100)
    assert pace.per_second == 20
    assert pace.seconds_left(300) == 10


def test_the_rate_follows_a_change_within_half_a_minute(pace, clock):
    done = 0
    for step, per_second in [(60, 100), (40, 2)]:
        for _second in range(step):
            clock.now += 1
            done += per_second
            pace.note(done)
    assert pace.per_second == pytest.approx(2, rel=0.05)


def test_work_that_stands_still_has_no_end_in_sight(pace, clock):
    pace.note(10)
    clock.now += 10
    pace.note(10)
    assert pace.seconds_left(20) is None


def test_a_rest_is_not_counted_as_slowness(pace, clock):
    pace.note(0)
    clock.now += 3_600
    pace.begin()
    pace.note(100)
    clock.now += 4
    pace.note(140)
    assert pace.per_second == 10


@pytest.mark.parametrize(
    ("per_second", "left", "said"),
    [
        (None, None, ""),
        (0.0, None, ""),
        (12.4, None, "About 12 pictures a second."),
        (0.1, 59, "About 6 pictures a minute. Less than a minute left."),
        (1, 61, "About 1 picture a second. About 1 minute left."),
        (1, 7_300, "About 1 picture a second. About 2 hours left."),
    ],
)
def test_the_words_round_as_people_do(per_second, left, said):
    assert pace_words(per_second, left) == said


def test_each_place_has_a_line_with_its_own_counts(qtbot, window, session):
    [first] = session.sources.all()
    second = session.sources.add("https://other.example/", Footing.OWNED)
    hold = Hold()
    session.audits.script = [
        finding("one"),
        Progress("pages", 3, source=first.id),
        Progress("pictures", 1_200, source=second.id),
        gap(errors.NotFound, "https://other.example/a.jpg"),
        hold,
    ]
    window.enter("audit")
    page = window.pages["audit"]
    page.begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    table = page.progress.per_source
    qtbot.waitUntil(
        lambda: table.topLevelItem(1).text(2) == QLocale().toString(1_200), timeout=5000
    )
    assert table.isVisible()
    assert [table.topLevelItem(row).text(0) for row in (0, 1)] == [first.locator, second.locator]
    assert table.topLevelItem(0).text(1) == "3"
    hold.go_on.set()
    settle(qtbot, window)


def test_one_place_needs_no_table(qtbot, window, session):
    hold = Hold()
    session.audits.script = [hold]
    window.enter("audit")
    page = window.pages["audit"]
    page.begin()
    qtbot.waitUntil(hold.reached.is_set, timeout=5000)
    assert not page.progress.per_source.isVisible()
    hold.go_on.set()
    settle(qtbot, window)


def test_what_chance_alone_would_show_is_said_before_an_audit(qtbot, window):
    window.enter("audit")
    settle(qtbot, window)
    said = window.pages["audit"].expectation.text()
    assert said.startswith("If it meets as many faces as the last one, 93:")
    assert "one audit of this size in 50" in said
