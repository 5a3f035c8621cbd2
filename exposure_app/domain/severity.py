"""How exposing a finding is, in three steps, each for reasons that can be told.

A rule of thumb, not a measurement. A picture in a file of one's own exposes nobody by itself: low.
On the open web it does: medium. Where besides somebody can learn from it who that is, where they
were, or meets it again and again, it is high.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from exposure_app.domain.context import Context
from exposure_app.domain.findings import Finding, Location

MANY_PAGES = 5
"""On so many pages, taking one down no longer helps much."""

MANY_HOSTS = 3
"""The same, of web sites: each has to be written to by itself."""

NAMELESS = "me"
"""What the program calls its user until they choose a name; it is on every second page."""

_WORD = re.compile(r"\w+")


class Severity(Enum):
    """How exposing, ordered."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for the least."""
        return list(Severity).index(self)


class Reason(Enum):
    """Why, strongest first."""

    NAMED = "named"  # the person's name stands beside the picture
    TAGGED = "tagged"  # names are tied to the picture, perhaps theirs
    LOCATED = "located"  # a place on the map is told
    MANY_PLACES = "many_places"
    PUBLIC = "public"
    GONE = "gone"  # from every place on the web where it was
    OWN_FILES = "own_files"  # never met on the web


_RAISES = frozenset((Reason.NAMED, Reason.TAGGED, Reason.LOCATED, Reason.MANY_PLACES))


@dataclass(frozen=True, slots=True)
class Exposure:
    """A severity and its reasons, strongest first, at least one."""

    severity: Severity
    reasons: tuple[Reason, ...]


def exposure_of(finding: Finding) -> Exposure:
    """How exposing `finding` is, by where it is now and what stands there."""
    public = [place for place in finding.locations if is_public(place) and not place.gone_at]
    if not public:
        was_public = any(is_public(place) for place in finding.locations)
        return Exposure(Severity.LOW, (Reason.GONE if was_public else Reason.OWN_FILES,))
    reasons = [*_reasons(finding, public), Reason.PUBLIC]
    is_high = not _RAISES.isdisjoint(reasons)
    return Exposure(Severity.HIGH if is_high else Severity.MEDIUM, tuple(reasons))


def is_public(place: Location) -> bool:
    """Whether a place is on the web; a file of one's own is not."""
    return place.page_url.startswith(("http://", "https://"))


def is_named(name: str, untrusted_texts: Iterable[str]) -> bool:
    """Whether every part of `name` stands in one of the texts as a word, accents aside."""
    wanted = set(_words(name))
    if not wanted or wanted == {NAMELESS}:
        return False
    return any(wanted.issubset(_words(text)) for text in untrusted_texts)


def _reasons(finding: Finding, public: list[Location]) -> Iterator[Reason]:
    contexts = [place.context for place in public]
    if any(is_named(finding.subject, _texts(context)) for context in contexts):
        yield Reason.NAMED
    elif any(context.people for context in contexts):
        yield Reason.TAGGED
    if finding.taken.where or any(context.where for context in contexts):
        yield Reason.LOCATED
    hosts = {_host(place.page_url) for place in public}
    if len(public) >= MANY_PAGES or len(hosts) >= MANY_HOSTS:
        yield Reason.MANY_PLACES


def _host(untrusted_url: str) -> str:
    try:
        return urlsplit(untrusted_url).netloc
    except ValueError:  # brackets that hold no address
        return untrusted_url


def _texts(context: Context) -> Iterator[str]:
    yield from (context.page_title, context.alt, context.caption, context.nearby, context.author)
    yield from context.people


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return iter(_WORD.findall("".join(one for one in plain if not unicodedata.combining(one))))
