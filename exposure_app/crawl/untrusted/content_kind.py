"""What an answer is worth: a page, a picture, or which gap."""

from exposure_app.crawl.untrusted import sniff
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.net.fetcher import Fetched

MAX_PAGE_BYTES = 5_000_000
MAX_IMAGE_BYTES = 20_000_000
MAX_MEDIUM_BYTES = 64_000_000
"""Of a video or document on the web or in a saved file, which is held in memory: minutes of a video
as sites have them. A larger one is a gap; downloaded, it is looked into where it lies."""

RATE_LIMITED = frozenset((429, 503))
_LOGIN = frozenset((401, 407))
_GONE = frozenset((404, 410))
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_UNSAID_TYPES = frozenset(
    ("", "text/plain", "text/xml", "application/xml", "application/octet-stream")
)


def check_status(fetched: Fetched, url: str) -> None:
    """Let an answer to `url` pass that brought what was asked for.

    Raises:
        LoginNeeded, NotFound, RateLimited, Unreachable (5xx), Blocked: by its status.
    """
    status = fetched.status
    if 200 <= status < 300:
        return
    if status in _LOGIN:
        raise errors.LoginNeeded(url, status)
    if status in _GONE:
        raise errors.NotFound(url, status)
    if status in RATE_LIMITED:
        raise errors.RateLimited(url)
    if status >= 500:
        raise errors.Unreachable(url)
    raise errors.Blocked(url, status)


def is_page(fetched: Fetched, url: str) -> bool:
    """Whether the answer to a page's `url` is HTML; False if it is a picture.

    Raises:
        Unreadable: it is announced as text, or as nothing, and is binary or empty.
        NotAnImage: it is neither HTML nor a picture.
    """
    body = fetched.untrusted_body
    if sniff.is_picture(body) or fetched.media_type.startswith("image/"):
        return False
    if not body:
        raise errors.Unreadable(url, Obstacle.EMPTY)
    is_html = fetched.media_type in _HTML_TYPES
    if is_html or fetched.media_type in _UNSAID_TYPES:
        if _is_binary(fetched):
            raise errors.Unreadable(url, Obstacle.BINARY)
        if is_html or sniff.is_html(body):
            return True
    raise errors.NotAnImage(url)


def _is_binary(fetched: Fetched) -> bool:
    # UTF-16 without a byte order mark is half zeros.
    return not fetched.charset.startswith("utf-16") and sniff.is_binary(fetched.untrusted_body)


def is_page_after_all(fetched: Fetched) -> bool:
    """Whether what a link named like a picture led to is an HTML page about it."""
    body = fetched.untrusted_body
    is_html = fetched.media_type in _HTML_TYPES or sniff.is_html(body)
    return is_html and not sniff.is_picture(body) and not _is_binary(fetched)
