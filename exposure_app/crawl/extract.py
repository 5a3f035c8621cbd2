"""From an untrusted page to the pictures it shows and the pages it links to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exposure_app.crawl import css, data_urls, jsonld, refresh, signals, urls
from exposure_app.crawl.charset import decoded
from exposure_app.crawl.embedded import is_image_name, shown_by, styles_of
from exposure_app.crawl.markup import elements, is_cut
from exposure_app.crawl.scan import Element, plain_text

MAX_IMAGES = 1_000
MAX_LINKS = 6_000
_MAX_TITLE = 300
MAX_STYLES = 50
_BARE = 200
"""Fewer characters of text than this are no page that a person reads."""

_SPACE = re.compile(r"\s+")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_LINKS = {"a": "href", "area": "href", "iframe": "src", "frame": "src"}


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture of a page.

    url: canonical; for a data: URL "data:sha256-<hex>", with its content in `untrusted_inline`.
    is_link: named like a picture file by a link, so it may turn out to be a page about one.
    """

    url: str
    untrusted_inline: bytes | None = None
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page holds for us.

    images: in document order, each URL once, `MAX_IMAGES` at most.
    links: canonical URLs of pages, in document order, each once, `MAX_LINKS` at most.
    images_left_out: URLs of pictures beyond that, `MAX_IMAGES` of them at most.
    refresh: the page it sends its reader on to; None if none.
    feeds: canonical URLs of the feeds it names as its own.
    styles: canonical URLs of the style sheets it shows itself with, `MAX_STYLES` at most.
    signal: a word by which the page refuses that programs read its pictures; "" if none.
    needs_browser: whether it promises pictures that only a script would put there.
    is_cut: whether another limit left something out.
    """

    title: str
    images: tuple[Embedded, ...]
    links: tuple[str, ...]
    images_left_out: tuple[str, ...] = ()
    refresh: str | None = None
    is_cut: bool = False
    feeds: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    signal: str = ""
    needs_browser: bool = False


def extract(untrusted_html: bytes, charset: str, url: str) -> Extracted:
    """What the page at `url` shows and links to.

    Args:
        charset: of the Content-Type header; "" if absent.
        url: canonical; where the page finally came from.

    No input raises. The time is bounded by the length: some seconds for the worst 5 MB.
    """
    text = decoded(untrusted_html, charset)
    page = _Gathered(is_cut=is_cut(text))
    for element in elements(text):
        page.add(element)
    return _resolved(page, url, needs_browser=_needs_browser(page, text))


@dataclass(slots=True)
class _Gathered:
    """What the elements said, with URLs as written: a <base> may come after them."""

    is_cut: bool
    title: str = ""
    base: str | None = None
    refresh: str | None = None
    css_length: int = 0
    sources: list[Element] = field(default_factory=list)
    pictures: list[tuple[str, bool]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    signal: str = ""
    scripts: int = 0
    unfilled: int = 0

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
            self._add_link(attributes.get(_LINKS[tag], ""))
        elif tag == "meta":
            self._add_meta(attributes)
        elif tag == "script":
            self.scripts += 1
            self._add_json(element)
        shown = [(url, False) for url in shown_by(element, self.sources)]
        self.unfilled += tag == "img" and not shown
        self.pictures.extend(shown)
        for style in styles_of(element):
            self._add_css(style)

    def _add_meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").lower() == "refresh":
            self.refresh = self.refresh or refresh.target(content)
        self.signal = self.signal or signals.in_meta(attributes.get("name", ""), content)

    def _add_reference(self, attributes: Mapping[str, str]) -> None:
        relations = attributes.get("rel", "").lower().split()
        url = attributes.get("href", "")
        if "alternate" in relations and attributes.get("type", "").lower() in _FEED_TYPES:
            self.feeds.append(url)
        elif "stylesheet" in relations and url and "alternate" not in relations:
            self.styles.append(url)

    def _add_link(self, url: str) -> None:
        if is_image_name(url):
            self.pictures.append((url, True))
        elif url:
            self.links.append(url)

    def _add_css(self, text: str) -> None:
        if css.may_name_one(text):
            room = max(0, css.MAX_LENGTH - self.css_length)
            self.css_length += len(text)
            self.is_cut |= len(text) > room
            self.pictures.extend((url, False) for url in css.pictures(text[:room]))

    def _add_json(self, script: Element) -> None:
        if script.attributes.get("type", "").strip().lower() == "application/ld+json":
            self.is_cut |= len(script.text) > jsonld.MAX_LENGTH
            self.pictures.extend((url, False) for url in jsonld.pictures(script.text))


def _needs_browser(page: _Gathered, text: str) -> bool:
    """Whether scripts build what a person would see: empty frames, or hardly a word but scripts."""
    if not page.scripts:
        return False
    is_bare = not (page.pictures or page.links) and len(_SPACE.sub(" ", plain_text(text))) < _BARE
    return page.unfilled > 0 or is_bare


def _resolved(page: _Gathered, url: str, *, needs_browser: bool) -> Extracted:
    base = urls.canonical(page.base, url) if page.base else None
    resolver = _Resolver(base or url, url, is_cut=page.is_cut)
    images: dict[str, Embedded] = {}
    for written, is_link in page.pictures:
        picture = resolver.picture(written, is_link=is_link)
        if picture is None or picture.url in images:
            continue
        if len(images) == 2 * MAX_IMAGES:
            resolver.is_cut = True
            break
        images[picture.url] = picture
    links = dict.fromkeys(resolver.links(page.links))
    if len(links) > MAX_LINKS:
        resolver.is_cut = True
    return Extracted(
        title=page.title,
        images=tuple(images.values())[:MAX_IMAGES],
        links=tuple(links)[:MAX_LINKS],
        images_left_out=tuple(images)[MAX_IMAGES:],
        refresh=resolver.link(page.refresh) if page.refresh else None,
        is_cut=resolver.is_cut,
        feeds=tuple(dict.fromkeys(resolver.links(page.feeds))),
        styles=tuple(dict.fromkeys(resolver.links(page.styles)))[:MAX_STYLES],
        signal=page.signal,
        needs_browser=needs_browser,
    )


@dataclass(slots=True)
class _Resolver:
    base: str
    page_url: str
    is_cut: bool

    def link(self, written: str) -> str | None:
        """The canonical URL of another page; None for this one and for what is none."""
        url = urls.canonical(written, self.base)
        if url is not None and len(url) > urls.MAX_URL_LENGTH:
            self.is_cut = True
            return None
        return None if url == self.page_url else url

    def links(self, written: list[str]) -> Iterator[str]:
        for one in written:
            if url := self.link(one):
                yield url

    def picture(self, written: str, *, is_link: bool) -> Embedded | None:
        if data_urls.is_data(written):
            body = data_urls.picture(written)
            return Embedded(data_urls.name_of(body), body) if body else None
        url = self.link(written) if written.strip() else None
        return Embedded(url, is_link=is_link) if url else None
