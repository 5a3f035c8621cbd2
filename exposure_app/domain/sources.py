"""Where the user asks us to look, on what footing, how far and how gently."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

SourceId = NewType("SourceId", str)


class Footing(Enum):
    """Why we may look here. There is no fourth answer; without one, a URL is not a source."""

    OWNED = "owned"
    OPTED_IN = "opted-in"
    MY_EXPORT = "my-export"


class Proof(Enum):
    """How a site showed that it is the user's: a file, an element of its first page, its DNS."""

    FILE = "file"
    META = "meta"
    DNS = "dns"


class Kind(Enum):
    """What a locator leads to."""

    WEB_SITE = "web-site"
    PAGE = "page"
    SITEMAP = "sitemap"
    FEED = "feed"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    FOLDER = "folder"
    EXPORT = "export"
    HAR = "har"
    WARC = "warc"


PROVABLE = (Kind.WEB_SITE, Kind.PAGE, Kind.SITEMAP, Kind.FEED)
"""What lies on a site, which could show a token."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How far an audit of one source may go; reached, the rest is counted under `budget`.

    depth: links from the seed, 0 being the seed alone.
    delay_s: the least pause between two requests to one host, in seconds.
    """

    depth: int = 5
    max_pages: int = 500
    max_images: int = 5_000
    max_bytes: int = 1_000_000_000
    delay_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """A place to audit. Scope is derived from `locator`, never wider.

    locator: an absolute http(s) URL in canonical form, or an absolute folder or file path.
    allow_private: the user named this source as one on a private or loopback address.
    token: what the site must show to prove that it is the user's; random, and no secret.
    proved_by, proved_at: how and when it last did; None if it does not now.
    lifts_robots: whether the user, having proved it, asked that robots.txt be passed over.
    """

    id: SourceId
    locator: str
    kind: Kind
    footing: Footing
    added_at: datetime
    note: str = ""
    budget: Budget = field(default_factory=Budget)
    allow_private: bool = False
    token: str = ""
    proved_by: Proof | None = None
    proved_at: datetime | None = None
    lifts_robots: bool = False

    @property
    def is_proved(self) -> bool:
        """Whether the site showed the token when it was last asked."""
        return self.proved_by is not None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a typed or dropped text means, before it is added as a source.

    locator: as in `Source`.
    fits: the kinds on the web that it could be taken for, `kind` among them; empty for files.
    host: whom an audit would ask for pages, without "www."; "" for files.
    is_picture: it is one picture file, the kind being that of its folder.
    """

    locator: str
    kind: Kind
    fits: tuple[Kind, ...] = ()
    host: str = ""
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class WayToProve:
    """One place where a site can show its token, and what must stand there.

    where: the URL of the file, that of the first page, or the name of the DNS record.
    text: the line of the file, the element of the page, the content of the TXT record.
    """

    proof: Proof
    where: str
    text: str
