"""Why something was not looked at: the reasons, the facts beside them, and the contract's words.

Two things leave the program for scripts to rely on: a `why` word, and a `detail` that tells apart
two gaps of one word. Both are made here, out of a reason and its facts. What people read is made
of the same by `exposure_app.wording`; nobody takes a text apart again.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Self

GapFacts = Mapping[str, str | int | float]
"""What is known of one gap, by name: those that `GapReason` names in braces, and no others."""


class GapReason(Enum):
    """Why a page or picture was not looked at: a member for each cause.

    Each is written as its own name, which the vault keeps; its `why` word of the command line's
    contract; and what its `detail` may say there, of which the first holds whose facts are known.
    """

    why: str
    details: tuple[str, ...]

    OUT_OF_SCOPE = "out_of_scope", "out_of_scope"
    PERMISSION_ENDED = "permission_ended", "out_of_scope", "permission ended"
    ROBOTS = (
        "robots",
        "robots",
        "{signal}",
        "crawl-delay {pause_s:g}",
        "robots.txt: HTTP {status}",
        "robots.txt: {unsaid}",
    )
    BLOCKED = "blocked", "blocked", "HTTP {status}"
    LOGIN = "login", "login", "HTTP {status}"
    RATE_LIMITED = "rate_limited", "rate_limited"
    NOT_FOUND = "not_found", "not_found", "HTTP {status}"
    NOT_SAVED = "not_saved", "not_found", "not saved"
    ONLINE_ONLY = "online_only", "unreadable", "online only"
    UNREACHABLE = "unreachable", "unreachable"
    TIMED_OUT = "timed_out", "timed_out"
    TOOK_TOO_LONG = "took_too_long", "timed_out", "decoding"
    TOO_LARGE = "too_large", "too_large", "over {limit_bytes} bytes"
    NOT_AN_IMAGE = "not_an_image", "not_an_image"
    UNREADABLE = "unreadable", "unreadable", "{obstacle}"
    NEEDS_BROWSER = "needs_browser", "unreadable", "needs a browser"
    PART_MISSING = "part_missing", "unreadable", "needs the part {part}"
    TOO_SMALL = "too_small", "unreadable", "{width}x{height}: too small to show a face"
    TOO_MANY_PIXELS = "too_many_pixels", "too_many_pixels", "{width}x{height}"
    REFUSED_ADDRESS = "refused_address", "refused_address"
    BUDGET = "budget", "budget", "{limit}"
    AIR_GAP = "air_gap", "air_gap"
    OTHER = "other", "unreadable"
    """Nothing more is known: kept by another version, or no reason of an audit's."""

    def __new__(cls, name: str, why: str, *details: str) -> Self:
        """A member, found again by the name that the vault keeps."""
        made = object.__new__(cls)
        made._value_ = name
        made.why = why
        made.details = details
        return made

    def detail(self, facts: GapFacts) -> str:
        """What tells such a gap from others of its `why` word; "" if nothing does."""
        for told in self.details:
            try:
                return told.format_map(facts)
            except KeyError:
                continue
        return ""


PARTS = frozenset({"heif", "jxl", "pdf", "video"})
"""What `PART_MISSING` may name: the optional parts that read files, as the package's extras."""


class Limit(StrEnum):
    """What ended a budget, as the contract writes it."""

    PAGES = "pages"
    IMAGES = "images"
    BYTES = "bytes"
    HOST_BYTES = "host bytes"
    MINUTES = "minutes"
    DEPTH = "depth"


class Obstacle(StrEnum):
    """What keeps a file from being read, as the contract writes it.

    DENIED: by the system. LOCKED: by a password. REFUSED: not safe to read. ENDED: the process that
    decoded it crashed. MEMORY: it took more than it may.
    """

    EMPTY = "empty"
    DAMAGED = "damaged"
    BINARY = "binary"
    DENIED = "denied"
    LOCKED = "locked"
    REFUSED = "refused"
    ENDED = "ended"
    MEMORY = "memory"


class Unsaid(StrEnum):
    """What came in place of a site's rules, besides a status, as the contract writes it."""

    TOO_LARGE = "too large"
    REDIRECT = "redirect"


_BY_NAME = {reason.value: reason for reason in GapReason}


def reason_named(name: str) -> GapReason:
    """The reason of that name; `OTHER` if there is none."""
    return _BY_NAME.get(name, GapReason.OTHER)
