"""How what stands beside a picture, and what its file says of itself, are kept."""

import json
from datetime import datetime
from typing import Any

from exposure_app.domain.context import (
    NO_CONTEXT,
    Context,
    Coordinates,
    Taken,
    coordinates,
    plausible,
)
from exposure_app.vault.database.connection import StoredRow

_WORDS = ("page_title", "alt", "caption", "nearby", "author", "album", "where_name")
_LISTS = ("people", "other_sizes")


def context_text(context: Context) -> str:
    """The context as JSON; "" if it says nothing."""
    if not context:
        return ""
    kept: dict[str, Any] = {name: getattr(context, name) for name in (*_WORDS, *_LISTS)}
    if context.date is not None:
        kept["date"] = context.date.isoformat()
    if context.where is not None:
        kept["where"] = [context.where.latitude, context.where.longitude]
    return json.dumps({name: value for name, value in kept.items() if value}, ensure_ascii=False)


def context_of(text: str) -> Context:
    """The context that `context_text` wrote. No input raises.

    It is for showing alone: what is damaged in it says nothing, and does not cost the finding.
    """
    if not text:
        return NO_CONTEXT
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return NO_CONTEXT
    if not isinstance(kept, dict):
        return NO_CONTEXT
    said: dict[str, Any] = {name: _word(kept.get(name)) for name in _WORDS}
    said |= {name: _words(kept.get(name)) for name in _LISTS}
    return Context(**said, date=_moment(kept.get("date")), where=_place(kept.get("where")))


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return plausible(moment) if moment else None


def _place(value: object) -> Coordinates | None:
    return coordinates(*value) if isinstance(value, list) and len(value) == 2 else None


def taken_columns(taken: Taken) -> dict[str, str | float | None]:
    """The camera's clock as ISO 8601, and latitude and longitude in degrees."""
    at, where = taken.at, taken.where
    return {
        "taken_at": at.isoformat() if at else None,
        "taken_latitude": where.latitude if where else None,
        "taken_longitude": where.longitude if where else None,
    }


def taken_of(row: StoredRow) -> Taken:
    """What `taken_columns` wrote."""
    at, latitude, longitude = row["taken_at"], row["taken_latitude"], row["taken_longitude"]
    where = None
    if latitude is not None and longitude is not None:
        where = Coordinates(latitude, longitude)
    return Taken(datetime.fromisoformat(at) if at else None, where)
