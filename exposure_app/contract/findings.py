"""A finding with its places, and findings whose band has become another."""

from collections.abc import Sequence

from exposure_app.contract.context import context_document, severity_document, taken_document
from exposure_app.contract.document import Document, moment
from exposure_app.domain.findings import BandChange, Finding, Location


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


def changes_document(changes: Sequence[BandChange]) -> list[Document]:
    """`changed`: what moved among the findings nobody has decided yet."""
    return [
        {
            "id": change.finding.id,
            "subject": change.finding.subject,
            "before": change.before.value if change.before else None,
            "after": change.after.value if change.after else None,
        }
        for change in changes
    ]


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
