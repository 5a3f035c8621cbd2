"""Every reason why something was not looked at has words: for one, for many, and beside it."""

import inspect
import re

import pytest

from exposure_app import i18n, wording
from exposure_app.domain import errors
from exposure_app.domain.coverage import Gap
from exposure_app.domain.gap_reasons import GapReason, Limit, Obstacle, reason_named
from exposure_app.domain.work import Skipped
from exposure_app.wording import GapKey
from exposure_app.wording.audit.gap_words import SAID
from tests.every_gap import ALL, URL
from tests.wording.blaming import BLAMING

KINDS = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, errors.GapError) and not cls.__subclasses__()
]


def gap_of(error):
    return Skipped(URL, error).gap


def test_every_reason_is_that_of_one_error_and_told_here():
    of_errors = sorted(cls.reason.value for cls in KINDS)
    assert of_errors == sorted({reason.value for reason in GapReason} - {"other"})
    assert {type(error) for error in ALL} == set(KINDS)


@pytest.mark.parametrize("reason", GapReason)
def test_every_reason_is_told_with_its_count_and_what_to_do(reason):
    key = wording.gap_key(Gap(URL, reason, {"part": "heif"}))
    one, many = wording.gap_group(key, 1), wording.gap_group(key, 12)
    assert one.what.startswith("1 ")
    assert many.what.startswith("12 ")
    assert one.what.removeprefix("1 ") != many.what.removeprefix("12 ")
    is_other = reason is GapReason.OTHER
    assert (many.what == wording.gap_group(GapKey(GapReason.OTHER), 12).what) is is_other
    for text in (one.what, one.remedy, many.what, many.remedy):
        assert text.endswith(".")
        assert not BLAMING.search(text)
        assert "{" not in text


def test_a_reason_that_nobody_says_is_found_out(monkeypatch):
    monkeypatch.delitem(SAID, GapReason.LOGIN)
    with pytest.raises(KeyError):
        test_every_reason_is_told_with_its_count_and_what_to_do(GapReason.LOGIN)
    with pytest.raises(KeyError):
        wording.explain(errors.LoginNeeded(URL, 401))


@pytest.mark.parametrize("error", ALL, ids=lambda error: f"{error.reason.value} {error.detail}")
class TestEveryGap:
    def test_is_told_by_its_address_calmly_and_in_whole_sentences(self, error):
        said = wording.explain(error)
        assert URL in said.what
        for text in (said.what, said.remedy):
            assert text.endswith(".")
            assert not BLAMING.search(text)
            assert "{" not in text

    def test_what_tells_it_from_others_is_in_the_language_too(self, error, monkeypatch):
        english = wording.gap_detail_words(gap_of(error))
        assert bool(english) is bool(error.detail)
        monkeypatch.setattr(i18n, "_catalogue", _Shouting())
        assert wording.gap_detail_words(gap_of(error)) != english or re.fullmatch(
            r"|HTTP \d+|robots\.txt: HTTP \d+|\d+x\d+|noimageai|crawl-delay \d+", english
        )

    def test_is_told_without_its_facts_too(self, error):
        bare = Gap(URL, error.reason)
        said = wording.gap_group(wording.gap_key(bare), 2)
        assert said.what.startswith("2 ")
        assert ": ." not in said.what
        assert wording.gap_detail_words(bare).isprintable()


class _Shouting:
    """A catalogue that has a translation of everything."""

    @staticmethod
    def one(text, _context=""):
        return f"¡{text}!"

    @staticmethod
    def counted(one, many, n):
        return f"¡{one if n == 1 else many}!"


def test_a_limit_or_an_obstacle_of_a_later_version_is_told_as_it_stands():
    for reason, fact in ((GapReason.BUDGET, "limit"), (GapReason.UNREADABLE, "obstacle")):
        assert wording.gap_detail_words(Gap(URL, reason, {fact: "patience"})) == "patience"
    assert wording.explain(errors.Unreadable(URL, "patience")).what == f"{URL} could not be read."


@pytest.mark.parametrize("part", ["heif", "jxl", "pdf", "video"])
def test_files_that_need_a_missing_part_are_gathered_apart_and_told_how_to_get_it(part):
    key = wording.gap_key(gap_of(errors.PartMissing("file:///a", part)))
    one, many = wording.gap_group(key, 1), wording.gap_group(key, 12)
    assert one.what.startswith("1 file needs")
    assert many.what.startswith("12 files need")
    assert f"exposure-app[{part}]" in many.remedy
    assert one.what.endswith(f"{part}.")
    assert key != wording.gap_key(gap_of(errors.PartMissing("file:///a", "another")))


@pytest.mark.parametrize(
    ("kind", "words", "remedy"),
    [
        (errors.NeedsBrowser, "only once a browser has run", "HAR file"),
        (errors.NotSaved, "not hold", "Save the page again"),
        (errors.PermissionEnded, "the leave to look there has ended", "agree again"),
    ],
)
def test_gaps_that_something_else_would_close_are_gathered_apart(kind, words, remedy):
    gap = gap_of(kind(URL))
    key = wording.gap_key(gap)
    assert key != wording.gap_key(Gap(URL, reason_named(gap.reason.why)))
    for count in (1, 12):
        said = wording.gap_group(key, count)
        assert said.what.startswith(f"{count} ")
        assert words in said.what
        assert remedy in said.remedy


@pytest.mark.parametrize(
    ("error", "other"),
    [
        (errors.TooSmallToShowAFace(URL, 4, 4), errors.Unreadable(URL, Obstacle.DAMAGED)),
        (errors.TookTooLong(URL), errors.TimedOut(URL)),
        (errors.RefusedByRobots(URL, pause_s=90.0), errors.RefusedByRobots(URL)),
        (errors.BudgetSpent(URL, Limit.PAGES), errors.BudgetSpent(URL, Limit.BYTES)),
    ],
)
def test_gaps_that_the_same_would_close_are_told_together(error, other):
    assert wording.gap_key(gap_of(error)) == wording.gap_key(gap_of(other))


@pytest.mark.parametrize("reason", GapReason)
def test_only_a_reason_that_is_told_with_another_has_no_words_for_many(reason):
    is_told_with_another = wording.gap_key(Gap(URL, reason, {"part": "heif"})).reason != reason
    assert (SAID[reason](12, {}).many is None) is is_told_with_another
    if is_told_with_another:
        with pytest.raises(KeyError):
            wording.gap_group(GapKey(reason), 12)


def test_a_gap_of_an_unknown_reason_is_still_told():
    said = wording.gap_group(wording.gap_key(Gap(URL, GapReason.OTHER)), 2)
    assert said.what == "2 things were not looked at."
