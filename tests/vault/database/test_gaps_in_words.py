"""Gaps that the first three schemas kept as texts are read as reasons and facts, once."""

import os

import pytest

from exposure_app.domain.gap_reasons import GapReason
from exposure_app.vault.database.connection import Database
from exposure_app.vault.database.schema import STEPS, migrate
from exposure_app.vault.records.audits import Audits

BEFORE = STEPS[:3]
KEPT = [
    ("out_of_scope", "", GapReason.OUT_OF_SCOPE, {}),
    ("out_of_scope", "permission ended", GapReason.PERMISSION_ENDED, {}),
    ("robots", "", GapReason.ROBOTS, {}),
    ("robots", "noimageai", GapReason.ROBOTS, {"signal": "noimageai"}),
    ("robots", "crawl-delay 120", GapReason.ROBOTS, {"pause_s": 120.0}),
    ("robots", "crawl-delay 90.5", GapReason.ROBOTS, {"pause_s": 90.5}),
    ("robots", "crawl-delay 1e+06", GapReason.ROBOTS, {"pause_s": 1e6}),
    ("robots", "robots.txt: HTTP 503", GapReason.ROBOTS, {"status": 503}),
    ("robots", "robots.txt: too large", GapReason.ROBOTS, {"unsaid": "too large"}),
    ("robots", "robots.txt: redirect", GapReason.ROBOTS, {"unsaid": "redirect"}),
    ("blocked", "HTTP 403", GapReason.BLOCKED, {"status": 403}),
    ("login", "HTTP 401", GapReason.LOGIN, {"status": 401}),
    ("rate_limited", "", GapReason.RATE_LIMITED, {}),
    ("not_found", "HTTP 404", GapReason.NOT_FOUND, {"status": 404}),
    ("not_found", "not saved", GapReason.NOT_SAVED, {}),
    ("unreachable", "", GapReason.UNREACHABLE, {}),
    ("timed_out", "", GapReason.TIMED_OUT, {}),
    ("timed_out", "decoding", GapReason.TOOK_TOO_LONG, {}),
    ("too_large", "over 26214400 bytes", GapReason.TOO_LARGE, {"limit_bytes": 26_214_400}),
    ("not_an_image", "", GapReason.NOT_AN_IMAGE, {}),
    *[
        ("unreadable", obstacle, GapReason.UNREADABLE, {"obstacle": obstacle})
        for obstacle in (
            "empty", "damaged", "binary", "denied", "locked", "refused", "ended", "memory",
        )
    ],
    ("unreadable", "needs a browser", GapReason.NEEDS_BROWSER, {}),
    ("unreadable", "needs the part heif", GapReason.PART_MISSING, {"part": "heif"}),
    (
        "unreadable",
        "1200x8: too small to show a face",
        GapReason.TOO_SMALL,
        {"width": 1200, "height": 8},
    ),
    ("too_many_pixels", "60000x2", GapReason.TOO_MANY_PIXELS, {"width": 60_000, "height": 2}),
    ("refused_address", "", GapReason.REFUSED_ADDRESS, {}),
    *[
        ("budget", limit, GapReason.BUDGET, {"limit": limit})
        for limit in ("pages", "images", "bytes", "host bytes", "minutes", "depth")
    ],
    ("air_gap", "", GapReason.AIR_GAP, {}),
]  # fmt: skip
"""(`why` and `detail` as 0.1.0 to 0.3.0 kept them, what they mean)."""


@pytest.fixture
def database(tmp_path):
    """A database of the third schema, with one audit."""
    path = tmp_path / "vault.db"
    path.touch()
    made = Database(path, os.urandom(32))
    migrate(made, BEFORE)
    with made.transaction() as connection:
        connection.execute("INSERT INTO audits (id, started_at) VALUES (1, '2026-03-02T12:00:00')")
    yield made
    made.close()


def gaps_after(database, kept):
    """What an audit tells of these gaps, once all steps are taken."""
    with database.transaction() as connection:
        connection.executemany(
            "INSERT INTO gaps (audit_id, url, why, detail) VALUES (1, ?, ?, ?)",
            [(f"https://a.example/{n}", why, detail) for n, (why, detail) in enumerate(kept)],
        )
    migrate(database)
    return Audits(database).last().gaps


def test_each_is_read_as_its_reason_and_facts_and_told_to_scripts_as_before(database):
    gaps = gaps_after(database, [(why, detail) for why, detail, *_ in KEPT])
    assert [gap.url for gap in gaps] == [f"https://a.example/{n}" for n in range(len(KEPT))]
    assert [(gap.reason, gap.facts) for gap in gaps] == [(one[2], one[3]) for one in KEPT]
    assert [(gap.why, gap.detail) for gap in gaps] == [one[:2] for one in KEPT]


def test_every_reason_that_could_be_kept_is_tried():
    later = {GapReason.OTHER, GapReason.ONLINE_ONLY}
    assert {reason for _, _, reason, _ in KEPT} == set(GapReason) - later


@pytest.mark.parametrize(
    ("why", "detail", "reason"),
    [
        ("blocked", "HTTP teapot", GapReason.BLOCKED),
        ("too_large", "over\nmany bytes", GapReason.TOO_LARGE),
        ("robots", "crawl-delay soon", GapReason.ROBOTS),
        ("unreadable", "x: too small to show a face", GapReason.UNREADABLE),
        ("never_heard_of", "HTTP 403", GapReason.OTHER),
        ("", "", GapReason.OTHER),
    ],
)
def test_what_cannot_be_read_is_still_a_gap(database, why, detail, reason):
    (gap,) = gaps_after(database, [(why, detail)])
    assert gap.reason is reason


def test_the_texts_are_gone_afterwards(database):
    gaps_after(database, [("robots", "")])
    with database.reading() as connection:
        columns = {row["name"] for row in connection.execute("PRAGMA table_info(gaps)").fetchall()}
    assert columns == {"id", "audit_id", "source_id", "url", "reason", "facts"}
