"""An audit as one document: the end of `audit`, `findings`, `demo`, and a report as JSON."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from exposure_app.contract.document import Document, moment
from exposure_app.contract.findings import finding_document
from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.domain.findings import Band, Finding


def audit_document(summary: AuditSummary) -> Document:
    """`audit`: what was found, what was looked at, what was not, and how sure it is."""
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


def demo_document(
    report: Path,
    summary: AuditSummary,
    *,
    found: Sequence[str],
    missed: Sequence[str],
    accused: Sequence[str],
) -> Document:
    """`demo`: where the report is, what became of the planted pictures, and the audit.

    Args:
        found, missed: of the pictures that were planted.
        accused: pictures of other people that were taken for the person.
    """
    return {
        "report": str(report.absolute()),
        "planted": len(found) + len(missed),
        "found": list(found),
        "missed": list(missed),
        "accused": list(accused),
        **audit_document(summary),
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
