"""What a site says against its pictures being read by programs, beyond robots.txt.

None of these words is a standard. `noimageindex` is Google's (Robots meta tag, data-nosnippet and
X-Robots-Tag specifications); `noai` and `noimageai` are DeviantArt's, and widely taken up. Each is
honoured, in a page for all pictures it shows, in a picture's own answer for that picture.
"""

from collections.abc import Iterable

from exposure_app.crawl.untrusted.product_token import PRODUCT_TOKEN

_REFUSALS = ("noai", "noimageai", "noimageindex")
_WITH_VALUE = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_OUR_NAME = PRODUCT_TOKEN.lower()


def in_meta(name: str, content: str) -> str:
    """The refusal in a page's meta element, "" if there is none or it is not meant for us."""
    if name.strip().lower() not in ("robots", _OUR_NAME):
        return ""
    return _first(content.lower().split(","))


def in_headers(robots_tags: Iterable[str]) -> str:
    """The refusal in the X-Robots-Tag headers of an answer; "" if there is none for us.

    "otherbot: noai" is meant for that program alone.
    """
    for tag in robots_tags:
        name, colon, rest = tag.lower().partition(":")
        name = name.strip()
        is_addressed = colon and "," not in name and name not in _WITH_VALUE
        if is_addressed and name not in ("*", _OUR_NAME):
            continue
        if refusal := _first((rest if is_addressed else tag.lower()).split(",")):
            return refusal
    return ""


def _first(words: Iterable[str]) -> str:
    return next((word.strip() for word in words if word.strip() in _REFUSALS), "")
