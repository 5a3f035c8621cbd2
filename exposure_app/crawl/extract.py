"""From an untrusted page to the pictures it shows and the pages it links to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from exposure_app.crawl import css, data_urls, jsonld, refresh, urls
from exposure_app.crawl.charset import decoded
from exposure_app.crawl.embedded import is_image_name, shown_by, styles_of
from exposure_app.crawl.markup import elements, is_cut
from exposure_app.crawl.scan import Element

MAX_IMAGES = 1_000
MAX_LINKS = 6_000
_MAX_TITLE = 300
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
    is_cut: whether another limit left something out.
    """

    title: str
    images: tuple[Embedded, ...]
    links: tuple[str, ...]
    images_left_out: tuple[str, ...] = ()
    refresh: str | None = None
    is_cut: bool = False


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
    return _resolved(page, url)


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
        elif tag in _LINKS:
            self._add_link(attributes.get(_LINKS[tag], ""))
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.refresh = self.refresh or refresh.target(attributes.get("content", ""))
        elif tag == "script":
            self._add_json(element)
        self.pictures.extend((url, False) for url in shown_by(element, self.sources))
        for style in styles_of(element):
            self._add_css(style)

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


def _resolved(page: _Gathered, url: str) -> Extracted:
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
