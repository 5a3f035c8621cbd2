"""What an audit did not look at, and why: one class for each reason, with its word."""

from dataclasses import dataclass
from typing import ClassVar

from exposure_app.domain.errors.base import ExposureError


@dataclass(eq=False)
class GapError(ExposureError):
    """One page or picture was not looked at. `word` is its name in `not_looked_at`."""

    word: ClassVar[str]
    url: str

    @property
    def detail(self) -> str:
        """A fact to tell apart two gaps of one word; never a sentence."""
        return ""


class FetchError(GapError):
    """A URL was not fetched."""


class OutOfScope(FetchError):
    """The URL, or a redirect on the way to it, leaves what the user opted in to."""

    word = "out_of_scope"


class PermissionEnded(FetchError):
    """The leave to look at a place has ended; nothing of it was asked for."""

    word = "out_of_scope"

    @property
    def detail(self) -> str:
        """Tells it from an address that leads elsewhere."""
        return "permission ended"


@dataclass(eq=False)
class RefusedByRobots(FetchError):
    """The site's robots.txt disallows us, or could not be asked (RFC 9309).

    signal: the word in a page or header that refuses instead, such as noimageai; or a longer
        pause than we wait, such as "crawl-delay 120"; "" if none.
    unsaid: what came in place of rules: "HTTP 503", "too large", "redirect"; "" if nothing did.
    """

    word = "robots"
    pause: ClassVar[str] = "crawl-delay "
    signal: str = ""
    unsaid: str = ""

    @property
    def detail(self) -> str:
        """That word, or what the site could not say it with."""
        return self.signal or (f"robots.txt: {self.unsaid}" if self.unsaid else "")


@dataclass(eq=False)
class Blocked(FetchError):
    """The site answered, and declined: any status of 400 and up that has no word of its own."""

    word = "blocked"
    status: int

    @property
    def detail(self) -> str:
        """The HTTP status."""
        return f"HTTP {self.status}"


@dataclass(eq=False)
class LoginNeeded(FetchError):
    """Status 401 or 407."""

    word = "login"
    status: int

    @property
    def detail(self) -> str:
        """The HTTP status."""
        return f"HTTP {self.status}"


class RateLimited(FetchError):
    """Status 429 or 503, still after the waits the site asked for."""

    word = "rate_limited"


@dataclass(eq=False)
class NotFound(FetchError):
    """Status 404 or 410; for a file, it is gone."""

    word = "not_found"
    status: int = 404

    @property
    def detail(self) -> str:
        """The HTTP status."""
        return f"HTTP {self.status}"


class NeedsBrowser(FetchError):
    """A page whose pictures only a script would put there; its markup was read."""

    word = "unreadable"

    @property
    def detail(self) -> str:
        """Tells it from what is damaged."""
        return "needs a browser"


class NotSaved(FetchError):
    """A page in a saved file shows it, and the file does not hold it."""

    word = "not_found"

    @property
    def detail(self) -> str:
        """Tells it from what is gone."""
        return "not saved"


class Unreachable(FetchError):
    """DNS, TCP, TLS or the protocol failed, or the body was cut short."""

    word = "unreachable"


class TimedOut(FetchError):
    """Silence, or the deadline for the whole answer passed."""

    word = "timed_out"


@dataclass(eq=False)
class TooLarge(FetchError):
    """The body passed `limit_bytes`; we stopped reading there."""

    word = "too_large"
    limit_bytes: int

    @property
    def detail(self) -> str:
        """The limit."""
        return f"over {self.limit_bytes} bytes"


class RefusedAddress(FetchError):
    """The host resolves to a private, loopback or otherwise non-public address."""

    word = "refused_address"


@dataclass(eq=False)
class BudgetSpent(FetchError):
    """The source's budget ended before this URL.

    limit: pages, images, bytes, host bytes, minutes or depth.
    """

    word = "budget"
    limit: str

    @property
    def detail(self) -> str:
        """Which limit."""
        return self.limit


class AirGapped(FetchError):
    """The air-gap switch is on: no socket is opened."""

    word = "air_gap"


class DecodeError(GapError):
    """Bytes that did not become pixels."""


class NotAnImage(DecodeError):
    """None of the formats we read, by content."""

    word = "not_an_image"


@dataclass(eq=False)
class Unreadable(DecodeError):
    """A picture or page by its beginning, but damaged.

    reason: empty, damaged, binary, denied, locked (by a password), refused (not safe to read),
        ended (the process that decoded it crashed), or memory (it took more than it may).
    """

    word = "unreadable"
    reason: str

    @property
    def detail(self) -> str:
        """The reason."""
        return self.reason


@dataclass(eq=False)
class PartMissing(DecodeError):
    """A file of a kind that an optional part of the program reads, which is not installed.

    part: the name of that extra: heif, jxl, pdf or video.
    """

    word = "unreadable"
    needs: ClassVar[str] = "needs the part "
    part: str

    @property
    def detail(self) -> str:
        """That part, told from what is damaged."""
        return f"{self.needs}{self.part}"


@dataclass(eq=False)
class TooSmallToShowAFace(DecodeError):
    """A side of the picture is shorter than any face we could recognise."""

    word = "unreadable"
    width: int
    height: int

    @property
    def detail(self) -> str:
        """The size in pixels."""
        return f"{self.width}x{self.height}: too small to show a face"


@dataclass(eq=False)
class TooManyPixels(DecodeError):
    """The header declares more pixels than we decode."""

    word = "too_many_pixels"
    width: int
    height: int

    @property
    def detail(self) -> str:
        """The declared size in pixels."""
        return f"{self.width}x{self.height}"


class TookTooLong(DecodeError):
    """It was not decoded within the time that one picture may take."""

    word = "timed_out"

    @property
    def detail(self) -> str:
        """Tells it from an address that did not answer."""
        return "decoding"
