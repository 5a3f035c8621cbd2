"""Google Photos in a Takeout: a JSON file beside each picture, and one for each album.

Google documents none of it. The file beside "a.jpg" was "a.jpg.json", and since 2024 it is
"a.jpg.supplemental-metadata.json", cut so that the name has 46 characters before ".json" at most;
of two pictures of one name the second is "a(1).jpg", and its file "a.jpg(1).json".
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.untrusted.json_values import mappings, text
from exposure_app.domain.context import (
    MAX_CAPTION,
    MAX_PEOPLE,
    Context,
    coordinates,
    label,
    moment_of_seconds,
)

_MIDDLE = ".supplemental-metadata"
_CUT_FROM = 40
"""A name this long may be the beginning of a longer one."""

_NUMBER = re.compile(r"\([0-9]{1,4}\)\Z")


def read(document: Any, path: PurePosixPath, index: ExportIndex) -> Iterator[Said]:
    """What the file at `path` says of the picture beside it, or of all in its folder."""
    if not isinstance(document, dict):
        return
    taken = document.get("photoTakenTime")
    if isinstance(taken, dict):
        context = _of_picture(document, taken)
        for picture in _pictures_of(path, text(document, "title"), index):
            yield Said(picture, context)
    elif album := _album(document):
        for picture in index.pictures_in(path.parent):
            yield Said(picture, Context(album=label(album)))


def _of_picture(document: dict[str, Any], taken: dict[str, Any]) -> Context:
    where = None
    for name in ("geoData", "geoDataExif"):
        facts = document.get(name)
        if where is None and isinstance(facts, dict):
            where = coordinates(facts.get("latitude"), facts.get("longitude"))
    people = mappings(document.get("people"))[:MAX_PEOPLE]
    return Context(
        caption=label(text(document, "description"), MAX_CAPTION),
        people=tuple(label(name) for one in people if (name := text(one, "name"))),
        date=moment_of_seconds(taken.get("timestamp")),
        where=where,
    )


def _album(document: dict[str, Any]) -> str:
    inner = document.get("albumData")
    if isinstance(inner, dict):
        return text(inner, "title")
    is_album = isinstance(document.get("date"), dict) and "access" in document
    return text(document, "title") if is_album else ""


def _pictures_of(path: PurePosixPath, title: str, index: ExportIndex) -> list[PurePosixPath]:
    """The picture that a file beside it is about, and its edited copy."""
    beside = index.in_folder(path.parent)
    name = path.name.removesuffix(".json")
    number = match[0] if (match := _NUMBER.search(name)) else ""
    name = _without_middle(name.removesuffix(number))
    found = None
    for candidate in (name, title):
        found = found or beside.get(_with_number(candidate, number))
    if found is None and len(name) >= _CUT_FROM and not number:
        longer = [other for other in beside if other.startswith(name) and beside[other] != path]
        found = beside[longer[0]] if len(longer) == 1 else None
    if found is None:
        return []
    return [found, *_edited(found, beside)]


def _edited(picture: PurePosixPath, beside: dict[str, PurePosixPath]) -> list[PurePosixPath]:
    """Its copies with a word added, "-edited" or "-bearbeitet", that have no file of their own."""
    stem = f"{picture.stem}-"
    return [
        path
        for name, path in beside.items()
        if name.startswith(stem)
        and path.suffix == picture.suffix
        and path.stem[len(stem) :].isalpha()
        and f"{name}.json" not in beside
    ]


def _without_middle(name: str) -> str:
    for length in range(len(_MIDDLE), 0, -1):
        if name.endswith(_MIDDLE[:length]):
            return name[:-length]
    return name


def _with_number(name: str, number: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}{number}{dot}{suffix}" if dot else f"{name}{number}"
