"""Everything that can go wrong in a way the user can understand.

    ExposureError
        EnrolmentError    NoFaceFound, SeveralFacesFound, PoorPhoto, UnreadablePhoto,
                          UnlikeTheOthers
        GapError          one item of an audit was not looked at; `word` is its name
                          in `not_looked_at`
            FetchError    OutOfScope, RefusedByRobots, Blocked, LoginNeeded, RateLimited, NotFound,
                          Unreachable, TimedOut, TooLarge, RefusedAddress, BudgetSpent, AirGapped
            DecodeError   NotAnImage, Unreadable, TooSmallToShowAFace, TooManyPixels
        SourceError       NotALocator, NoSuchSource, SourceExists
        NothingToAudit, NothingToReport
        SubjectError      NoSuchSubject, NobodyEnrolled
        NoSuchFinding, CannotRead, CannotWrite, UnknownFormat
        ModelError        ModelMissing, ModelDamaged
        VaultError        KeychainUnavailable, PassphraseNeeded, WrongPassphrase, KeyMissing,
                          VaultDamaged, VaultTooNew, VaultBusy, DiskFull

A class carries facts, never sentences: `exposure_app.wording` turns the facts into the user's
language, and a class added here without words there fails `tests/test_wording.py`.

`Cancelled` is in `exposure_app.domain.work`: stopping on request is not an error.
"""

from dataclasses import dataclass
from typing import ClassVar


class ExposureError(Exception):
    """Something foreseen went wrong; the user can be told what, and what to do next."""

    def __str__(self) -> str:
        return repr(self)


# --- enrolment ---------------------------------------------------------------------------------


@dataclass(eq=False)
class EnrolmentError(ExposureError):
    """A photo could not become a template."""

    photo: str


class NoFaceFound(EnrolmentError):
    """The detector found no face."""


@dataclass(eq=False)
class SeveralFacesFound(EnrolmentError):
    """Enrolment needs exactly one face, so that no bystander is enrolled by accident."""

    count: int


@dataclass(eq=False)
class PoorPhoto(EnrolmentError):
    """The face would make a poor reference. `reason`: small, blurred, turned, dark or unclear."""

    reason: str


class UnreadablePhoto(EnrolmentError):
    """The file is not a picture we can read."""


@dataclass(eq=False)
class UnlikeTheOthers(EnrolmentError):
    """The face resembles none of the person's other photos: perhaps someone else's."""

    score: float


# --- gaps in an audit --------------------------------------------------------------------------


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


class RefusedByRobots(FetchError):
    """The site's robots.txt disallows us, or could not be asked (RFC 9309)."""

    word = "robots"


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
    """The source's budget ended before this URL. `limit`: pages, images, bytes or depth."""

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
    """A picture or page by its beginning, but damaged. `reason`: empty, damaged, binary, denied."""

    word = "unreadable"
    reason: str

    @property
    def detail(self) -> str:
        """The reason."""
        return self.reason


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


# --- sources, subjects, findings ---------------------------------------------------------------


@dataclass(eq=False)
class SourceError(ExposureError):
    """A source could not be added or used."""

    locator: str


class NotALocator(SourceError):
    """Neither an http(s) address nor an existing folder or picture."""


class NoSuchSource(SourceError):
    """No source has this id."""


class SourceExists(SourceError):
    """This place is a source already."""


class NothingToAudit(ExposureError):
    """No source was added yet."""


class NothingToReport(ExposureError):
    """No audit was run yet."""


class SubjectError(ExposureError):
    """A subject is missing, or may not be used."""


@dataclass(eq=False)
class NoSuchSubject(SubjectError):
    """Nobody of this name is enrolled."""

    name: str


class NobodyEnrolled(SubjectError):
    """An audit needs a face to look for."""


@dataclass(eq=False)
class NoSuchFinding(ExposureError):
    """No finding has this id."""

    finding: str


@dataclass(eq=False)
class CannotWrite(ExposureError):
    """A file the user asked for could not be written."""

    path: str


@dataclass(eq=False)
class CannotRead(ExposureError):
    """A file the user named could not be read."""

    path: str


@dataclass(eq=False)
class UnknownFormat(ExposureError):
    """A report was asked for under a suffix we do not write."""

    path: str


# --- models ------------------------------------------------------------------------------------


@dataclass(eq=False)
class ModelError(ExposureError):
    """A weight file cannot be used. `file` is its name, without folders."""

    file: str


class ModelMissing(ModelError):
    """The file is not there."""


class ModelDamaged(ModelError):
    """The file's SHA-256 is not the one in models.lock."""


# --- the vault ---------------------------------------------------------------------------------


class VaultError(ExposureError):
    """The encrypted store could not be opened or written."""


@dataclass(eq=False)
class KeychainUnavailable(VaultError):
    """No trusted keychain answered. `reason`: none, untrusted, locked, timed_out or failed.

    expected: the keychain that holds this vault's key, by its own name; "" for a new vault.
    """

    reason: str
    expected: str = ""


class PassphraseNeeded(VaultError):
    """There is no keychain, so the vault needs a passphrase, and none was given."""


class WrongPassphrase(VaultError):
    """The passphrase does not open this vault."""


class KeyMissing(VaultError):
    """The vault is there, but its key is gone from the keychain. It is never replaced."""


class VaultDamaged(VaultError):
    """The file is not a vault, or its pages do not authenticate."""


@dataclass(eq=False)
class VaultTooNew(VaultError):
    """A newer version of the app wrote this vault; opening it could damage it."""

    found_version: int
    known_version: int


class VaultBusy(VaultError):
    """Another process holds the vault."""


class DiskFull(VaultError):
    """No room, or no leave, to write; what was there stays readable."""
