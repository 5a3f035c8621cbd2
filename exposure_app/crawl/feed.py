"""RSS 2.0 (and 0.9x, 1.0), with the content, media and iTunes modules, and Atom (RFC 4287)."""

from exposure_app.crawl.extract import extract
from exposure_app.crawl.listed import Listed
from exposure_app.crawl.xml_elements import XmlElement

_ENTRIES = ("item", "entry")
_ROOTS = ("rss", "rdf", "feed")
_HTML = ("description", "encoded", "summary", "content", "body")
_NOWHERE = "https://feed.invalid/"
"""Stands for the entry's page while its HTML is read; what is relative to it is so to the page."""


def read(element: XmlElement, into: Listed) -> None:
    """Take note of one element, at its end, if it belongs to a feed."""
    if element.path[0] not in _ROOTS:
        return
    into.is_recognised = True
    if element.name in _ENTRIES:
        into.end_entry()
    elif any(name in _ENTRIES for name in element.path[:-1]):
        _read_entry(element, into)
    elif element.path[-2:] in (("channel", "title"), ("feed", "title")) and not into.title:
        into.title = element.text[:300]
    elif element.path[-2:] == ("image", "url") or element.name in ("logo", "icon"):
        into.images.append((element.text, ""))


def _read_entry(element: XmlElement, into: Listed) -> None:
    attributes = element.attributes
    if element.name == "link":
        _read_link(element, into)
    elif element.name == "guid" and not into.link:
        if attributes.get("ispermalink", "true") == "true":
            into.link = element.text
    elif element.name == "enclosure" or (element.name == "content" and "url" in attributes):
        kind = attributes.get("type", "") or attributes.get("medium", "")
        if kind.startswith("image"):
            into.waiting.append(attributes.get("url", ""))
    elif element.name == "thumbnail":
        into.waiting.append(attributes.get("url", ""))
    elif element.name == "img":  # Atom's XHTML content
        into.waiting.append(attributes.get("src", ""))
    elif element.name == "image":  # iTunes
        into.waiting.append(attributes.get("href", ""))
    elif element.name in _HTML and "<" in element.text:
        into.waiting.extend(pictures_in(element.text))


def _read_link(element: XmlElement, into: Listed) -> None:
    relation = element.attributes.get("rel", "alternate")
    if relation == "enclosure" and element.attributes.get("type", "").startswith("image/"):
        into.waiting.append(element.attributes.get("href", ""))
    elif relation == "alternate":
        # A feed's text wins over an address that a guid seemed to be.
        into.link = element.attributes.get("href", "") or element.text or into.link


def pictures_in(html: str) -> list[str]:
    """The addresses of the pictures in a piece of HTML; relative ones relative."""
    page = extract(html.encode("utf-8", "replace"), "utf-8", _NOWHERE)
    return [
        image.url.removeprefix(_NOWHERE.rstrip("/"))
        for image in page.images
        if image.untrusted_inline is None
    ]
