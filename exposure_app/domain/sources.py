"""Where the user asks us to look, on what footing, how far and how gently."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NewType, TypedDict

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


class Shape(Enum):
    """What there is to look at behind a locator, and where it lies."""

    SITE = "site"
    PAGE = "page"
    ACCOUNT = "account"
    FOLDER = "folder"
    FILE = "file"

    @property
    def is_on_the_web(self) -> bool:
        """Whether it is asked for over the network; the others lie on this computer."""
        return self in (Shape.SITE, Shape.PAGE, Shape.ACCOUNT)


class Kind(Enum):
    """What a locator leads to. Each has its shape in `_SHAPES`."""

    WEB_SITE = "web-site"
    PAGE = "page"
    SITEMAP = "sitemap"
    FEED = "feed"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    FOLDER = "folder"
    EXPORT = "export"
    VIDEO = "video"
    PDF = "pdf"
    HAR = "har"
    WARC = "warc"

    @property
    def shape(self) -> Shape:
        """What there is to look at, and where it lies."""
        return _SHAPES[self]

    @property
    def is_provable(self) -> bool:
        """Whether it lies on a site, which could show a token."""
        return self.shape in (Shape.SITE, Shape.PAGE)


_SHAPES = {
    Kind.WEB_SITE: Shape.SITE,
    Kind.PAGE: Shape.PAGE,
    Kind.SITEMAP: Shape.SITE,
    Kind.FEED: Shape.SITE,
    Kind.MASTODON: Shape.ACCOUNT,
    Kind.BLUESKY: Shape.ACCOUNT,
    Kind.FOLDER: Shape.FOLDER,
    Kind.EXPORT: Shape.FOLDER,
    Kind.VIDEO: Shape.FOLDER,
    Kind.PDF: Shape.FILE,
    Kind.HAR: Shape.FILE,
    Kind.WARC: Shape.FILE,
}


@dataclass(frozen=True, slots=True)
class Budget:
    """How far an audit of one source may go; reached, the rest is counted under `budget`.

    depth: links from the seed, 0 being the seed alone.
    max_bytes: of all answers together, as they are read.
    delay_s: the least pause between two requests to one host, in seconds.
    max_host_bytes: of any one host besides the source's own, such as one that keeps pictures.
    max_minutes: of asking and waiting; a user's pause, and the time that looking takes, are not
        counted. The default leaves room for all of the others at the usual pause.
    """

    depth: int = 5
    max_pages: int = 500
    max_images: int = 5_000
    max_bytes: int = 1_000_000_000
    delay_s: float = 1.0
    max_host_bytes: int = 500_000_000
    max_minutes: int = 120


@dataclass(frozen=True, slots=True)
class Permission:
    """Who said yes to an audit of a place that is theirs.

    by: as the user names them; "" only in what was kept before a name was asked for.
    on: the day they said so.
    words: theirs, or what was agreed; "" if they were not noted.
    until: the last day it holds; None if it holds until it is taken back.
    """

    by: str
    on: date
    words: str = ""
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it has not ended by that day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Source:
    """A place to audit. Scope is derived from `locator`, never wider.

    locator: an absolute http(s) URL in canonical form, or an absolute folder or file path.
    allow_private: the user named this source as one on a private or loopback address.
    token: what the site must show to prove that it is the user's; random, and no secret.
    proved_by, proved_at: how and when it last did; None if it does not now.
    lifts_robots: whether the user, having proved it, asked that robots.txt be passed over.
    permission: who gave leave, where the footing is that somebody did; None for the others.
    keep_faces_days: how long faces met here are kept for re-search after they were met last; 0 if
        they are not, as `kept_faces` explains.
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
    permission: Permission | None = None
    keep_faces_days: int = 0

    def may_be_audited_on(self, day: date) -> bool:
        """Whether the leave to look there holds on that day, where it is somebody's to give."""
        return self.permission is None or self.permission.holds_on(day)

    @property
    def is_proved(self) -> bool:
        """Whether the site showed the token when it was last asked."""
        return self.proved_by is not None


class SourceChoices(TypedDict, total=False):
    """What may be said of a source when it is added, by the names that it has in `Source`.

    Whoever asks a person makes it, and it is handed on whole; what is left out is as nothing said.
    """

    note: str
    budget: Budget
    allow_private: bool
    permission: Permission | None
    keep_faces_days: int


@dataclass(frozen=True, slots=True)
class RecognisedSource:
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
