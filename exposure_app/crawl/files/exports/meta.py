"""Facebook and Instagram, "Download your information" as JSON.

Not documented by Meta; told by what the exports of 2018 to 2025 have in common: whatever else
moves, a picture is an object with its path under "uri", within its post, message or album.
"""

from collections.abc import Iterator
from typing import Any

from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.files.exports.objects import objects
from exposure_app.crawl.html.image_attributes import is_image_name
from exposure_app.crawl.untrusted.json_values import mappings, text
from exposure_app.domain.context import (
    MAX_CAPTION,
    MAX_PEOPLE,
    Context,
    Coordinates,
    coordinates,
    label,
    moment_of_seconds,
)

_CAPTION_LABELS = ("Caption", "Title")  # of newer exports, which label every value


def read(document: Any, index: ExportIndex) -> Iterator[Said]:
    """What posts, messages and albums say of the pictures in them."""
    for one, context in objects(document, _own):
        uri = repaired(text(one, "uri"))
        if uri and "://" not in uri:
            path = index.find(uri)
            if path is not None or is_image_name(uri):
                yield Said(path, context, "" if path else uri)


def repaired(written: str) -> str:
    """The text, if its UTF-8 was written as if each byte were a character; else as it is.

    Meta's exports do that to all that is not ASCII: an "é" is there as two characters.
    """
    if written.isascii():
        return written
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return written


def _own(one: dict[str, Any]) -> Context:
    is_picture = "uri" in one
    caption = _text(one, "description") or _text(one, "title") if is_picture else _post(one)
    place = _place(one)
    return Context(
        caption=label(caption, MAX_CAPTION),
        author=label(_text(one, "sender_name")),
        album=label(_text(one, "name")) if isinstance(one.get("photos"), list) else "",
        people=_people(one),
        date=_date(one),
        where=_where(one) or _coordinates(place.get("coordinate")),
        where_name=label(_text(place, "name")),
    )


def _text(one: dict[str, Any], name: str) -> str:
    return repaired(text(one, name))


def _post(one: dict[str, Any]) -> str:
    """The words of a post or message, wherever it has them."""
    for data in mappings(one.get("data")):
        if said := _text(data, "post"):
            return said
    labelled = one.get("string_map_data")
    values = labelled if isinstance(labelled, dict) else {}
    values |= {text(value, "label"): value for value in mappings(one.get("label_values"))}
    for name in _CAPTION_LABELS:
        value = values.get(name)
        if isinstance(value, dict) and (said := _text(value, "value")):
            return said
    if isinstance(one.get("media"), list):  # a post of Instagram
        return _text(one, "title")
    return _text(one, "content")  # a message


def _place(one: dict[str, Any]) -> dict[str, Any]:
    """Where a post was, as it stands beside its pictures."""
    for attachment in (one, *mappings(one.get("attachments"))):
        for data in (attachment, *mappings(attachment.get("data"))):
            place = data.get("place")
            if isinstance(place, dict):
                return place
    return {}


def _people(one: dict[str, Any]) -> tuple[str, ...]:
    tags = one.get("tags")
    names = [
        tag if isinstance(tag, str) else text(tag, "name") if isinstance(tag, dict) else ""
        for tag in (tags[:MAX_PEOPLE] if isinstance(tags, list) else ())
    ]
    return tuple(label(repaired(name)) for name in names if name)


def _date(one: dict[str, Any]) -> Any:
    milliseconds = one.get("timestamp_ms")
    if isinstance(milliseconds, int) and abs(milliseconds) < 10**15:
        return moment_of_seconds(milliseconds / 1_000)
    for name in ("creation_timestamp", "timestamp"):
        if (moment := moment_of_seconds(one.get(name))) is not None:
            return moment
    return None


def _where(one: dict[str, Any]) -> Coordinates | None:
    metadata = one.get("media_metadata")
    for kind in metadata.values() if isinstance(metadata, dict) else ():
        if isinstance(kind, dict):
            for facts in (kind, *mappings(kind.get("exif_data"))):
                if (where := _coordinates(facts)) is not None:
                    return where
    return None


def _coordinates(facts: Any) -> Coordinates | None:
    if not isinstance(facts, dict):
        return None
    return coordinates(facts.get("latitude"), facts.get("longitude"))
