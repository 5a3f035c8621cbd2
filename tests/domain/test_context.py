"""What is kept of what stands beside a picture: short, printable, and no nonsense."""

from datetime import UTC, datetime, timedelta

import pytest

from exposure_app.domain.context import (
    MAX_LABEL,
    NO_CONTEXT,
    Context,
    Coordinates,
    coordinates,
    label,
    moment_of_seconds,
    moment_of_text,
    plausible,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_a_text_is_put_on_one_line_without_what_no_screen_shows():
    assert label(" Ada\n\tat \x1b[31m\u202esea\x00 ") == "Ada at  [31m sea"


def test_a_long_text_is_cut_and_shows_that_it_was():
    cut = label("word " * 10_000)
    assert len(cut) <= MAX_LABEL
    assert cut.endswith("…")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (0.0, 0.0), (91, 0), (0, 181), (float("nan"), 1), (float("inf"), 1), ("1", 2),
     (10**400, 1), (1, -(10**400)), (None, None), (True, True), ([], {})],
)  # fmt: skip
def test_what_is_no_place_on_earth_is_none(latitude, longitude):
    assert coordinates(latitude, longitude) is None


def test_a_place_on_the_equator_is_one():
    assert coordinates(0, 32.5) == Coordinates(0.0, 32.5)


@pytest.mark.parametrize("year", [1, 1825, 2027, 9999])
def test_a_date_no_photograph_has_is_none(year):
    assert plausible(datetime(year, 7, 1, tzinfo=UTC), now=NOW) is None


def test_a_clock_that_runs_a_little_fast_is_believed():
    assert plausible(NOW + timedelta(hours=30), now=NOW) == NOW + timedelta(hours=30)


@pytest.mark.parametrize(
    "seconds",
    [
        "",
        "x",
        "1e5",
        "--5",
        "5-",
        "-",
        None,
        [],
        {},
        True,
        0,
        "0",
        10**30,
        float("nan"),
        float("inf"),
    ],
)
def test_what_counts_no_seconds_is_no_date(seconds):
    assert moment_of_seconds(seconds) is None


@pytest.mark.parametrize("seconds", [1_600_000_000, "1600000000", 1_600_000_000.0])
def test_seconds_since_1970_are_a_date(seconds):
    assert moment_of_seconds(seconds) == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)


def test_a_photograph_may_be_older_than_1970():
    assert moment_of_seconds(-86_400) == datetime(1969, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "today", "2020", "2020-13-40", "9999-01-01", "-1", "2" * 99])
def test_a_text_that_is_no_date_is_none(text):
    assert moment_of_text(text) is None


def test_a_date_without_a_zone_is_taken_for_utc():
    assert moment_of_text("2020-01-02T03:04:05") == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert moment_of_text("2020-01-02T03:04:05.000Z") == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_what_one_place_does_not_say_another_may():
    one = Context(alt="Ada", caption="")
    other = Context(alt="somebody", caption="at sea")
    assert one.filled_from(other) == Context(alt="Ada", caption="at sea")
    assert one.filled_from(NO_CONTEXT) is one
    assert not NO_CONTEXT
    assert one
