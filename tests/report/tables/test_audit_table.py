import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.domain.coverage import Gap
from exposure_app.domain.findings import Verdict
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.report.tables.audit_table import COLUMNS, audit_table
from tests.report.hostile import ADDRESSES, TEXTS
from tests.report.samples import audit, finding, place


def rows_of(summary):
    text = audit_table(summary)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_every_place_of_every_finding_has_a_row():
    found = [finding("f1", places=[place("https://a.test/"), place("https://b.test/")]), finding()]
    rows = rows_of(audit(found, []))
    assert [(row["finding"], row["page_url"]) for row in rows] == [
        ("f1", "https://a.test/"),
        ("f1", "https://b.test/"),
        ("f1", "https://club.example/team"),
    ]


def test_a_finding_without_a_place_is_not_lost():
    [row] = rows_of(audit([finding("f9", places=[])], []))
    assert (row["finding"], row["page_url"]) == ("f9", "")


def test_gaps_stand_in_the_same_table():
    rows = rows_of(audit([], [Gap("https://a.test/x", GapReason.BLOCKED, {"status": 403})]))
    assert [(r["row"], r["page_url"], r["why"], r["detail"]) for r in rows] == [
        ("not_looked_at", "https://a.test/x", "blocked", "HTTP 403")
    ]


def test_a_row_tells_what_is_known_of_its_finding():
    [row] = rows_of(audit([finding("f1", verdict=Verdict.ME, score=0.5)], []))
    assert (row["row"], row["subject"], row["band"]) == ("found", "me", "looks_like_you")
    assert (row["state"], row["verdict"], row["score"]) == ("confirmed", "me", "0.5000")
    assert row["last_seen"] == "2026-03-02T14:05:12+00:00"
    assert row["gone_at"] == ""


def test_an_empty_audit_is_a_table_with_a_head():
    assert audit_table(audit([], [])) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "  =", "\uff1d", "\uff0b"]
)
def test_no_cell_can_be_run_as_a_formula(start):
    bad = f"{start}cmd|' /C calc'!A0"
    summary = audit(
        [finding(bad, subject=bad, image_sha256=bad, places=[place(bad, bad)])],
        [Gap(bad, GapReason.ROBOTS, {"signal": bad})],
    )
    for row in rows_of(summary):
        for column in ("finding", "subject", "page_url", "image_url", "detail"):
            assert row[column] == "" or row[column].startswith("'")


@given(st.text(), st.text())
def test_no_text_from_outside_breaks_the_table(page, detail):
    gap = Gap(page, GapReason.ROBOTS, {"signal": detail})
    rows = rows_of(audit([finding(places=[place(page)])], [gap]))
    assert len(rows) == 2
    for row in rows:
        assert None not in row
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ADDRESSES + TEXTS)
def test_what_strangers_write_can_be_written_down(text):
    audit_table(audit([finding(subject=text, places=[place(text, text)])], [])).encode()
