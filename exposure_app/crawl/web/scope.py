"""How far a source reaches. A link that leaves it is no gap; a picture or a redirect that does is.

A web site is one whole host: its pages may lie anywhere below "/", whatever page the user named.
"www.example.org" and "example.org" are one host, and so are http and https of it at their own
ports; any other port is another site. A page is that page alone. A picture that a page in scope
shows may come from any host, because that is where pictures are kept: one hop, and whether a
host's address may be connected to at all is for `exposure_app.net` to say.
"""

from collections import Counter

from exposure_app.crawl.untrusted import urls
from exposure_app.domain.errors import OutOfScope
from exposure_app.domain.sources import Kind, Source

MAX_PATH_SEGMENTS = 20
MAX_REPEATED_SEGMENT = 3
_DEFAULT_PORTS = (":80", ":443")


class Scope:
    """What may be asked for in the name of one source on the web."""

    def __init__(self, source: Source) -> None:
        self._locator = source.locator
        self._is_one_page = source.kind is Kind.PAGE
        self._sites = {_site(source.locator)}
        host = urls.host_port(source.locator)
        self.private_host = host if source.allow_private else None
        self.lifted_host = host if source.lifts_robots and source.is_proved else None

    def admit(self, url: str) -> None:
        """Let the host of `url` answer for the account that this source is.

        An account's server may keep its interface under another name; nobody but the account's
        own server says which.
        """
        self._sites.add(_site(url))

    def is_own(self, host: str) -> bool:
        """Whether `host`, as "host:port", is one whose pages the source may reach."""
        return _site_of(host) in self._sites

    def covers(self, url: str) -> bool:
        """Whether `url`, canonical, belongs to the source at all."""
        if _site(url) not in self._sites:
            return False
        return not self._is_one_page or _place(url) == _place(self._locator)

    def check_page(self, url: str) -> None:
        """Let a page of the source pass.

        Raises:
            OutOfScope: it belongs to no page of the source, or looks like an endless maze.
        """
        if not self.covers(url):
            raise OutOfScope(url)
        _refuse_maze(url)

    def check_image(self, url: str) -> None:
        """Let a picture shown by a page of the source pass, wherever it is kept.

        Raises:
            OutOfScope: it looks like an endless maze.
        """
        _refuse_maze(url)


def _site(url: str) -> str:
    return _site_of(urls.host_port(url))


def _site_of(host: str) -> str:
    endpoint = host.removeprefix("www.")
    for port in _DEFAULT_PORTS:
        endpoint = endpoint.removesuffix(port)
    return endpoint


def _place(url: str) -> str:
    """Path and query, a slash at the path's end left out: servers redirect between the two."""
    place, mark, query = urls.seen_key(url).partition("?")
    return urls.path(place).rstrip("/") + mark + query


def _refuse_maze(url: str) -> None:
    segments = [segment for segment in urls.path(url).split("/") if segment]
    repeats = max(Counter(segments).values(), default=0)
    if (
        len(url) > urls.MAX_URL_LENGTH
        or len(segments) > MAX_PATH_SEGMENTS
        or repeats > MAX_REPEATED_SEGMENT
    ):
        raise OutOfScope(url)
