import dataclasses
import json
from datetime import UTC, datetime

import pytest

from exposure_app.contract.audit import audit_document
from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.coverage import Gap
from exposure_app.domain.gap_reasons import PARTS, GapReason
from exposure_app.domain.sources import Footing, Kind, Permission, Source, SourceId
from exposure_app.domain.work import Skipped
from exposure_app.faces.pictures.formats import OptionalPart
from exposure_app.report.export import write
from exposure_app.report.redaction import redacted
from exposure_app.signatures import Medium
from exposure_app.wording import gap_detail_words, gap_group, gap_key
from tests.every_gap import ALL
from tests.report.reading import Page
from tests.report.samples import NOW, NeverAsked, audit, finding, place

SECRETS = [
    "Ada", "secret", "members-only", "0a1b2c", "finding-of-ada", "12.345", "50.95",
    "2001-", "t-ada",
]  # fmt: skip
BESIDE = Context(
    page_title="secret title", alt="Ada", caption="secret", nearby="secret", author="@Ada",
    album="secret", people=("Ada",), date=datetime(2001, 2, 3, tzinfo=UTC),
    where=Coordinates(50.95, 1.85), where_name="secret",
    other_sizes=("https://members-only.example/s",),
)  # fmt: skip


@pytest.fixture
def telling():
    """An audit in which every fact that tells on somebody carries a secret."""
    there = place("https://members-only.example/secret", "https://members-only.example/secret.jpg")
    there = dataclasses.replace(there, context=BESIDE)
    home = place("file:///home/Ada/secret", "file:///home/Ada/secret/1.jpg")
    found = [
        finding("finding-of-ada-1", subject="Ada", image_sha256="0a1b2c1", template="t-ada",
                places=[there, home], taken=Taken(NOW, Coordinates(12.345, 67.891))),
        finding("finding-of-ada-2", subject="Ada", image_sha256="0a1b2c2", places=[there]),
        finding("finding-of-bo", subject="Bo secret", image_sha256="0a1b2c1", places=[there]),
    ]  # fmt: skip
    gaps = [
        Gap("https://members-only.example/secret/a", GapReason.ROBOTS, {"signal": "secret"}),
        Gap("file:///home/Ada/x", GapReason.PART_MISSING, {"part": "secret"}),
    ]
    permission = Permission("Bo secret", NOW.date(), "go ahead, Ada")
    where = Source(
        SourceId("secret"), "https://members-only.example/", Kind.WEB_SITE, Footing.OPTED_IN, NOW,
        note="secret", permission=permission,
    )  # fmt: skip
    return audit(found, gaps, sources=(where,))


def test_counts_bands_and_dates_remain(telling):
    before, after = audit_document(telling), audit_document(redacted(telling))
    assert after["coverage"] == before["coverage"]
    assert after["expected_false_alarms_by_band"] == before["expected_false_alarms_by_band"]
    assert after["started_at"] == before["started_at"]
    assert [gap["why"] for gap in after["not_looked_at"]] == ["robots", "unreadable"]
    for told, original in zip(after["findings"], before["findings"], strict=True):
        assert told["band"] == original["band"]
        assert [p["first_seen"] for p in told["places"]] == [
            p["first_seen"] for p in original["places"]
        ]


def test_equal_things_get_equal_placeholders(telling):
    one, two, three = redacted(telling).findings
    assert one.subject == two.subject != three.subject
    assert one.image_sha256 == three.image_sha256 != two.image_sha256
    assert one.locations[0].page_url == two.locations[0].page_url != one.locations[1].page_url
    assert len({f.id for f in (one, two, three)}) == 3


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json"])
def test_no_format_tells_on_anybody(telling, tmp_path, suffix):
    path = tmp_path / f"shared{suffix}"
    write(path, telling, NeverAsked(), redacted=True)
    text = path.read_text("utf-8-sig")
    for secret in SECRETS:
        assert secret not in text
    assert "person 1" in text


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_how_exposing_a_finding_is_is_not_told_where_nothing_can_be_seen(telling, tmp_path, suffix):
    path = tmp_path / f"shared{suffix}"
    write(path, telling, NeverAsked(), redacted=True)
    for word in ("high", "medium", "own_files", "named"):
        assert word not in path.read_text("utf-8-sig")


def test_a_redacted_page_has_no_picture_and_no_link(telling, tmp_path):
    path = tmp_path / "shared.html"
    write(path, telling, NeverAsked(), redacted=True)
    shown = Page(path.read_text())
    assert shown.all("img") == []
    assert shown.all("a") == []
    assert "names, addresses and faces were left out" in shown.text
    assert "2 pictures on 2 pages look like somebody enrolled." in shown.text


def test_the_same_test_would_see_what_was_not_redacted(telling):
    told = json.dumps(audit_document(telling))
    for secret in SECRETS[:-1]:
        assert secret in told


def test_every_fact_of_a_finding_is_either_kept_knowingly_or_replaced(telling):
    kept = {"band", "score", "state", "verdict", "notes"}
    before, after = telling.findings[0], redacted(telling).findings[0]
    for field in dataclasses.fields(before):
        same = getattr(before, field.name) == getattr(after, field.name)
        assert same == (field.name in kept), field.name


@pytest.mark.parametrize("error", ALL, ids=lambda error: f"{error.reason.value} {error.detail}")
def test_why_something_was_not_looked_at_is_told_as_in_the_copy_to_keep(error):
    gap = Skipped("https://a.example/", error).gap
    [shared] = redacted(audit([], [gap])).gaps
    assert gap_group(gap_key(shared), 2) == gap_group(gap_key(gap), 2)
    assert shared.why == gap.why


def test_of_what_is_beside_the_reason_only_words_of_our_own_are_told():
    gaps = [Skipped("https://a.example/", error).gap for error in ALL]
    shared = redacted(audit([], gaps)).gaps
    assert {gap.detail for gap in shared} == {
        "", "decoding", "needs a browser", "needs the part heif", "not saved", "online only",
        "permission ended",
    }  # fmt: skip
    assert {gap_detail_words(gap) for gap in shared} >= {"needs a browser", "leave has ended"}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_the_part_that_a_file_needs_is_told(part):
    [gap] = redacted(audit([], [Gap("file:///x", GapReason.PART_MISSING, {"part": part})])).gaps
    assert f"exposure-app[{part}]" in gap_group(gap_key(gap), 1).remedy


def test_a_part_that_nobody_knows_is_not_told_and_claimed_to_be_nothing_else():
    gaps = [Gap("file:///x", GapReason.PART_MISSING, {"part": "secret"})]
    [gap] = redacted(audit([], gaps)).gaps
    assert gap_group(gap_key(gap), 1).what == "1 thing was not looked at."
    assert (gap.why, gap.detail) == ("unreadable", "")


def test_the_parts_that_may_be_told_are_those_there_are():
    assert {part.value for part in (*OptionalPart, *Medium)} == PARTS
