"""The pictures that a page's JSON-LD names (schema.org)."""

import json
from collections.abc import Iterator

MAX_LENGTH = 100_000

_PICTURE_KEYS = frozenset(
    ("image", "thumbnail", "thumbnailUrl", "logo", "photo", "photos", "primaryImageOfPage")
)
_URL_KEYS = ("contentUrl", "url")
_PLAYED = ("VideoObject", "AudioObject", "MediaObject")


def pictures(untrusted_json: str) -> Iterator[str]:
    """The URLs of pictures, as written there, in order; none if it is too long or no JSON."""
    if len(untrusted_json) > MAX_LENGTH:
        return
    try:
        document = json.loads(untrusted_json)
    except (ValueError, RecursionError):
        return
    # (value, whether it stands where a picture is meant); the nesting is the page's to choose.
    stack: list[tuple[object, bool]] = [(document, False)]
    while stack:
        value, is_picture = stack.pop()
        if isinstance(value, str):
            if is_picture:
                yield value
        elif isinstance(value, list):
            stack.extend((item, is_picture) for item in reversed(value))
        elif isinstance(value, dict):
            stack.extend(reversed(list(_members(value, is_picture))))


def _members(value: dict[str, object], is_picture: bool) -> Iterator[tuple[object, bool]]:
    kinds = value.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    is_picture = is_picture or "ImageObject" in kinds
    if is_picture and not any(kind in kinds for kind in _PLAYED):
        url = next((value[key] for key in _URL_KEYS if isinstance(value.get(key), str)), None)
        yield url, True
    for key, member in value.items():
        if key not in _URL_KEYS:
            yield member, key in _PICTURE_KEYS
