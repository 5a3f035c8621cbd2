"""Sitemaps: XML, with Google's image extension, or one address a line (sitemaps.org, 0.9)."""

import codecs

from exposure_app.crawl.listings.model import Listed, Pictured
from exposure_app.crawl.listings.xml_elements import XmlElement
from exposure_app.domain.context import MAX_CAPTION, Context, label

_ROOTS = ("urlset", "sitemapindex")


def read(element: XmlElement, into: Listed) -> None:
    """Take note of one element, at its end, if it belongs to a sitemap."""
    root, *below = element.path
    if root not in _ROOTS:
        return
    into.is_recognised = True
    match below:
        case ["sitemap", "loc"]:
            into.lists.append(element.text)
        case ["url", "loc"]:
            into.link = element.text
        case ["url", "image", "loc"]:
            into.waiting.append(Pictured(element.text))
        case ["url", "image", "caption" | "title" | "geo_location" as what]:
            _describe(into, what, element.text)
        case ["url", "video", "thumbnail_loc"]:
            into.waiting.append(Pictured(element.text))
        case ["url"]:
            into.end_entry()


def _describe(into: Listed, what: str, text: str) -> None:
    """Add to the picture named last; a description before its address is lost."""
    if into.waiting:
        if what == "geo_location":
            said = Context(where_name=label(text))
        else:
            said = Context(caption=label(text, MAX_CAPTION))
        last = into.waiting[-1]
        into.waiting[-1] = last._replace(context=last.context.filled_from(said))


def read_text(untrusted_body: bytes, into: Listed) -> bool:
    """Take the addresses of a list with one on each line; whether it is such a list."""
    text = untrusted_body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    is_list = bool(lines) and all(line.startswith(("http://", "https://")) for line in lines)
    if is_list:
        into.pages.extend(lines)
    return is_list
