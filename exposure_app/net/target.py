"""What a URL asks for, read once, by the URL standard; and the URLs that are refused unread.

Two readings of one URL are how a check is passed with one host and a connection made to another.
So this is the only place of the package that parses one, and all that follows takes its parts.
"""

import re
from dataclasses import dataclass

import ada_url

from exposure_app.domain import errors

MAX_URL_CHARS = 8_192

_DEFAULT_PORTS = {"http:": 80, "https:": 443}
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")

# Fetch standard, "port blocking": services that could be made to act on the lines of a request.
# fmt: off
_BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Target:
    """Where one GET goes.

    url: canonical, without fragment; this is what is checked, recorded and shown.
    host: as the URL standard writes it: ASCII, lower case, an IPv6 address in brackets.
    path: what stands in the request line: path and query.
    """

    url: str
    host: str
    port: int
    path: str

    @property
    def endpoint(self) -> str:
        """Host and port, the port always written: "example.org:443", "[::1]:8080"."""
        return f"{self.host}:{self.port}"


def target_of(url: str) -> Target:
    """Read an absolute URL.

    Raises:
        OutOfScope: neither http nor https, not a URL, too long, with a user name or password in
            it, or with control characters, which the standard would silently drop.
        RefusedAddress: a port that belongs to another service.
    """
    if len(url) > MAX_URL_CHARS or _CONTROL_CHARACTERS.search(url):
        raise errors.OutOfScope(shown(url))
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        raise errors.OutOfScope(shown(url)) from None
    scheme = parsed.protocol
    if scheme not in _DEFAULT_PORTS or parsed.username or parsed.password:
        raise errors.OutOfScope(shown(url))
    parsed.hash = ""
    port = int(parsed.port) if parsed.port else _DEFAULT_PORTS[scheme]
    if port in _BAD_PORTS:
        raise errors.RefusedAddress(parsed.href)
    return Target(parsed.href, parsed.hostname, port, parsed.pathname + parsed.search)


def redirected(base: Target, untrusted_location: str) -> str:
    """The absolute URL that a Location header means; not yet a target.

    Args:
        untrusted_location: as `http.client` gives it: bytes read as Latin-1.

    Raises:
        Unreachable: no URL can be made of it.
    """
    try:
        location = untrusted_location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        location = untrusted_location
    location = location.strip(" \t")
    if not location or len(location) > MAX_URL_CHARS or _CONTROL_CHARACTERS.search(location):
        raise errors.Unreachable(base.url)
    try:
        return ada_url.URL(location, base=base.url).href
    except ValueError:
        raise errors.Unreachable(base.url) from None


def shown(untrusted_url: str) -> str:
    """A URL fit to be recorded: short, on one line, and without anybody's password."""
    cut = _CONTROL_CHARACTERS.sub("", untrusted_url)[:MAX_URL_CHARS]
    try:
        parsed = ada_url.URL(cut)
    except ValueError:
        return cut.rpartition("@")[2]
    if parsed.username or parsed.password:
        parsed.username = parsed.password = ""
    return str(parsed.href)
