"""Any other service's JSON: an object that names a picture of the archive, and says things of it.

Services agree on no format, and nearly all of them on words such as "caption" and "created_at".
"""

from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.files.exports.objects import objects
from exposure_app.crawl.html.image_attributes import is_image_name
from exposure_app.crawl.html.tokenizer import plain_text
from exposure_app.crawl.listings.feed import moment_of
from exposure_app.crawl.untrusted.json_values import text
from exposure_app.domain.context import (
    MAX_CAPTION,
    Context,
    Coordinates,
    coordinates,
    label,
    moment_of_seconds,
)

_ALTS = ("alt", "alt_text", "altText")
_CAPTIONS = ("caption", "description", "content", "text", "message", "title")
_AUTHORS = ("author", "username", "creator")
_ALBUMS = ("album", "album_title")
_DATES = (
    "taken_at", "date_taken", "dateTaken", "created_at", "createdAt", "published", "date",
    "timestamp", "creation_timestamp", "created",
)  # fmt: skip
_NORTH, _EAST = ("latitude", "lat"), ("longitude", "lon", "lng", "long")


def read(document: Any, index: ExportIndex) -> Iterator[Said]:
    """What objects say of the pictures they name by their path."""
    for one, context in objects(document, _own):
        for value in one.values():
            if isinstance(value, str) and is_image_name(value) and len(value) < 1_000:
                path = index.find(value.partition("?")[0])
                if path is not None:
                    yield Said(path, context)


def _own(one: dict[str, Any]) -> Context:
    return Context(
        alt=label(_first(one, _ALTS)),
        caption=label(_words(_first(one, _CAPTIONS)), MAX_CAPTION),
        author=label(_first(one, _AUTHORS)),
        album=label(_first(one, _ALBUMS)),
        date=_date(one),
        where=_where(one),
    )


def _words(written: str) -> str:
    return unescape(plain_text(written[:20_000])) if "<" in written else written


def _first(one: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := text(one, name))), "")


def _date(one: dict[str, Any]) -> datetime | None:
    for name in _DATES:
        value = one.get(name)
        moment = moment_of_seconds(value)
        if moment is None and isinstance(value, str):
            moment = moment_of(value)
        if moment is not None:
            return moment
    return None


def _where(one: dict[str, Any]) -> Coordinates | None:
    for facts in (one, one.get("geo"), one.get("location"), one.get("coordinates")):
        if isinstance(facts, dict):
            north = next((facts[name] for name in _NORTH if name in facts), None)
            east = next((facts[name] for name in _EAST if name in facts), None)
            if (where := coordinates(north, east)) is not None:
                return where
    return None
