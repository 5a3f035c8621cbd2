"""What a notice means depends on the version that is here and on the day."""

from datetime import date, timedelta

import pytest

from exposure_app.domain.errors import NoticeBehind, NoticeExpired, NoticeFromLater
from exposure_app.newer.news import news_of
from tests.newer.notices import notice

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("own", "named", "is_newer"),
    [
        ("0.3.0", "0.4.0", True),
        ("0.9.0", "0.10.0", True),
        ("0.4.0rc1", "0.4.0", True),
        ("0.4.0.dev3", "0.4.0", True),
        ("0.4.0", "0.4.0.post1", True),
        ("0.4.0", "0.4.0", False),
        ("1.0.0", "1.0", False),
    ],
)
def test_a_version_is_newer_as_pep_440_orders_them(own, named, is_newer):
    news = news_of(notice(DAY, version=named), own, DAY)
    assert news.is_newer_there is is_newer


@pytest.mark.parametrize(("own", "is_unsafe"), [("0.3.9", True), ("0.4.0", False), ("1.0", False)])
def test_a_fault_mended_since_is_told_to_whoever_skipped_that_version_too(own, is_unsafe):
    assert news_of(notice(DAY, safe_since="0.4.0"), own, DAY).is_own_unsafe is is_unsafe


def test_it_is_believed_from_the_day_it_is_signed_to_the_day_it_ends():
    said = notice(DAY)
    for today in (DAY - timedelta(days=1), DAY, said.until):
        assert news_of(said, "0.3.0", today)
    with pytest.raises(NoticeExpired) as ended:
        news_of(said, "9.1.0", said.until + timedelta(days=1))
    assert ended.value.until == said.until
    with pytest.raises(NoticeFromLater) as later:
        news_of(said, "9.1.0", DAY - timedelta(days=2))
    assert later.value.signed == DAY


def test_an_older_version_than_the_one_here_is_never_called_the_newest():
    with pytest.raises(NoticeBehind) as behind:
        news_of(notice(DAY, version="0.2.0"), "0.3.0", DAY)
    assert behind.value.version == "0.2.0"
