"""What an audit did not look at, and why: one class for each reason, and its facts."""

from dataclasses import dataclass, fields
from typing import ClassVar

from exposure_app.domain.errors.base import ExposureError
from exposure_app.domain.gap_reasons import GapFacts, GapReason, Limit, Obstacle, Unsaid


@dataclass(eq=False)
class GapError(ExposureError):
    """One page or picture was not looked at. The fields of a class, but the URL, are its facts."""

    reason: ClassVar[GapReason]
    url: str

    @property
    def facts(self) -> GapFacts:
        """What is known of it besides its reason."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "url"}

    @property
    def detail(self) -> str:
        """A fact to tell apart two gaps of one `why` word; never a sentence."""
        return self.reason.detail(self.facts)


class FetchError(GapError):
    """A URL was not fetched."""


class OutOfScope(FetchError):
    """The URL, or a redirect on the way to it, leaves what the user opted in to."""

    reason = GapReason.OUT_OF_SCOPE


class PermissionEnded(FetchError):
    """The leave to look at a place has ended; nothing of it was asked for."""

    reason = GapReason.PERMISSION_ENDED


@dataclass(eq=False)
class RefusedByRobots(FetchError):
    """The site's robots.txt disallows us, or could not be asked (RFC 9309).

    At most one more is known:
    signal: the word in a page or header that refuses instead, such as noimageai.
    pause_s: the pause between two requests that it asks for, longer than we wait.
    status: the HTTP status that came in place of rules.
    unsaid: what else came in place of them.
    """

    reason = GapReason.ROBOTS
    signal: str = ""
    pause_s: float = 0.0
    status: int = 0
    unsaid: Unsaid | None = None

    @property
    def facts(self) -> GapFacts:
        """The one that is known, if any."""
        return {name: fact for name, fact in super().facts.items() if fact}


@dataclass(eq=False)
class Blocked(FetchError):
    """The site answered, and declined: any status of 400 and up that has no word of its own."""

    reason = GapReason.BLOCKED
    status: int


@dataclass(eq=False)
class LoginNeeded(FetchError):
    """Status 401 or 407."""

    reason = GapReason.LOGIN
    status: int


class RateLimited(FetchError):
    """Status 429 or 503, still after the waits the site asked for."""

    reason = GapReason.RATE_LIMITED


@dataclass(eq=False)
class NotFound(FetchError):
    """Status 404 or 410; for a file, it is gone."""

    reason = GapReason.NOT_FOUND
    status: int = 404


class NeedsBrowser(FetchError):
    """A page whose pictures only a script would put there; its markup was read."""

    reason = GapReason.NEEDS_BROWSER


class NotSaved(FetchError):
    """A page in a saved file shows it, and the file does not hold it."""

    reason = GapReason.NOT_SAVED


class OnlineOnly(FetchError):
    """A file or folder that a cloud's program keeps elsewhere: to read it would fetch it."""

    reason = GapReason.ONLINE_ONLY


class Unreachable(FetchError):
    """DNS, TCP, TLS or the protocol failed, or the body was cut short."""

    reason = GapReason.UNREACHABLE


class TimedOut(FetchError):
    """Silence, or the deadline for the whole answer passed."""

    reason = GapReason.TIMED_OUT


@dataclass(eq=False)
class TooLarge(FetchError):
    """The body passed `limit_bytes`; we stopped reading there."""

    reason = GapReason.TOO_LARGE
    limit_bytes: int


class RefusedAddress(FetchError):
    """The host resolves to a private, loopback or otherwise non-public address."""

    reason = GapReason.REFUSED_ADDRESS


@dataclass(eq=False)
class BudgetSpent(FetchError):
    """The source's budget ended before this URL."""

    reason = GapReason.BUDGET
    limit: Limit


class AirGapped(FetchError):
    """The air-gap switch is on: no socket is opened."""

    reason = GapReason.AIR_GAP


class DecodeError(GapError):
    """Bytes that did not become pixels."""


class NotAnImage(DecodeError):
    """None of the formats we read, by content."""

    reason = GapReason.NOT_AN_IMAGE


@dataclass(eq=False)
class Unreadable(DecodeError):
    """A picture or page by its beginning, but it cannot be read."""

    reason = GapReason.UNREADABLE
    obstacle: Obstacle


@dataclass(eq=False)
class PartMissing(DecodeError):
    """A file of a kind that an optional part of the program reads, which is not installed.

    part: the name of that extra: heif, jxl, pdf or video.
    """

    reason = GapReason.PART_MISSING
    part: str


@dataclass(eq=False)
class TooSmallToShowAFace(DecodeError):
    """A side of the picture is shorter than any face we could recognise."""

    reason = GapReason.TOO_SMALL
    width: int
    height: int


@dataclass(eq=False)
class TooManyPixels(DecodeError):
    """The header declares more pixels than we decode."""

    reason = GapReason.TOO_MANY_PIXELS
    width: int
    height: int


class TookTooLong(DecodeError):
    """It was not decoded within the time that one picture may take."""

    reason = GapReason.TOOK_TOO_LONG
