"""An audit as one JSON document: the shape that scripts rely on.

Keys are the command line's contract: one may be added at the end of its object, none renamed.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.domain.findings import Band, Finding, Location
from exposure_app.report.context_facts import context_document, severity_document, taken_document

Document = dict[str, Any]


def audit_document(summary: AuditSummary) -> Document:
    """An audit: what was found, what was looked at, what was not, and how sure it is."""
    return findings_document(summary.findings, summary)


def findings_document(findings: Iterable[Finding], summary: AuditSummary | None) -> Document:
    """`findings`, with the coverage and gaps of the newest audit beside them.

    Args:
        findings: those to list, such as a selection.
        summary: the newest audit; None before any, and then every count is 0.
    """
    expected = summary.expected_false_alarms if summary else {}
    return {
        "findings": [
            finding_document(finding, is_redacted=summary is not None and summary.is_redacted)
            for finding in findings
        ],
        "coverage": _coverage(summary.coverage if summary else Coverage()),
        "not_looked_at": [_gap(gap) for gap in (summary.gaps if summary else ())],
        "expected_false_alarms": _rounded(expected.get(Band.LOOKS_LIKE_YOU, 0.0)),
        "seconds": round(summary.seconds, 1) if summary else 0.0,
        "expected_false_alarms_by_band": {
            band.value: _rounded(expected.get(band, 0.0)) for band in Band
        },
        "started_at": moment(summary.started_at) if summary else None,
        "is_complete": summary.is_complete if summary else False,
    }


def finding_document(finding: Finding, *, is_redacted: bool = False) -> Document:
    """One finding, with all its places.

    Args:
        is_redacted: its addresses and names are gone, so how exposing it is cannot be told.
    """
    box = finding.box
    return {
        "id": finding.id,
        "subject": finding.subject,
        "band": finding.band.value,
        "score": round(finding.score, 4),
        "state": finding.state.value,
        "image_sha256": finding.image_sha256,
        "picture_size": list(finding.picture_size),
        "box": [round(float(edge), 1) for edge in (box.left, box.top, box.right, box.bottom)],
        "places": [_place(place) for place in finding.locations],
        "verdict": finding.verdict.value if finding.verdict else None,
        "notes": [note.value for note in finding.notes],
        "taken": taken_document(finding.taken),
        "severity": None if is_redacted else severity_document(finding),
    }


def moment(at: datetime) -> str:
    """ISO 8601 to the second, with the offset from UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def _place(place: Location) -> Document:
    return {
        "page_url": place.page_url,
        "image_url": place.image_url,
        "first_seen": moment(place.first_seen),
        "last_seen": moment(place.last_seen),
        "gone_at": moment(place.gone_at) if place.gone_at else None,
        "gone_because": place.gone_because if place.gone_at else None,
        "context": context_document(place.context),
    }


def _coverage(coverage: Coverage) -> Document:
    return {
        "pages_fetched": coverage.pages_fetched,
        "images_referenced": coverage.images_referenced,
        "images_fetched": coverage.images_fetched,
        "images_decoded": coverage.images_decoded,
        "images_unchanged": coverage.images_unchanged,
        "faces_found": coverage.faces_found,
        "faces_too_small": coverage.faces_too_small,
    }


def _gap(gap: Gap) -> Document:
    return {"url": gap.url, "why": gap.why, "detail": gap.detail}


def _rounded(expected: float) -> float:
    """To three leading digits: more would pretend to know more than was measured."""
    return float(f"{expected:.3g}")
