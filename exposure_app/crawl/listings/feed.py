"""RSS 2.0 (and 0.9x, 1.0), with the content, media and iTunes modules, and Atom (RFC 4287)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from exposure_app.crawl.html.extract import extract
from exposure_app.crawl.listings.model import Listed, Pictured
from exposure_app.crawl.listings.xml_elements import XmlElement
from exposure_app.domain.context import MAX_CAPTION, Context, label, moment_of_text, plausible

_ENTRIES = ("item", "entry")
_ROOTS = ("rss", "rdf", "feed")
_DATES = ("pubdate", "published", "date", "updated")
_AUTHORS = (("author",), ("creator",), ("author", "name"), ("credit",))
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
        into.images.append(Pictured(element.text))


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
            into.add([attributes.get("url", "")])
    elif element.name == "thumbnail":
        into.add([attributes.get("url", "")])
    elif element.name == "img":  # Atom's XHTML content
        alt = Context(alt=label(attributes.get("alt", "")))
        into.waiting.append(Pictured(attributes.get("src", ""), context=alt))
    elif element.name == "image":  # iTunes
        into.add([attributes.get("href", "")])
    elif element.name in _HTML and "<" in element.text:
        into.waiting.extend(pictures_in(element.text))
    else:
        _read_words(element, into)


def _read_words(element: XmlElement, into: Listed) -> None:
    """What an entry says of itself."""
    of = element.path[-2]
    if element.name == "title" and of in _ENTRIES:
        into.say(page_title=element.text)
    elif element.name == "title":  # of Media RSS
        into.say(caption=element.text)
    elif element.name == "description" and of in ("content", "group"):
        into.say(caption=label(element.text, MAX_CAPTION))
    elif element.name in _DATES and of in _ENTRIES:
        into.say(date=moment_of(element.text))
    elif element.path[-1:] in _AUTHORS or element.path[-2:] in _AUTHORS:
        into.say(author=element.text)
    elif element.name in ("description", "summary"):
        into.say(nearby=element.text)


def moment_of(untrusted_text: str) -> datetime | None:
    """The moment that a feed writes, by RFC 822 or ISO 8601; None if it makes no sense."""
    if (moment := moment_of_text(untrusted_text)) is not None:
        return moment
    try:
        moment = parsedate_to_datetime(untrusted_text[:60])
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return plausible(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _read_link(element: XmlElement, into: Listed) -> None:
    relation = element.attributes.get("rel", "alternate")
    if relation == "enclosure" and element.attributes.get("type", "").startswith("image/"):
        into.add([element.attributes.get("href", "")])
    elif relation == "alternate":
        # A feed's text wins over an address that a guid seemed to be.
        into.link = element.attributes.get("href", "") or element.text or into.link


def pictures_in(html: str) -> list[Pictured]:
    """The pictures in a piece of HTML; relative addresses stay so."""
    page = extract(html.encode("utf-8", "replace"), "utf-8", _NOWHERE)
    return [
        Pictured(image.url.removeprefix(_NOWHERE.rstrip("/")), context=image.context)
        for image in page.images
        if image.untrusted_inline is None
    ]
