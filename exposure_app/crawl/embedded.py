"""Which pictures an element shows, as its attributes have them: not yet resolved, not yet checked.

One place a person sees gives one picture: of a `srcset`, and of the sources of a <picture>, the
largest, because a face is easier to recognise on it.
"""

from collections.abc import Callable, Iterator

from exposure_app.crawl import data_urls
from exposure_app.crawl.scan import Element
from exposure_app.crawl.srcset import Candidate, largest, pixels

_LAZY_URLS = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-hi-res-src",
    "data-full-src",
    "data-image-src",
    "data-img-src",
    "data-orig-file",
)
"""Where scripts find the URL when a picture scrolls into view; WordPress, lazysizes, lozad, ..."""

_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "data-bgset")
_LAZY_BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-bg-url")
_MAX_PLACEHOLDER = 2_000  # characters of a data: URL that stands where a picture will be loaded

_DECODABLE = ("", "image/jpeg", "image/jpg", "image/png", "image/webp", "image/avif", "image/gif")
_LINK_RELATIONS = frozenset(
    ("icon", "apple-touch-icon", "apple-touch-icon-precomposed", "image_src", "preload")
)
_META_NAMES = frozenset(
    (
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
        "image",
        "thumbnail",
        "thumbnailurl",
        "msapplication-tileimage",
    )
)
IMAGE_SUFFIXES = (
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".png",
    ".apng",
    ".webp",
    ".gif",
    ".avif",
    ".bmp",
)


def shown_by(element: Element, sources: list[Element]) -> Iterator[str]:
    """The URLs of the pictures that `element` shows.

    Args:
        sources: the <source> elements met in the same <picture>, before an <img>.
    """
    read = _READERS.get(element.tag)
    if element.tag == "img":
        yield from _img(element, sources if element.parent == "picture" else [])
    elif read is not None:
        yield from read(element)
    for name in _LAZY_BACKGROUNDS:
        value = element.attributes.get(name)
        if value and "(" not in value:
            yield value


def styles_of(element: Element) -> Iterator[str]:
    """The CSS written into `element`."""
    if element.tag == "style":
        yield element.text
    for name in ("style", *_LAZY_BACKGROUNDS):
        value = element.attributes.get(name)
        if value and "(" in value:
            yield value


def _img(img: Element, sources: list[Element]) -> Iterator[str]:
    now = _largest_of(img, sources, ("srcset",)) or img.attributes.get("src", "")
    later = _largest_of(img, sources, _LAZY_SETS) or _first(img, _LAZY_URLS)
    is_placeholder = later and data_urls.is_data(now) and len(now) <= _MAX_PLACEHOLDER
    if now and not is_placeholder:
        yield now
    if later:
        yield later


def _largest_of(img: Element, sources: list[Element], names: tuple[str, ...]) -> str:
    """The largest candidate of any of the elements; of equals the first, as a browser has it."""
    best: list[Candidate] = []
    for element in (*sources, img):
        if element is not img and element.attributes.get("type", "").lower() not in _DECODABLE:
            continue
        for name in names:
            value = element.attributes.get(name)
            if value and (candidate := largest(value)):
                best.append(candidate)
    return max(best, key=pixels).url if best else ""


def _first(element: Element, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := element.attributes.get(name))), "")


def _attribute(*names: str) -> Callable[[Element], Iterator[str]]:
    def read(element: Element) -> Iterator[str]:
        if value := _first(element, names):
            yield value

    return read


def _link(link: Element) -> Iterator[str]:
    relations = link.attributes.get("rel", "").lower().split()
    if not _LINK_RELATIONS.intersection(relations):
        return
    if "preload" in relations:
        if link.attributes.get("as", "").lower() != "image":
            return
        if candidate := largest(link.attributes.get("imagesrcset", "")):
            yield candidate.url
            return
    yield link.attributes.get("href", "")


def _meta(meta: Element) -> Iterator[str]:
    for name in ("property", "name", "itemprop"):
        if meta.attributes.get(name, "").strip().lower() in _META_NAMES:
            yield meta.attributes.get("content", "")
            return


def _input(field: Element) -> Iterator[str]:
    if field.attributes.get("type", "").lower() == "image":
        yield field.attributes.get("src", "")


def _plugin(element: Element) -> Iterator[str]:
    url = element.attributes.get("data" if element.tag == "object" else "src", "")
    is_image = element.attributes.get("type", "").lower().startswith("image/")
    if is_image or is_image_name(url):
        yield url


def is_image_name(url: str) -> bool:
    """Whether the path of `url` ends like the name of a picture file."""
    return url.partition("#")[0].partition("?")[0].lower().endswith(IMAGE_SUFFIXES)


_READERS: dict[str, Callable[[Element], Iterator[str]]] = {
    "image": _attribute("href", "xlink:href"),
    "feimage": _attribute("href", "xlink:href"),
    "video": _attribute("poster", "data-poster"),
    "input": _input,
    "object": _plugin,
    "embed": _plugin,
    "link": _link,
    "meta": _meta,
    **dict.fromkeys(("body", "table", "tr", "th", "td"), _attribute("background")),
}
