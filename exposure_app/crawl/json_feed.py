"""JSON Feed 1.1 (jsonfeed.org)."""

from typing import Any

from exposure_app.crawl.feed import pictures_in
from exposure_app.crawl.listed import Listed
from exposure_app.crawl.untrusted_json import mappings, parsed, text


def read(untrusted_body: bytes, into: Listed) -> bool:
    """Take the entries and pictures of a JSON feed; whether it is one."""
    document = parsed(untrusted_body)
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return False
    if "jsonfeed.org/version/" not in text(document, "version"):
        return False
    into.title = text(document, "title")[:300]
    into.images.extend((text(document, name), "") for name in ("icon", "favicon"))
    for item in mappings(document["items"]):
        _read_item(item, into)
    return True


def _read_item(item: dict[str, Any], into: Listed) -> None:
    into.link = text(item, "url") or text(item, "external_url")
    into.waiting.extend(text(item, name) for name in ("image", "banner_image"))
    for one in mappings(item.get("attachments")):
        if text(one, "mime_type").startswith("image/"):
            into.waiting.append(text(one, "url"))
    into.waiting.extend(pictures_in(text(item, "content_html")))
    into.end_entry()
