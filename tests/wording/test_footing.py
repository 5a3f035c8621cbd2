"""Leave, removal and why a picture is gone, in words that all front ends share."""

from dataclasses import replace
from datetime import date

import pytest

from exposure_app.domain.findings import Verdict
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import Footing, Kind, Permission, Source, SourceId
from exposure_app.wording import (
    going_lines,
    gone_words,
    permission_words,
    removal_lines,
    removed_words,
)
from tests.ui.scripted import NOW, finding

DAY = date(2026, 3, 1)
PLACE = Source(SourceId("s"), "https://a.example/", Kind.WEB_SITE, Footing.OWNED, NOW)


@pytest.mark.parametrize(
    ("permission", "on", "words"),
    [
        (Permission("Ada", DAY), DAY, "leave given by Ada, 2026-03-01"),
        (Permission("Ada", DAY, "yes"), DAY, "leave given by Ada, 2026-03-01; “yes”"),
        (Permission("Ada", DAY, until=DAY), DAY,
         "leave given by Ada, 2026-03-01; until 2026-03-01"),
        (Permission("Ada", DAY, until=DAY), date(2026, 3, 2),
         "leave given by Ada, 2026-03-01; ended on 2026-03-01"),
        (Permission("", DAY), DAY, "leave noted 2026-03-01, without a name"),
    ],
)  # fmt: skip
def test_a_permission_says_who_when_in_which_words_and_until_when(permission, on, words):
    assert permission_words(permission, on) == words


def test_each_reason_why_a_picture_is_gone_has_words_of_its_own():
    reasons = ["HTTP 404", "page HTTP 410", "not shown", "replaced", "no file", ""]
    told = [gone_words(reason) for reason in reasons]
    assert len(set(told)) == len(reasons)
    assert "HTTP 404" in told[0]
    assert "page" in told[1]
    assert "HTTP 410" in told[1]


def test_a_place_where_nothing_was_found_takes_nothing_with_it():
    assert removal_lines(Removal(PLACE)) == [
        "No finding goes: nothing was found there alone.",
        "The ledger of requests stays as it is.",
    ]
    assert going_lines(Removal(PLACE)) == []


def test_a_removal_counts_what_goes_and_what_stays():
    one = replace(finding("one").finding, verdict=Verdict.ME)
    removal = Removal(PLACE, (one, finding("two").finding), staying=3, places=4, kept_faces=1)
    assert removal_lines(removal) == [
        "2 findings go: they were found there and nowhere else.",
        "4 addresses go, where pictures were found.",
        "1 face goes that was kept for re-search.",
        "3 findings stay: they were found in other places too.",
        "1 answer of yours stays, so that you are not asked again.",
        "The ledger of requests stays as it is.",
    ]
    assert len(going_lines(removal)) == 2
    assert removed_words(removal) == "Removed https://a.example/."


def test_of_many_findings_that_go_the_first_are_listed_and_the_rest_counted():
    many = tuple(finding(str(number)).finding for number in range(23))
    lines = going_lines(Removal(PLACE, many))
    assert len(lines) == 21
    assert lines[-1] == "and 3 more"
