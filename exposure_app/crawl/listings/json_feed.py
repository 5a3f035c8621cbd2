"""JSON Feed 1.1 (jsonfeed.org)."""

from typing import Any

from exposure_app.crawl.listings.feed import pictures_in
from exposure_app.crawl.listings.model import Listed, Pictured
from exposure_app.crawl.untrusted.json_values import mappings, parsed, text
from exposure_app.domain.context import MAX_CAPTION, Context, label, moment_of_text


def read(untrusted_body: bytes, into: Listed) -> bool:
    """Take the entries and pictures of a JSON feed; whether it is one."""
    document = parsed(untrusted_body)
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return False
    if "jsonfeed.org/version/" not in text(document, "version"):
        return False
    into.title = text(document, "title")[:300]
    into.images.extend(Pictured(text(document, name)) for name in ("icon", "favicon"))
    for item in mappings(document["items"]):
        _read_item(item, into)
    return True


def _read_item(item: dict[str, Any], into: Listed) -> None:
    into.link = text(item, "url") or text(item, "external_url")
    into.add(text(item, name) for name in ("image", "banner_image"))
    authors = [item.get("author"), *mappings(item.get("authors"))]  # version 1, and 1.1
    into.say(
        page_title=text(item, "title"),
        nearby=text(item, "summary") or text(item, "content_text"),
        date=moment_of_text(text(item, "date_published")),
        author=next((text(one, "name") for one in authors if isinstance(one, dict)), ""),
    )
    for one in mappings(item.get("attachments")):
        if text(one, "mime_type").startswith("image/"):
            title = Context(caption=label(text(one, "title"), MAX_CAPTION))
            into.waiting.append(Pictured(text(one, "url"), context=title))
    into.waiting.extend(pictures_in(text(item, "content_html")))
    into.end_entry()
