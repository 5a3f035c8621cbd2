"""URLs by the WHATWG URL Standard, in one canonical spelling.

`urllib.parse` is not a parser of that standard: it disagrees with browsers about backslashes, tabs,
IDNA and the many spellings of an IPv4 address, and each disagreement is a way past a scope check.
"""

import re
from functools import cache

import ada_url
from publicsuffixlist import PublicSuffixList

MAX_URL_LENGTH = 8_192
"""In characters of the canonical spelling; a longer one is a trap or a mistake."""

_WEB = ("http://", "https://")
_DEFAULT_PORT = {"http": "80", "https": "443"}

_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
_SESSION_QUERY = re.compile(
    r"(?:utm_[a-z0-9_]*|jsessionid|phpsessid|aspsessionid[a-z]*|sessionid|session_id|cfid|cftoken"
    # Old news systems call a story's number sid; a session's is long.
    r"|sid(?==[0-9a-z,-]{16}))(?:=|$)",
    re.IGNORECASE,
)


def canonical(url: str, base: str | None = None) -> str | None:
    """`url` in its one spelling, resolved against `base`; None if it is not one we would fetch.

    Only http and https; no user name or password; fragment, default port and empty query dropped;
    host, path and escapes as the URL Standard serialises them. Idempotent.
    """
    try:
        if base is None:
            href = ada_url.parse_url(url, attributes=("href",))["href"]
        else:
            href = ada_url.join_url(base, url)
    except ValueError:
        return None
    if not href.startswith(_WEB):
        return None
    href = href.partition("#")[0]
    if href[-1] == "?" and href.find("?") == len(href) - 1:
        href = href[:-1]
    # An "@" may stand in a path, and never in a host; in an authority it ends a user's name.
    return None if "@" in href and "@" in _authority(href) else href


def _authority(url: str) -> str:
    start = url.index("//") + 2
    return url[start : url.index("/", start)]


def seen_key(url: str) -> str:
    """`url`, canonical, without session ids and campaign tags: two with one key are one page."""
    place, mark, query = url.partition("?")
    place = _SESSION_PATH.sub("", place)
    if not mark:
        return place
    kept = [pair for pair in query.split("&") if not _SESSION_QUERY.match(pair)]
    return f"{place}?{'&'.join(kept)}" if kept else place


def scheme(url: str) -> str:
    """The scheme of a canonical URL: "http" or "https"."""
    return url[: url.index(":")]


def host_port(url: str) -> str:
    """Host and port of a canonical URL, both always written: "example.org:443", "[::1]:80"."""
    authority = _authority(url)
    if re.search(r":\d+$", authority):
        return authority
    return f"{authority}:{_DEFAULT_PORT[scheme(url)]}"


def host(url: str) -> str:
    """The host of a canonical URL, in ASCII; an IPv6 host keeps its brackets."""
    return host_port(url).rpartition(":")[0]


def origin(url: str) -> str:
    """Scheme, host and port of a canonical URL, without a path: "https://example.org"."""
    return f"{scheme(url)}://{_authority(url)}"


def path(url: str) -> str:
    """The path of a canonical URL, without its query; "/" at least."""
    rest = url[url.index("//") + 2 :]
    return rest[rest.index("/") :].partition("?")[0]


def ending(name: str) -> str | None:
    """The public suffix of a host, "co.uk" of "www.example.co.uk"; None if there is no such."""
    suffix = _suffixes().publicsuffix(name.lower().rstrip("."))
    return None if suffix is None else str(suffix)


@cache
def _suffixes() -> PublicSuffixList:
    """The public suffix list as shipped with its package; read without network."""
    return PublicSuffixList(accept_unknown=False)
