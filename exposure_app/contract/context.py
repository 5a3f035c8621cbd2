"""What stands beside a found picture, what its file says of itself, and how exposing that is."""

from exposure_app.contract.document import Document
from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.findings import Finding
from exposure_app.domain.severity import exposure_of


def context_document(context: Context) -> Document:
    """`context` of a place: a key for each thing that it says about the picture."""
    said: Document = {
        "page_title": context.page_title,
        "alt": context.alt,
        "caption": context.caption,
        "nearby": context.nearby,
        "author": context.author,
        "album": context.album,
        "people": list(context.people),
        "date": context.date.isoformat(timespec="seconds") if context.date else "",
        "where": _where(context.where),
        "where_name": context.where_name,
        "other_sizes": list(context.other_sizes),
    }
    return {key: value for key, value in said.items() if value}


def taken_document(taken: Taken) -> Document | None:
    """`taken` of a finding: when, by the camera's clock, and where; None if unsaid."""
    if not taken:
        return None
    at = taken.at.isoformat(timespec="seconds") if taken.at else None
    return {"at": at, "where": _where(taken.where)}


def severity_document(finding: Finding) -> Document:
    """`severity` of a finding: how exposing it is, and why, in machine words."""
    exposure = exposure_of(finding)
    return {
        "level": exposure.severity.value,
        "reasons": [reason.value for reason in exposure.reasons],
    }


def _where(where: Coordinates | None) -> list[float] | None:
    return [round(where.latitude, 6), round(where.longitude, 6)] if where else None
