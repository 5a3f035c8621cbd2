import json
from datetime import datetime, timedelta, timezone

from exposure_app.contract.audit import audit_document, findings_document
from exposure_app.contract.document import moment
from exposure_app.contract.findings import finding_document
from exposure_app.domain.findings import Band, Verdict
from tests.report.samples import NOW, audit, finding, place


def test_the_keys_are_those_of_the_contract_in_its_order():
    document = audit_document(audit())
    assert list(document)[:5] == [
        "findings",
        "coverage",
        "not_looked_at",
        "expected_false_alarms",
        "seconds",
    ]
    assert list(document["findings"][0])[:9] == [
        "id",
        "subject",
        "band",
        "score",
        "state",
        "image_sha256",
        "picture_size",
        "box",
        "places",
    ]
    assert list(document["findings"][0]["places"][0])[:5] == [
        "page_url",
        "image_url",
        "first_seen",
        "last_seen",
        "gone_at",
    ]
    assert list(document["coverage"]) == [
        "pages_fetched",
        "images_referenced",
        "images_fetched",
        "images_decoded",
        "images_unchanged",
        "faces_found",
        "faces_too_small",
    ]
    assert list(document["not_looked_at"][0]) == ["url", "why", "detail"]


def test_a_finding_is_told_in_machine_words_and_numbers():
    told = finding_document(
        finding("f1", verdict=Verdict.ME, score=0.712345, places=[place(gone=NOW)])
    )
    assert told == {
        "id": "f1",
        "subject": "me",
        "band": "looks_like_you",
        "score": 0.7123,
        "state": "confirmed",
        "image_sha256": "f1-sha",
        "picture_size": [800, 600],
        "box": [10.0, 20.0, 110.0, 140.6],
        "places": [
            {
                "page_url": "https://club.example/team",
                "image_url": "https://club.example/team.jpg",
                "first_seen": "2026-03-01T09:30:00+00:00",
                "last_seen": "2026-03-02T14:05:12+00:00",
                "gone_at": "2026-03-02T14:05:12+00:00",
                "gone_because": "HTTP 410",
                "context": {},
            }
        ],
        "verdict": "me",
        "notes": [],
        "taken": None,
        "severity": {"level": "low", "reasons": ["gone"]},
    }


def test_the_rest_of_an_audit_is_told_beside_its_findings():
    document = audit_document(audit())
    assert document["coverage"]["faces_too_small"] == 6
    assert document["not_looked_at"][0] == {
        "url": "https://club.example/members",
        "why": "login",
        "detail": "HTTP 401",
    }
    assert document["expected_false_alarms"] == 0.02
    assert document["expected_false_alarms_by_band"] == {
        "possibly": 0.2,
        "looks_like_you": 0.02,
        "very_likely": 0.002,
    }
    assert document["seconds"] == 12.3
    assert document["is_complete"] is True
    assert json.loads(json.dumps(document)) == document


def test_a_stopped_audit_says_so():
    assert audit_document(audit(is_complete=False))["is_complete"] is False


def test_expected_false_alarms_do_not_pretend_to_more_digits_than_were_measured():
    document = audit_document(audit(expected_false_alarms={Band.LOOKS_LIKE_YOU: 11.600000001}))
    assert document["expected_false_alarms"] == 11.6


def test_a_selection_of_findings_has_the_same_keys_as_an_audit():
    chosen = findings_document([finding("f2")], audit())
    assert list(chosen) == list(audit_document(audit()))
    assert [told["id"] for told in chosen["findings"]] == ["f2"]
    assert chosen["coverage"] == audit_document(audit())["coverage"]


def test_before_any_audit_every_count_is_zero():
    document = findings_document([], None)
    assert list(document) == list(audit_document(audit()))
    assert document["findings"] == document["not_looked_at"] == []
    assert set(document["coverage"].values()) == {0}
    assert document["started_at"] is None
    assert document["is_complete"] is False


def test_times_carry_their_offset_from_utc():
    there = timezone(timedelta(hours=5, minutes=30))
    assert moment(datetime(2026, 3, 1, 9, 5, 7, 999, tzinfo=there)) == "2026-03-01T09:05:07+05:30"


def test_a_time_without_an_offset_is_taken_as_utc():
    assert moment(datetime(2026, 3, 1, 9, 5)) == "2026-03-01T09:05:00+00:00"  # noqa: DTZ001
