"""What stands beside a found picture, as scripts and tables read it."""

from typing import Any

from exposure_app.domain.context import Context, Coordinates, Taken
from exposure_app.domain.findings import Finding
from exposure_app.domain.severity import exposure_of
from exposure_app.wording import where_words

CONTEXT_COLUMNS = (
    "page_title", "alt", "caption", "nearby", "author", "album", "people", "date", "where",
    "where_name", "other_sizes",
)  # fmt: skip
"""What a place says about the picture, in a table."""


def context_cells(context: Context) -> dict[str, str]:
    """A text for each of `CONTEXT_COLUMNS` that says something; several in one are on one line."""
    cells = {}
    for key, value in context_document(context).items():
        if key == "where":
            cells[key] = where_words(context.where) if context.where else ""
        else:
            cells[key] = "; ".join(value) if isinstance(value, list) else value
    return cells


def context_document(context: Context) -> dict[str, Any]:
    """What a place says about the picture, with a key for each thing it says."""
    said: dict[str, Any] = {
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


def taken_document(taken: Taken) -> dict[str, Any] | None:
    """When, by the camera's clock, and where; None if the file says neither."""
    if not taken:
        return None
    at = taken.at.isoformat(timespec="seconds") if taken.at else None
    return {"at": at, "where": _where(taken.where)}


def severity_document(finding: Finding) -> dict[str, Any]:
    """How exposing the finding is, and why, in machine words."""
    exposure = exposure_of(finding)
    return {
        "level": exposure.severity.value,
        "reasons": [reason.value for reason in exposure.reasons],
    }


def _where(where: Coordinates | None) -> list[float] | None:
    return [round(where.latitude, 6), round(where.longitude, 6)] if where else None
