"""Which pictures an element shows, as its attributes have them: not yet resolved, not yet checked.

One place a person sees gives one picture: of a `srcset`, and of the sources of a <picture>, the
largest, because a face is easier to recognise on it. The others stay known as the same picture:
whoever wants it taken down has to name them too.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from exposure_app.crawl.html.srcset import Candidate, candidates, largest
from exposure_app.crawl.html.tokenizer import Element
from exposure_app.crawl.untrusted import data_urls
from exposure_app.domain.context import MAX_OTHER_SIZES

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


_MEDIA_SUFFIXES = (
    ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".ogv", ".mpg", ".mpeg", ".wmv", ".flv",
    ".3gp", ".pdf",
)  # fmt: skip
MEDIA_TYPES = ("video/", "application/pdf")
"""How Content-Types of videos and documents begin."""


class ShownImage(NamedTuple):
    """A picture that an element shows. other_sizes: where the same picture is, by its word."""

    url: str
    other_sizes: tuple[str, ...] = ()


def shown_by(element: Element, sources: list[Element]) -> Iterator[ShownImage]:
    """The pictures that `element` shows.

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
            yield ShownImage(value)


def medium_of(element: Element) -> str:
    """The video or document that `element` shows, as written; "" if it shows none."""
    named = element.attributes.get
    if element.tag == "video" or (element.tag == "source" and element.parent == "video"):
        return named("src") or named("data-src") or ""
    if element.tag not in ("embed", "object"):
        return ""
    url = named("data" if element.tag == "object" else "src") or ""
    is_medium = (named("type") or "").strip().lower().startswith(MEDIA_TYPES)
    return url if is_medium or is_media_name(url) else ""


def styles_of(element: Element) -> Iterator[str]:
    """The CSS written into `element`."""
    if element.tag == "style":
        yield element.text
    for name in ("style", *_LAZY_BACKGROUNDS):
        value = element.attributes.get(name)
        if value and "(" in value:
            yield value


def _img(img: Element, sources: list[Element]) -> Iterator[ShownImage]:
    source = img.attributes.get("src", "")
    now = _largest_of(img, sources, ("srcset",), source) or ShownImage(source)
    lazy = _first(img, _LAZY_URLS) or _other_lazy(img)
    later = _largest_of(img, sources, _LAZY_SETS, lazy) or ShownImage(lazy)
    is_placeholder = later.url and data_urls.is_data(now.url) and len(now.url) <= _MAX_PLACEHOLDER
    if now.url and not is_placeholder:
        yield now
    if later.url:
        yield later


def _largest_of(
    img: Element, sources: list[Element], names: tuple[str, ...], plain: str
) -> ShownImage | None:
    """The largest candidate of any of the elements; of equals the first, as a browser has it.

    Args:
        plain: where the element has the picture besides, for who reads no sets; "" if nowhere.
    """
    found: list[Candidate] = []
    for element in (*sources, img):
        if element is not img and element.attributes.get("type", "").lower() not in _DECODABLE:
            continue
        for name in names:
            if value := element.attributes.get(name):
                found += candidates(value)
    return _of_set(found, plain) if found else None


def _of_set(found: list[Candidate], plain: str = "") -> ShownImage:
    best = largest(found).url
    others = dict.fromkeys(url for url in (*(one.url for one in found), plain) if url)
    others.pop(best, None)
    return ShownImage(best, tuple(others)[:MAX_OTHER_SIZES])


def _other_lazy(img: Element) -> str:
    """What a further data-lazy… attribute holds, if it is named like a picture."""
    return next(
        (
            value
            for name, value in img.attributes.items()
            if name.startswith("data-lazy") and is_image_name(value) and " " not in value
        ),
        "",
    )


def _first(element: Element, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := element.attributes.get(name))), "")


def _attribute(*names: str) -> Callable[[Element], Iterator[ShownImage]]:
    def read(element: Element) -> Iterator[ShownImage]:
        if value := _first(element, names):
            yield ShownImage(value)

    return read


def _link(link: Element) -> Iterator[ShownImage]:
    relations = link.attributes.get("rel", "").lower().split()
    if not _LINK_RELATIONS.intersection(relations):
        return
    if "preload" in relations:
        if link.attributes.get("as", "").lower() != "image":
            return
        if found := list(candidates(link.attributes.get("imagesrcset", ""))):
            yield _of_set(found, link.attributes.get("href", ""))
            return
    yield ShownImage(link.attributes.get("href", ""))


def _meta(meta: Element) -> Iterator[ShownImage]:
    for name in ("property", "name", "itemprop"):
        if meta.attributes.get(name, "").strip().lower() in _META_NAMES:
            yield ShownImage(meta.attributes.get("content", ""))
            return


def _input(field: Element) -> Iterator[ShownImage]:
    if field.attributes.get("type", "").lower() == "image":
        yield ShownImage(field.attributes.get("src", ""))


def _plugin(element: Element) -> Iterator[ShownImage]:
    url = element.attributes.get("data" if element.tag == "object" else "src", "")
    is_image = element.attributes.get("type", "").lower().startswith("image/")
    if is_image or is_image_name(url):
        yield ShownImage(url)


def is_image_name(url: str) -> bool:
    """Whether the path of `url` ends like the name of a picture file."""
    return _path(url).endswith(IMAGE_SUFFIXES)


def is_media_name(url: str) -> bool:
    """Whether the path of `url` ends like the name of a video or a PDF document."""
    return _path(url).endswith(_MEDIA_SUFFIXES)


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].lower()


_READERS: dict[str, Callable[[Element], Iterator[ShownImage]]] = {
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
