"""Sitemaps: XML, with Google's image extension, or one address a line (sitemaps.org, 0.9)."""

import codecs

from exposure_app.crawl.listed import Listed
from exposure_app.crawl.xml_elements import XmlElement

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
            into.waiting.append(element.text)
        case ["url", "video", "thumbnail_loc"]:
            into.waiting.append(element.text)
        case ["url"]:
            into.end_entry()


def read_text(untrusted_body: bytes, into: Listed) -> bool:
    """Take the addresses of a list with one on each line; whether it is such a list."""
    text = untrusted_body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    is_list = bool(lines) and all(line.startswith(("http://", "https://")) for line in lines)
    if is_list:
        into.pages.extend(lines)
    return is_list
