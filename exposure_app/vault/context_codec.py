"""How what stands beside a picture, and what its file says of itself, are kept."""

import json
from datetime import datetime
from typing import Any

from exposure_app.domain.context import NO_CONTEXT, Context, Coordinates, Taken

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
    """The context that `context_text` wrote."""
    if not text:
        return NO_CONTEXT
    kept: dict[str, Any] = json.loads(text)
    said: dict[str, Any] = {name: kept.get(name, "") for name in _WORDS}
    said |= {name: tuple(kept.get(name, ())) for name in _LISTS}
    return Context(
        **said,
        date=datetime.fromisoformat(kept["date"]) if "date" in kept else None,
        where=Coordinates(*kept["where"]) if "where" in kept else None,
    )


def taken_columns(taken: Taken) -> tuple[str | None, float | None, float | None]:
    """The camera's clock as ISO 8601, and latitude and longitude in degrees."""
    at, where = taken.at, taken.where
    return (
        at.isoformat() if at else None,
        where.latitude if where else None,
        where.longitude if where else None,
    )


def taken_of(at: str | None, latitude: float | None, longitude: float | None) -> Taken:
    """What `taken_columns` wrote."""
    where = None
    if latitude is not None and longitude is not None:
        where = Coordinates(latitude, longitude)
    return Taken(datetime.fromisoformat(at) if at else None, where)
