"""An audit as a table: one row for each place of each finding, then one for each gap."""

from collections.abc import Iterator

from exposure_app.contract.document import moment
from exposure_app.domain.coverage import AuditSummary, Gap
from exposure_app.domain.findings import Finding, Location
from exposure_app.domain.severity import exposure_of
from exposure_app.report.tables.context_columns import CONTEXT_COLUMNS, context_cells
from exposure_app.report.tables.csv_text import cell, table_text
from exposure_app.wording import where_words

COLUMNS = (
    "row",
    "finding",
    "subject",
    "band",
    "state",
    "verdict",
    "score",
    "page_url",
    "image_url",
    "first_seen",
    "last_seen",
    "gone_at",
    "gone_because",
    "image_sha256",
    "why",
    "detail",
    "severity",
    "reasons",
    *CONTEXT_COLUMNS,
    "taken_at",
    "taken_where",
)
"""`row` is "found" or "not_looked_at": a gap is listed beside what was found, in one table."""


def audit_table(summary: AuditSummary) -> str:
    """The whole table as CSV."""
    return table_text(COLUMNS, _rows(summary))


def _rows(summary: AuditSummary) -> Iterator[dict[str, str]]:
    for finding in summary.findings:
        for place in finding.locations or (None,):
            yield _found(finding, place) | ({} if summary.is_redacted else _exposure(finding))
    for gap in summary.gaps:
        yield _not_looked_at(gap)


def _found(finding: Finding, place: Location | None) -> dict[str, str]:
    row = {
        "row": "found",
        "finding": cell(finding.id),
        "subject": cell(finding.subject),
        "band": finding.band.value,
        "state": finding.state.value,
        "verdict": finding.verdict.value if finding.verdict else "",
        "score": f"{finding.score:.4f}",
        "image_sha256": cell(finding.image_sha256),
    }
    if place:
        row |= {
            "page_url": cell(place.page_url),
            "image_url": cell(place.image_url),
            "first_seen": moment(place.first_seen),
            "last_seen": moment(place.last_seen),
            "gone_at": moment(place.gone_at) if place.gone_at else "",
            "gone_because": cell(place.gone_because) if place.gone_at else "",
        } | {name: cell(said) for name, said in context_cells(place.context).items()}
    return row


def _exposure(finding: Finding) -> dict[str, str]:
    """How exposing it is and why, and what its file says of itself."""
    exposure = exposure_of(finding)
    at, where = finding.taken.at, finding.taken.where
    return {
        "severity": exposure.severity.value,
        "reasons": " ".join(reason.value for reason in exposure.reasons),
        "taken_at": at.isoformat(timespec="seconds") if at else "",
        "taken_where": cell(where_words(where)) if where else "",
    }


def _not_looked_at(gap: Gap) -> dict[str, str]:
    return {
        "row": "not_looked_at",
        "page_url": cell(gap.url),
        "why": cell(gap.why),
        "detail": cell(gap.detail),
    }
