"""X, formerly Twitter: "your archive", scripts that each give a name to one JSON document.

Source: the README.txt within such an archive; a picture's file is named by its post's number and
the name the picture has on the web.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.files.exports.objects import objects
from exposure_app.crawl.listings.feed import moment_of
from exposure_app.crawl.untrusted.json_values import mappings, text
from exposure_app.domain.context import (
    MAX_CAPTION,
    MAX_PEOPLE,
    NO_CONTEXT,
    Context,
    Coordinates,
    coordinates,
    label,
)

_ASSIGNED = re.compile(rb"\s*window\.YTD\.[A-Za-z0-9_.]+\s*=\s*")


def document_in(untrusted_script: bytes) -> bytes | None:
    """The JSON that a script of the archive gives a name to; None if it is another script."""
    match = _ASSIGNED.match(untrusted_script[:1_000])
    return untrusted_script[match.end() :] if match else None


def read(document: Any, index: ExportIndex) -> Iterator[Said]:
    """What posts and messages say of their pictures."""
    for one, _ in objects(document, lambda _: NO_CONTEXT):
        number = text(one, "id_str") or text(one, "id")
        if not number.isdecimal():
            continue
        pictures = index.numbered(number)
        if pictures:
            alternatives, context = _alternatives(one), _said(one)
            for path in pictures:
                alt = alternatives.get(path.name[len(number) + 1 :], "")
                yield Said(path, Context(alt=label(alt)).filled_from(context))


def _said(one: dict[str, Any]) -> Context:
    place = one.get("place")
    return Context(
        caption=label(unescape(text(one, "full_text") or text(one, "text")), MAX_CAPTION),
        people=tuple(
            label(name)
            for mention in mappings(_inner(one, "entities", "user_mentions"))[:MAX_PEOPLE]
            if (name := text(mention, "name") or text(mention, "screen_name"))
        ),
        date=moment_of(_in_usual_order(text(one, "created_at") or text(one, "createdAt"))),
        where=_where(one),
        where_name=label(text(place, "full_name")) if isinstance(place, dict) else "",
    )


def _alternatives(one: dict[str, Any]) -> dict[str, str]:
    """Alternative texts by the name of the picture on the web."""
    media = [
        *mappings(_inner(one, "extended_entities", "media")),
        *mappings(_inner(one, "entities", "media")),
    ]
    named = ((text(picture, "media_url_https"), text(picture, "ext_alt_text")) for picture in media)
    return {url.rpartition("/")[2]: alt for url, alt in named if alt}


def _where(one: dict[str, Any]) -> Coordinates | None:
    # GeoJSON has the longitude first; the older "geo" the latitude.
    for name, latitude in (("coordinates", 1), ("geo", 0)):
        pair = _inner(one, name, "coordinates")
        if isinstance(pair, list) and len(pair) == 2:
            numbers = [_number(value) for value in pair]
            if (where := coordinates(numbers[latitude], numbers[1 - latitude])) is not None:
                return where
    return None


def _number(value: Any) -> Any:
    """The number that the archive writes as a text."""
    try:
        return float(value) if isinstance(value, str) and len(value) < 40 else value
    except ValueError:
        return None


def _inner(one: dict[str, Any], outer: str, inner: str) -> Any:
    value = one.get(outer)
    return value.get(inner) if isinstance(value, dict) else None


def _in_usual_order(written: str) -> str:
    """A mail's order for "Wed Oct 10 20:19:24 +0000 2018"; anything else as it is."""
    match written.split():
        case [day, month, date, time, zone, year]:
            return f"{day}, {date} {month} {year} {time} {zone}"
    return written
