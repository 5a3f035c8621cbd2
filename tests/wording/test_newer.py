"""What is not known is said to be, each in words of its own; and a version's age asks nobody."""

from datetime import date, timedelta

import pytest

from exposure_app import RELEASED, __version__
from exposure_app.domain import errors
from exposure_app.wording import explain, own_version_words

DAY = date(2026, 12, 1)
NOT_TOLD = [
    errors.NoPlaceToLook(), errors.LookingIsOff(), errors.ClockNotRight(),
    errors.NoticeUnreachable(), errors.NoticeMissing(404), errors.NoticeElsewhere(),
    errors.NoticeTooLarge(), errors.NoticeNotSigned(), errors.NoticeUnreadable(),
    errors.NoticeExpired(DAY), errors.NoticeFromLater(DAY), errors.NoticeBehind("0.2.0"),
]  # fmt: skip


def test_each_way_not_to_know_has_a_sentence_of_its_own_and_says_that_it_is_not_known():
    assert {type(one) for one in NOT_TOLD} == set(errors.NewestNotTold.__subclasses__())
    said = [explain(one).what for one in NOT_TOLD]
    assert len(set(said)) == len(said)
    assert all(one.endswith(" Whether there is a newer version is not known.") for one in said)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-1, ""),
        (0, " It is 0 days old."),
        (1, " It is 1 day old."),
        (1200, " It is 1,200 days old."),
    ],
)
def test_a_version_says_its_day_and_how_long_ago_that_was(days, age):
    today = date.fromisoformat(RELEASED) + timedelta(days=days)
    assert own_version_words(today) == f"This is version {__version__}, of {RELEASED}.{age}"
