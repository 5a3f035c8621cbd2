"""The clock of this computer, also for days that Windows' own knows nothing of."""

from datetime import UTC, datetime

import pytest

from exposure_app.domain.days import local
from exposure_app.i18n import figures

OLD = [datetime(1901, 2, 3, 12, tzinfo=UTC), datetime(1965, 6, 1, 12, tzinfo=UTC)]
LATE = [datetime(3100, 1, 2, 12, tzinfo=UTC), datetime(9998, 12, 31, 12, tzinfo=UTC)]


class OnWindows(datetime):
    """Has no local time of its own outside the years 1970 to 3000."""

    def astimezone(self, tz=None):
        if tz is None and not 1970 <= self.year <= 3000:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


@pytest.mark.parametrize("at", [*OLD, *LATE])
def test_a_day_of_any_year_has_a_place_in_the_calendar(at):
    """The date of an old photo, the end of a consent without an end."""
    assert local(at) == at
    assert figures.day(at)
    assert figures.minute(at)
    assert local(at.replace(tzinfo=None)).date() == at.date()


@pytest.mark.parametrize("at", [*OLD, *LATE])
def test_where_the_system_does_not_know_the_year_todays_distance_from_utc_serves(at):
    as_there = OnWindows.combine(at.date(), at.timetz())
    assert local(as_there) == at
    assert local(as_there).utcoffset() == datetime.now().astimezone().utcoffset()
    assert local(as_there.replace(tzinfo=None)).date() == at.date()


def test_a_moment_of_our_time_is_told_by_the_rules_of_its_day():
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert local(at).utcoffset() == at.astimezone().utcoffset()
