"""What stands beside a picture where it was found, and what its own file says of it.

Names, captions and places are what makes a picture of a face a fact about a person. All text comes
from outside: it is cut here, once, and is for showing alone.
"""

import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import TypeGuard

MAX_LABEL = 300
"""Characters of a title, an alternative text, a name or an album."""

MAX_CAPTION = 600
"""Characters of a caption or a post."""

MAX_NEARBY = 300
"""Characters of what merely stands near."""

MAX_PEOPLE = 20
MAX_OTHER_SIZES = 12

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR = 1826
"""Of the first photograph that is left, View from the Window at Le Gras."""

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")

_CLOCKS_AHEAD_DAYS = 2
"""A date may lie so far ahead of ours: time zones, and clocks that run fast."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A place on earth in degrees: latitude in [-90, 90], longitude in [-180, 180]."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a place says about the picture it shows; "" and None where it says nothing.

    page_title: of the page, post or album page.
    alt: the alternative text, written for people who do not see the picture.
    caption: what is written about this picture: a caption, a title, the text of its post.
    nearby: text that merely stands near it.
    author: who published it, as a name or a handle.
    album: the collection it stands in.
    people: names that the place itself ties to the picture, such as tags.
    date: when it was published or taken, as the place says; with a time zone.
    where: where, as the place says. where_name: the same in words.
    other_sizes: further addresses that the page names for the same picture, in other sizes.
    """

    page_title: str = ""
    alt: str = ""
    caption: str = ""
    nearby: str = ""
    author: str = ""
    album: str = ""
    people: tuple[str, ...] = ()
    date: datetime | None = None
    where: Coordinates | None = None
    where_name: str = ""
    other_sizes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_CONTEXT

    def filled_from(self, other: "Context") -> "Context":
        """This one, with what it does not say taken from `other`."""
        missing = {
            one.name: theirs
            for one in fields(self)
            if not getattr(self, one.name) and (theirs := getattr(other, one.name))
        }
        return replace(self, **missing) if missing else self


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a picture's own file says of the moment it was taken.

    at: by the camera's clock; without a time zone unless the camera noted one.
    """

    at: datetime | None = None
    where: Coordinates | None = None

    def __bool__(self) -> bool:
        return self != NOT_SAID


NOT_SAID = Taken()


def label(untrusted_text: str, at_most: int = MAX_LABEL) -> str:
    """The text on one line, without what no screen shows, cut to `at_most` characters."""
    # Four times: white space and what is left out should not cost what follows it.
    line = " ".join(untrusted_text[: 4 * at_most].split())
    if not line.isprintable():
        line = "".join(one if one.isprintable() else " " for one in line).strip()
    return line if len(line) <= at_most else line[: at_most - 1].rstrip() + "…"


def coordinates(latitude: object, longitude: object) -> Coordinates | None:
    """The place of two numbers; None if they are none, lie outside the earth, or are both zero.

    0, 0 is a spot in the Atlantic, and what programs write that know no place.
    """
    if not (_is_number(latitude) and _is_number(longitude)):
        return None
    is_on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180  # false for NaN too
    if not is_on_earth or not (latitude or longitude):
        return None
    return Coordinates(float(latitude), float(longitude))


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def plausible(untrusted_moment: datetime, *, now: datetime | None = None) -> datetime | None:
    """The moment, if a photograph could be of that date; None for far futures and dim pasts."""
    now = now or datetime.now(UTC)
    moment = untrusted_moment if untrusted_moment.tzinfo else untrusted_moment.replace(tzinfo=UTC)
    try:
        is_plausible = moment.year >= _FIRST_YEAR and (moment - now).days < _CLOCKS_AHEAD_DAYS
    except OverflowError:
        return None
    return untrusted_moment if is_plausible else None


def moment_of_seconds(seconds: object) -> datetime | None:
    """The moment so many seconds after 1970 began; None if that is no plausible number of them."""
    if isinstance(seconds, str) and _WHOLE_NUMBER.fullmatch(seconds.strip()):
        seconds = int(seconds)
    if not _is_number(seconds) or not seconds:
        return None
    try:
        # Not fromtimestamp: Windows has none before 1970.
        return plausible(_EPOCH + timedelta(seconds=float(seconds)))
    except (OverflowError, ValueError):
        return None


def moment_of_text(untrusted_text: str) -> datetime | None:
    """The moment that an ISO 8601 text names, in UTC where it names no zone; None if none."""
    text = untrusted_text.strip()[:40]
    if not text[:4].isdecimal():
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return plausible(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
