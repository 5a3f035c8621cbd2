"""Every error, band, state and gap has plain words, in the house's tone."""

import dataclasses
import inspect
from datetime import UTC, date, datetime

import pytest

from exposure_app import wording
from exposure_app.domain import errors
from exposure_app.domain.coverage import Coverage
from exposure_app.domain.faces import Box
from exposure_app.domain.findings import Band, Finding, Location, State, Verdict
from exposure_app.domain.gap_reasons import Limit, Obstacle, Unsaid
from exposure_app.domain.sources import Footing, Kind
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import Progress
from tests.wording.blaming import BLAMING

LEAVES = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, errors.ExposureError) and not cls.__subclasses__()
]
SAMPLES = {
    str: "SAMPLE",
    int: 7,
    float: 0.25,
    date: date(2031, 12, 31),
    tuple[str, ...]: ("SAMPLE",),
    Limit: Limit.PAGES,
    Obstacle: Obstacle.EMPTY,
    Unsaid | None: Unsaid.REDIRECT,
}


def sample_of(cls):
    """An error of this class whose facts are easy to find again in a sentence."""
    if not dataclasses.is_dataclass(cls):
        return cls()
    return cls(**{field.name: SAMPLES[field.type] for field in dataclasses.fields(cls)})


@pytest.mark.parametrize("cls", LEAVES, ids=lambda cls: cls.__name__)
class TestEveryError:
    def test_has_words_of_its_own(self, cls):
        assert wording.explain.dispatch(cls) is not wording.explain.dispatch(Exception)

    def test_is_told_calmly_in_whole_sentences(self, cls):
        said = wording.explain(sample_of(cls))
        for text in (said.what, said.remedy):
            assert text.endswith((".", "?"))
            assert not BLAMING.search(text)
            assert "{" not in text

    def test_names_the_thing_it_is_about(self, cls):
        facts = (
            {field.name for field in dataclasses.fields(cls)}
            if (dataclasses.is_dataclass(cls))
            else set()
        )
        if facts & {"photo", "url", "locator", "name", "finding", "path", "file"}:
            assert "SAMPLE" in wording.explain(sample_of(cls)).what


@pytest.mark.parametrize(
    ("cls", "reasons"),
    [
        (errors.PoorPhoto, ["small", "blurred", "turned", "dark", "unclear"]),
        (errors.KeychainUnavailable, ["none", "untrusted", "locked", "timed_out", "failed"]),
        (errors.Unreadable, Obstacle),
        (errors.BudgetSpent, Limit),
    ],
)
def test_each_reason_of_an_error_is_told_apart(cls, reasons):
    facts = {field.name for field in dataclasses.fields(cls)} & {"photo", "url"}
    told = {wording.explain(cls(*["SAMPLE" for _ in facts], reason)).what for reason in reasons}
    assert len(told) == len(reasons)


@pytest.mark.parametrize("reason", ["none", "untrusted", "locked", "timed_out", "failed"])
def test_a_vault_with_a_key_elsewhere_is_not_offered_a_passphrase(reason):
    said = wording.explain(errors.KeychainUnavailable(reason, expected="KWallet"))
    assert "KWallet" in said.what
    assert "passphrase" not in said.what + said.remedy


def test_what_nobody_foresaw_has_words_too():
    said = wording.explain(RuntimeError("a secret"))
    assert "secret" not in said.what + said.remedy
    assert "stayed on this computer" in said.remedy


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (wording.band_words, Band),
        (wording.state_words, State),
        (wording.verdict_words, [*Verdict, None]),
        (wording.footing_words, Footing),
        (wording.kind_words, Kind),
        (wording.consent_words, Consent),
    ],
)
def test_every_term_has_words_of_its_own_and_none_claims_to_identify(words, values):
    told = [words(value) for value in values]
    assert len(set(told)) == len(told)
    assert not any(BLAMING.search(text) for text in told)


def test_a_band_names_somebody_else_by_name():
    assert wording.band_words(Band.LOOKS_LIKE_YOU) == "looks like you"
    assert wording.band_words(Band.LOOKS_LIKE_YOU, "Ada") == "looks like Ada"


@pytest.mark.parametrize(
    ("rate", "n"),
    [(1e-4, 10_000), (0.0217, 46), (0.4, 2), (0.0123, 81), (3.21e-5, 31_000), (1.0, 1)],
)
def test_a_rate_reads_as_one_in_so_many(rate, n):
    assert wording.one_in(rate) == n


@pytest.mark.parametrize(
    ("expected", "between", "said"),
    [
        (0.0, None, "No faces were compared, so there was nothing to mistake."),
        (
            0.02,
            (0, 0),
            (
                "A false alarm is unlikely: about one audit of this size in 50 would contain one. "
                "One would be a surprise."
            ),
        ),
        (
            1.2,
            (0, 4),
            "Expect about 1 false alarm in an audit of this size. More than 4 would be a surprise.",
        ),
        (
            11.6,
            (2, 71),
            (
                "Expect about 12 false alarms in an audit of this size. "
                "Anything between 2 and 71 would be no surprise."
            ),
        ),
        (2000, None, "Expect about 2,000 false alarms in an audit of this size."),
    ],
)
def test_expected_false_alarms_are_said_as_counts(expected, between, said):
    assert wording.expected_false_alarms(expected, between) == said


def test_false_alarms_are_explained_in_one_sentence():
    assert wording.false_alarms_explained().count(".") == 1


def test_a_raised_number_says_by_how_much_and_why():
    assert wording.raised_explained(1.0) == wording.raised_explained(1.04) == ""
    said = wording.raised_explained(2.44)
    assert "2.4 times as many as usual" in said
    assert "more like the person looked for" in said
    assert "12 times" in wording.raised_explained(12.3)


def test_differences_between_women_and_men_are_told_in_counts_where_they_were_measured():
    limits = " ".join(wording.limits_explained((5.7e-4, 9.9e-5, 3.4e-5)))
    for words in ("1 in 1,800 comparisons of two women", "1 in 10,000 of two men", "1 in 29,000"):
        assert words in limits
    assert "first names" in limits
    assert "it was not measured" in " ".join(wording.limits_explained())
    assert not BLAMING.search(limits.replace("Wrong matches", ""))


def test_the_limits_name_twins_children_years_and_absence():
    limits = " ".join(wording.limits_explained())
    for word in ("twins", "children", "years", "women", "no proof of absence", "Only a person"):
        assert word in limits
    assert not BLAMING.search(limits.replace("Wrong matches", ""))


def finding(
    picture, *, pages=("https://a.test/",), band=Band.LOOKS_LIKE_YOU, state=State.NEW, subject="me"
):
    now = datetime(2026, 3, 1, tzinfo=UTC)
    return Finding(
        id=f"f-{subject}-{picture}", subject=subject, band=band, score=0.5, state=state,
        verdict=None, image_sha256=picture, picture_size=(10, 10), box=Box(0, 0, 5, 5),
        template="t", locations=tuple(Location(page, page + "x.jpg", now, now) for page in pages),
    )  # fmt: skip


class TestTheHeadline:
    def test_counts_pictures_pages_and_gaps(self):
        found = [
            finding("p1", pages=("https://a.test/", "https://a.test/b")),
            finding("p2"),
            finding("p3"),
        ]
        assert wording.headline(found, 12) == (
            "3 pictures on 2 pages look like you. 12 things could not be checked."
        )

    def test_speaks_of_one_as_one(self):
        assert wording.headline([finding("p1")], 1) == (
            "1 picture on 1 page looks like you. 1 thing could not be checked."
        )

    def test_says_apart_what_is_only_possible(self):
        found = [finding("p1"), finding("p2", band=Band.POSSIBLY)]
        assert "1 picture on 1 page looks like you. 1 more picture possibly does." in (
            wording.headline(found, 0)
        )

    def test_leaves_out_what_the_person_set_aside(self):
        assert wording.headline([finding("p1", state=State.DISMISSED)], 0) == (
            "No picture that was looked at looks like you. "
            "Every page and picture that was met could be opened."
        )

    def test_counts_what_the_person_confirmed_however_weak(self):
        found = [finding("p1", band=Band.POSSIBLY, state=State.CONFIRMED)]
        assert wording.headline(found, 0).startswith("1 picture on 1 page looks like you.")

    def test_speaks_of_one_other_person_by_name(self):
        assert wording.headline([finding("p1", subject="Ada")], 0).startswith(
            "1 picture on 1 page looks like Ada."
        )

    def test_speaks_of_several_people_as_enrolled(self):
        found = [finding("p1"), finding("p2", subject="Ada")]
        assert wording.headline(found, 0).startswith(
            "2 pictures on 1 page look like somebody enrolled."
        )

    def test_never_gives_an_all_clear_after_a_stop(self):
        assert wording.headline([], 0, is_complete=False).endswith("The rest was not looked at.")

    def test_never_gives_an_all_clear_with_gaps(self):
        said = wording.headline([], 2)
        assert "that was looked at" in said
        assert "2 things could not be checked." in said


def test_coverage_is_told_count_by_count():
    lines = wording.coverage_lines(
        Coverage(
            pages_fetched=5, images_referenced=60, images_fetched=50, images_decoded=40,
            images_unchanged=8, faces_found=90, faces_too_small=3,
        )
    )  # fmt: skip
    assert [line.split()[0] for line in lines] == ["5", "60", "40", "8", "90", "3"]


def test_coverage_leaves_out_counts_that_say_nothing():
    assert len(wording.coverage_lines(Coverage())) == 3


@pytest.mark.parametrize("stage", ["pages", "pictures", "photos", "something new"])
def test_progress_is_told_with_and_without_an_end(stage):
    assert "12 of 40" in wording.progress_words(Progress(stage, 12, 40))
    assert wording.progress_words(Progress(stage, 12)).endswith("12")
