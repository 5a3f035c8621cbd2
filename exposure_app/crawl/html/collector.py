"""What the elements of a page say, as written: nothing is resolved before the page's end.

A <base> may come after what it changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from exposure_app.crawl.html import css, jsonld, meta_refresh, robots_meta
from exposure_app.crawl.html.image_attributes import (
    is_image_name,
    is_media_name,
    medium_of,
    shown_by,
    styles_of,
)
from exposure_app.crawl.html.tokenizer import Element
from exposure_app.domain.context import MAX_OTHER_SIZES

_MAX_TITLE = 300
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_ALTERNATIVES = ("og:image:alt", "twitter:image:alt")
_AUTHORS = ("author", "article:author", "dc.creator", "twitter:creator")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "pubdate",
)  # fmt: skip
_LINKS = {"a": "href", "area": "href", "iframe": "src", "frame": "src"}


class Written(NamedTuple):
    """A picture as the page writes it.

    element: what shows it; None for style sheets and JSON-LD. alt: what another element says of it.
    is_medium: whether it is a video or a document, by its element or its name.
    """

    url: str
    is_link: bool = False
    other_sizes: tuple[str, ...] = ()
    element: Element | None = None
    alt: str = ""
    is_medium: bool = False


@dataclass(slots=True)
class Collected:
    """What was met so far."""

    is_cut: bool
    title: str = ""
    base: str | None = None
    refresh: str | None = None
    css_length: int = 0
    sources: list[Element] = field(default_factory=list)
    pictures: list[Written] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    signal: str = ""
    scripts: int = 0
    unfilled: int = 0
    author: str = ""
    date: str = ""
    of_meta: int | None = None
    """Which of the pictures the last meta element named."""
    film: int | None = None
    """Which of them is that of the <video> met last, whose further sources are the same film."""
    shows_film: Element | None = None
    """That <video>: what is written stands beside it, not beside its sources."""

    def add(self, element: Element) -> None:
        """Take note of one element."""
        tag, attributes = element.tag, element.attributes
        if tag == "picture":
            self.sources = []
        elif tag == "source" and element.parent == "picture":
            self.sources.append(element)
        elif tag == "base" and self.base is None:
            self.base = attributes.get("href")
        elif tag == "title" and not self.title and element.parent != "svg":
            self.title = " ".join(element.text.split())[:_MAX_TITLE]
        elif tag == "link":
            self._add_reference(attributes)
        elif tag in _LINKS:
            self._add_link(attributes.get(_LINKS[tag], ""), element)
        elif tag == "meta":
            self._add_meta(attributes)
        elif tag == "script":
            self.scripts += 1
            self._add_json(element)
        self._add_shown(element)
        self._add_medium(element)
        for style in styles_of(element):
            self._add_css(style)

    def _add_shown(self, element: Element) -> None:
        before = len(self.pictures)
        for url, others in shown_by(element, self.sources):
            self.pictures.append(Written(url, other_sizes=others, element=element))
        if len(self.pictures) == before:
            self.unfilled += element.is_empty or element.tag == "img"
        elif element.tag == "meta":
            self.of_meta = before

    def _add_medium(self, element: Element) -> None:
        if element.tag == "video":
            self.film, self.shows_film = None, element
        url = medium_of(element)
        if not url:
            return
        if element.tag == "source" and self.film is not None:
            film = self.pictures[self.film]
            others = (*film.other_sizes, url)[:MAX_OTHER_SIZES]
            self.pictures[self.film] = film._replace(other_sizes=others)
            return
        if element.tag in ("video", "source"):
            self.film = len(self.pictures)
            element = self.shows_film or element
        self.pictures.append(Written(url, element=element, is_medium=True))

    def _add_meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").lower() == "refresh":
            self.refresh = self.refresh or meta_refresh.target(content)
        self.signal = self.signal or robots_meta.in_meta(attributes.get("name", ""), content)
        names = (attributes.get(one) for one in ("property", "name", "itemprop"))
        name = next((one.lower() for one in names if one), "")
        if name in _ALTERNATIVES and self.of_meta is not None:
            picture = self.pictures[self.of_meta]
            self.pictures[self.of_meta] = picture._replace(alt=picture.alt or content)
        elif name in _AUTHORS:
            self.author = self.author or content
        elif name in _DATES:
            self.date = self.date or content

    def _add_reference(self, attributes: Mapping[str, str]) -> None:
        relations = attributes.get("rel", "").lower().split()
        url = attributes.get("href", "")
        if "alternate" in relations and attributes.get("type", "").lower() in _FEED_TYPES:
            self.feeds.append(url)
        elif "stylesheet" in relations and url and "alternate" not in relations:
            self.styles.append(url)

    def _add_link(self, url: str, element: Element) -> None:
        is_medium = is_media_name(url)
        if is_medium or is_image_name(url):
            self.pictures.append(Written(url, True, element=element, is_medium=is_medium))
        elif url:
            self.links.append(url)

    def _add_css(self, text: str) -> None:
        if css.may_name_one(text):
            room = max(0, css.MAX_LENGTH - self.css_length)
            self.css_length += len(text)
            self.is_cut |= len(text) > room
            self.pictures.extend(map(Written, css.pictures(text[:room])))

    def _add_json(self, script: Element) -> None:
        if script.attributes.get("type", "").strip().lower() == "application/ld+json":
            self.is_cut |= len(script.text) > jsonld.MAX_LENGTH
            self.pictures.extend(map(Written, jsonld.pictures(script.text)))
