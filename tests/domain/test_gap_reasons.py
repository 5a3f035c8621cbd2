"""Reasons why something was not looked at: what scripts read of them, and what is kept."""

import pytest

from exposure_app.domain import errors
from exposure_app.domain.coverage import Gap
from exposure_app.domain.gap_reasons import GapReason, Limit, Obstacle, Unsaid, reason_named
from exposure_app.domain.work import Skipped

URL = "https://a.example/"
CONTRACT = {
    "out_of_scope", "robots", "blocked", "login", "rate_limited", "not_found", "unreachable",
    "timed_out", "too_large", "not_an_image", "unreadable", "too_many_pixels", "refused_address",
    "budget", "air_gap",
}  # fmt: skip
"""The `why` words that scripts rely on."""


def test_every_reason_has_a_word_of_the_contract_and_no_word_is_without_one():
    assert {reason.why for reason in GapReason} == CONTRACT


@pytest.mark.parametrize("reason", GapReason)
def test_a_reason_is_found_again_by_its_name(reason):
    assert reason_named(reason.value) is reason


def test_a_reason_that_a_later_version_kept_is_still_a_gap():
    assert reason_named("brand_new") is GapReason.OTHER


@pytest.mark.parametrize(
    ("error", "why", "detail"),
    [
        (errors.OutOfScope(URL), "out_of_scope", ""),
        (errors.PermissionEnded(URL), "out_of_scope", "permission ended"),
        (errors.RefusedByRobots(URL), "robots", ""),
        (errors.RefusedByRobots(URL, "noimageai"), "robots", "noimageai"),
        (errors.RefusedByRobots(URL, pause_s=120.0), "robots", "crawl-delay 120"),
        (errors.RefusedByRobots(URL, pause_s=90.5), "robots", "crawl-delay 90.5"),
        (errors.RefusedByRobots(URL, status=503), "robots", "robots.txt: HTTP 503"),
        (
            errors.RefusedByRobots(URL, unsaid=Unsaid.TOO_LARGE),
            "robots",
            "robots.txt: too large",
        ),
        (errors.RefusedByRobots(URL, unsaid=Unsaid.REDIRECT), "robots", "robots.txt: redirect"),
        (errors.Blocked(URL, 403), "blocked", "HTTP 403"),
        (errors.LoginNeeded(URL, 401), "login", "HTTP 401"),
        (errors.RateLimited(URL), "rate_limited", ""),
        (errors.NotFound(URL), "not_found", "HTTP 404"),
        (errors.NotFound(URL, 410), "not_found", "HTTP 410"),
        (errors.NotSaved(URL), "not_found", "not saved"),
        (errors.Unreachable(URL), "unreachable", ""),
        (errors.TimedOut(URL), "timed_out", ""),
        (errors.TookTooLong(URL), "timed_out", "decoding"),
        (errors.TooLarge(URL, 26_000_000), "too_large", "over 26000000 bytes"),
        (errors.NotAnImage(URL), "not_an_image", ""),
        (errors.Unreadable(URL, Obstacle.LOCKED), "unreadable", "locked"),
        (errors.NeedsBrowser(URL), "unreadable", "needs a browser"),
        (errors.PartMissing(URL, "heif"), "unreadable", "needs the part heif"),
        (
            errors.TooSmallToShowAFace(URL, 40, 8),
            "unreadable",
            "40x8: too small to show a face",
        ),
        (errors.TooManyPixels(URL, 30_000, 20_000), "too_many_pixels", "30000x20000"),
        (errors.RefusedAddress(URL), "refused_address", ""),
        (errors.BudgetSpent(URL, Limit.HOST_BYTES), "budget", "host bytes"),
        (errors.AirGapped(URL), "air_gap", ""),
    ],
)
def test_what_scripts_read_of_a_gap_stays_word_for_word(error, why, detail):
    gap = Skipped(URL, error).gap
    assert (gap.url, gap.why, gap.detail) == (URL, why, detail)
    assert (error.reason.why, error.detail) == (why, detail)


def test_facts_that_are_not_known_make_no_detail():
    assert Gap(URL, GapReason.BLOCKED).detail == ""


def test_what_nobody_foresaw_is_a_gap_too():
    assert Skipped(URL, errors.ModelMissing("a")).gap.reason is GapReason.OTHER
