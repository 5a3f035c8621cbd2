"""Subjects, templates, sources, pictures, audits and the ledger: kept, read, removed."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from exposure_app.domain.coverage import Coverage, Gap
from exposure_app.domain.errors import NoSuchSubject, SourceExists
from exposure_app.domain.faces import SubjectId, TemplateId
from exposure_app.domain.findings import Band
from exposure_app.domain.gap_reasons import GapReason
from exposure_app.domain.sources import SourceId
from exposure_app.vault.records.audits import GAPS_KEPT
from tests.vault.filled import (
    BLOG,
    CLUB,
    MARKER,
    ME,
    NOON,
    OTHER_PICTURE,
    PICTURE,
    SISTER,
    fill,
    later,
    page,
    record,
    request,
    source,
    subject,
    template,
)

COVERAGE = Coverage(1, 2, 3, 4, 5, 6, 7)


def test_a_subject_comes_back_with_its_templates_counted(vault):
    vault.subjects.add(subject())
    vault.templates.add(template("t1", seed=1))
    vault.templates.add(template("t2", seed=2))
    assert vault.subjects.all() == [replace(subject(), templates=2)]
    assert vault.subjects.named(subject().name) == replace(subject(), templates=2)
    assert vault.subjects.named("nobody") is None


def test_subjects_are_listed_oldest_first(vault):
    vault.subjects.add(replace(subject(ME, "younger"), consented_at=later(5)))
    vault.subjects.add(subject(SISTER, "older"))
    assert [one.name for one in vault.subjects.all()] == ["older", "younger"]


def test_two_subjects_do_not_share_a_name(vault):
    vault.subjects.add(subject(ME, "Ann"))
    with pytest.raises(ValueError, match="taken"):
        vault.subjects.add(subject(SISTER, "Ann"))
    assert [one.id for one in vault.subjects.all()] == [ME]


def test_a_template_comes_back_bit_for_bit(filled):
    (kept,) = filled.templates.of(ME)
    wanted = template()
    assert replace(kept, embedding=wanted.embedding) == wanted
    assert kept.embedding.vector.tobytes() == wanted.embedding.vector.tobytes()
    assert kept.embedding.vector.dtype == np.float32
    assert (kept.embedding.model, kept.embedding.norm) == (wanted.embedding.model, 12.5)
    assert filled.templates.picture(wanted.id) == wanted.picture_jpeg


def test_templates_of_nobody_in_particular_are_everybodys_oldest_first(filled):
    filled.templates.add(template("t0", ME, seed=0))
    assert [one.id for one in filled.templates.of(None)] == ["t0", "t1", "t2"]
    assert [one.id for one in filled.templates.of(SISTER)] == ["t2"]


def test_a_removed_template_is_gone_and_the_findings_stay(filled):
    filled.templates.remove(TemplateId("t1"))
    assert filled.templates.of(ME) == []
    assert filled.templates.picture(TemplateId("t1")) == b""
    assert len(filled.findings.all()) == 2


def test_a_template_of_nobody_is_refused(vault):
    with pytest.raises(NoSuchSubject):
        vault.templates.add(template())


def test_a_source_comes_back_as_it_was(vault):
    vault.sources.add(source())
    assert vault.sources.all() == [source()]
    assert vault.sources.get(BLOG) == source()
    assert vault.sources.get(SourceId("nowhere")) is None


def test_a_place_is_a_source_only_once(vault):
    vault.sources.add(source())
    with pytest.raises(SourceExists):
        vault.sources.add(source(SourceId("again"), locator=source().locator))
    assert vault.sources.all() == [source()]


def test_a_picture_is_known_only_for_the_way_it_was_looked_at(vault):
    vault.pictures.put(PICTURE, "model and references", (640, 480), 3, 1)
    assert vault.pictures.known(PICTURE, "model and references") == ((640, 480), 3, 1)
    assert vault.pictures.known(PICTURE, "other references") is None
    assert vault.pictures.known(OTHER_PICTURE, "model and references") is None


def test_a_newer_look_replaces_the_older(vault):
    vault.pictures.put(PICTURE, "before", (640, 480), 3, 1)
    vault.pictures.put(PICTURE, "after", (640, 480), 2, 0)
    assert vault.pictures.known(PICTURE, "before") is None
    assert vault.pictures.known(PICTURE, "after") == ((640, 480), 2, 0)


def test_where_pictures_are_in_a_file_is_known_for_one_way_of_reading(vault):
    vault.looked_into.put(PICTURE, "1", ["t=0", "t=12.5"])
    vault.looked_into.put(OTHER_PICTURE, "1", [])
    assert vault.looked_into.of(PICTURE, "1") == ("t=0", "t=12.5")
    assert vault.looked_into.of(OTHER_PICTURE, "1") == ()
    assert vault.looked_into.of(PICTURE, "2") is None
    vault.looked_into.put(PICTURE, "2", ["t=1"])
    assert vault.looked_into.of(PICTURE, "2") == ("t=1",)
    assert vault.looked_into.of("0" * 64, "1") is None


def test_before_any_audit_there_is_none(vault):
    assert vault.audits.last() is None


def test_an_audit_that_was_killed_counts_as_stopped(vault):
    vault.audits.begin(NOON)
    last = vault.audits.last()
    assert last.started_at == NOON
    assert not last.is_complete
    assert last.coverage == Coverage()


def test_an_audit_comes_back_with_coverage_gaps_and_false_alarms(filled):
    audit = filled.audits.begin(NOON)
    filled.audits.add_gap(audit, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
    filled.audits.add_gap(audit, Gap("https://b.example/", GapReason.BLOCKED, {"status": 500}), "")
    expected = {Band.POSSIBLY: 0.5, Band.VERY_LIKELY: 0.001}
    for seconds in (1.0, 2.5):
        filled.audits.save(
            audit,
            coverage=COVERAGE,
            seconds=seconds,
            is_complete=seconds > 2,
            expected_false_alarms=expected,
            bystanders={31: 4, 7: 2},
            usual_false_alarms={Band.POSSIBLY: 0.2},
        )
    last = filled.audits.last()
    assert last.coverage == COVERAGE
    assert last.seconds == 2.5
    assert last.is_complete
    assert last.gaps == (
        Gap("https://a.example/", GapReason.ROBOTS),
        Gap("https://b.example/", GapReason.BLOCKED, {"status": 500}),
    )
    assert last.expected_false_alarms == expected
    assert last.bystanders == {7: 2, 31: 4}
    assert last.usual_false_alarms == {Band.POSSIBLY: 0.2}
    assert last.times_raised == {
        Band.POSSIBLY: 2.5, Band.LOOKS_LIKE_YOU: 1.0, Band.VERY_LIKELY: 1.0,
    }  # fmt: skip


def test_the_last_audit_is_the_newest(filled):
    first, second = filled.audits.begin(NOON), filled.audits.begin(later(1))
    filled.audits.add_gap(first, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
    assert filled.audits.last().started_at == later(1)
    assert filled.audits.last().gaps == ()
    assert first != second


def test_gaps_of_long_past_audits_are_let_go(filled):
    rows = []
    for number in range(GAPS_KEPT + 3):
        audit = filled.audits.begin(later(number))
        filled.audits.add_gap(audit, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
        with filled._database.reading() as connection:
            rows.append(connection.execute("SELECT count(*) FROM gaps").fetchone()[0])
    assert rows == [*range(1, GAPS_KEPT + 1), *([GAPS_KEPT] * 3)]


def test_a_gap_in_a_source_removed_meanwhile_is_dropped(filled):
    audit = filled.audits.begin(NOON)
    filled.sources.remove(BLOG)
    filled.audits.add_gap(audit, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
    filled.audits.add_gap(audit, Gap("https://b.example/", GapReason.ROBOTS), CLUB)
    assert [gap.url for gap in filled.audits.last().gaps] == ["https://b.example/"]


def test_the_ledger_keeps_every_record_in_order(vault):
    refused = replace(request(0), status=None, refused="robots", address="")
    vault.ledger.add_many([request(2), request(1)])
    vault.ledger.add_many([])
    vault.ledger.add_many([refused])
    assert vault.ledger.all() == [request(2), request(1), refused]


def test_the_ledger_stays_when_a_source_goes(filled):
    filled.sources.remove(BLOG)
    assert filled.ledger.all() == [request(1)]


def test_moments_come_back_in_utc_to_the_microsecond(vault):
    there = timezone(timedelta(hours=5, minutes=30))
    at = datetime(2026, 3, 1, 17, 30, 0, 123456, tzinfo=there)
    vault.subjects.add(replace(subject(), consented_at=at))
    kept = vault.subjects.all()[0].consented_at
    assert kept == at
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_time_zone_is_a_mistake(vault):
    with pytest.raises(ValueError, match="time zone"):
        vault.audits.begin(datetime(2026, 3, 1))  # noqa: DTZ001
    assert vault.audits.last() is None


@pytest.mark.parametrize(
    "name", ["", "O'Brien; DROP TABLE subjects --", "名前", "a\x00b", "🙂" * 500]
)
def test_a_name_is_text_and_nothing_else(vault, name):
    vault.subjects.add(subject(ME, name))
    assert vault.subjects.named(name) == subject(ME, name)
    assert [one.name for one in vault.subjects.all()] == [name]


def test_removing_a_subject_takes_everything_of_theirs_and_nothing_of_others(filled):
    filled.subjects.remove(SISTER)
    assert [one.id for one in filled.subjects.all()] == [ME]
    assert [one.subject for one in filled.templates.of(None)] == [ME]
    assert [one.subject for one in filled.findings.all()] == [subject().name]
    for table in ("templates", "findings", "crops", "places", "verdicts"):
        assert _rows_of(filled, table) <= 1


def _rows_of(vault, table):
    with vault._database.reading() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_removing_a_subject_that_is_not_there_is_fine(filled):
    filled.subjects.remove(SubjectId("nobody"))
    assert len(filled.subjects.all()) == 2


def test_removing_a_source_takes_what_was_found_only_there(filled):
    record(filled, sha256=OTHER_PICTURE)
    record(filled, sha256=OTHER_PICTURE, where=CLUB, page_name="club")
    filled.pictures.put(PICTURE, "fingerprint", (640, 480), 2, 0)
    filled.looked_into.put(PICTURE, "1", ["t=0"])
    audit = filled.audits.begin(NOON)
    filled.audits.add_gap(audit, Gap("https://a.example/", GapReason.ROBOTS), BLOG)
    filled.sources.remove(BLOG)
    (left,) = filled.findings.all()
    assert left.image_sha256 == OTHER_PICTURE
    assert [place.page_url for place in left.locations] == [page("club")]
    assert filled.pictures.known(PICTURE, "fingerprint") is None
    assert filled.looked_into.of(PICTURE, "1") is None
    assert filled.audits.last().gaps == ()
    assert filled.sources.all() == [source(CLUB)]
    assert _rows_of(filled, "crops") == 1


def test_everything_written_is_in_place_after_opening_again(open_vault):
    fill(open_vault())
    again = open_vault()
    again.check_integrity()
    assert len(again.subjects.all()) == len(again.templates.of(None)) == 2
    assert again.ledger.all() == [request(1)]


def test_a_picture_is_told_from_those_never_seen_without_asking_again(vault):
    vault.pictures.put(PICTURE, "model and references", (640, 480), 3, 1)
    vault.pictures.put(OTHER_PICTURE, "other references", (640, 480), 3, 1)
    assert vault.pictures.looked_at("model and references") == {int(PICTURE[:16], 16)}


def test_a_clock_that_was_set_back_loses_nothing_and_mixes_up_nothing(vault):
    """Times are what the clock said; order and the newest are counted, not read off a clock."""
    fill(vault)
    first = vault.audits.begin(later(60))
    second = vault.audits.begin(NOON)
    assert second > first
    assert vault.audits.last().started_at == NOON
    record(vault, at=later(-10_000))
    (place,) = next(one for one in vault.findings.all() if one.subject == MARKER).locations
    assert place.first_seen <= place.last_seen
    vault.ledger.add_many([request(9), request(0)])
    assert [one.at for one in vault.ledger.all()][-2:] == [later(9), later(0)]
