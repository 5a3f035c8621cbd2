"""From an untrusted page to the pictures it shows and the pages it links to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exposure_app.crawl.html.charset import decoded
from exposure_app.crawl.html.collector import Collected, Written
from exposure_app.crawl.html.parser import elements, is_cut
from exposure_app.crawl.html.tokenizer import plain_text
from exposure_app.crawl.untrusted import data_urls, urls
from exposure_app.domain.context import (
    MAX_CAPTION,
    NO_CONTEXT,
    Context,
    label,
    moment_of_text,
)

MAX_IMAGES = 1_000
MAX_LINKS = 6_000
MAX_STYLES = 50
_BARE = 200
"""Fewer characters of text than this are no page that a person reads."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture of a page.

    url: canonical; for a data: URL "data:sha256-<hex>", with its content in `untrusted_inline`.
    is_link: named like a picture file by a link, so it may turn out to be a page about one.
    context: what the page says about it.
    is_medium: not a picture, but a video or a document, as far as the page says.
    """

    url: str
    untrusted_inline: bytes | None = None
    is_link: bool = False
    context: Context = NO_CONTEXT
    is_medium: bool = False

    @property
    def is_linked_medium(self) -> bool:
        """Whether it is a video or document that the page does not show, but leads to."""
        return self.is_link and self.is_medium


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
    page = Collected(is_cut=is_cut(text))
    for element in elements(text):
        page.add(element)
    return _resolved(page, url, needs_browser=_needs_browser(page, text))


def _needs_browser(page: Collected, text: str) -> bool:
    """Whether scripts build what a person would see: empty frames, or hardly a word but scripts."""
    if not page.scripts:
        return False
    is_bare = not (page.pictures or page.links) and len(_SPACE.sub(" ", plain_text(text))) < _BARE
    return page.unfilled > 0 or is_bare


def _resolved(page: Collected, url: str, *, needs_browser: bool) -> Extracted:
    base = urls.canonical(page.base, url) if page.base else None
    of_page = Context(
        page_title=label(page.title), author=label(page.author), date=moment_of_text(page.date)
    )
    resolver = _Resolver(base or url, url, of_page, is_cut=page.is_cut)
    images: dict[str, Embedded] = {}
    for written in page.pictures:
        picture = resolver.picture(written)
        if picture is None:
            continue
        if (known := images.get(picture.url)) is not None:
            # The page shows it twice, once with a caption perhaps.
            if known.context != picture.context:
                context = known.context.filled_from(picture.context)
                images[picture.url] = replace(known, context=context)
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
    of_page: Context
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

    def picture(self, written: Written) -> Embedded | None:
        if data_urls.is_data(written.url):
            body = data_urls.picture(written.url)
            if not body:
                return None
            return Embedded(data_urls.name_of(body), body, context=self._context(written))
        url = self.link(written.url) if written.url.strip() else None
        if url is None:
            return None
        context = self._context(written)
        return Embedded(url, None, written.is_link, context, written.is_medium)

    def _context(self, written: Written) -> Context:
        element = written.element
        others = tuple(dict.fromkeys(self.links([one for one in written.other_sizes if one])))
        if element is None or element.tag in ("meta", "link"):
            return replace(self.of_page, alt=label(written.alt), other_sizes=others)
        named = element.attributes.get
        caption = element.caption or named("title") or named("data-caption") or ""
        # Not `replace`: this is the one place that is met for every picture of a site.
        return Context(
            page_title=self.of_page.page_title,
            author=self.of_page.author,
            date=self.of_page.date,
            alt=label(named("alt") or named("aria-label") or ""),
            caption=label(caption, MAX_CAPTION),
            nearby=element.nearby,
            other_sizes=others,
        )
