"""Everything that can go wrong in a way the user can understand.

    ExposureError
        EnrolmentError    NoFaceFound, SeveralFacesFound, PoorPhoto, UnreadablePhoto,
                          UnlikeTheOthers, NearCopy, TooManyPhotos, TooManyEras
        GapError          one item of an audit was not looked at; `word` is its name
                          in `not_looked_at`
            FetchError    OutOfScope, RefusedByRobots, Blocked, LoginNeeded, RateLimited, NotFound,
                          Unreachable, TimedOut, TooLarge, RefusedAddress, BudgetSpent, AirGapped
            DecodeError   NotAnImage, Unreadable, TooSmallToShowAFace, TooManyPixels
        SourceError       NotALocator, NoSuchSource, SourceExists
        NothingToAudit, NothingToReport
        SubjectError      NoSuchSubject, NobodyEnrolled, GuardianNotNamed, ConsentEnded
        NoSuchFinding, NotConfirmed, NoSuchPhoto, NoSuchLookAlike
        CannotRead, CannotWrite, UnknownFormat
        GalleryDamaged
        ModelError        ModelMissing, ModelDamaged
        PackError         NoSuchPack, PackExists, PackGone, PackUnusable, PackInUse, PackShips,
                          NoDownload, DownloadDamaged, LicenceNotAccepted, NotCalibrated
        SubjectsWouldBeLost
        TooFewLabelledFaces
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


class NearCopy(EnrolmentError):
    """The face is nearly the same picture as a photo that is enrolled: it would add nothing."""


@dataclass(eq=False)
class TooManyPhotos(EnrolmentError):
    """The era has as many photos as are of use. `limit`: that number."""

    limit: int


@dataclass(eq=False)
class TooManyEras(EnrolmentError):
    """The person has as many eras as are allowed. `limit`: that number."""

    limit: int


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


@dataclass(eq=False)
class RefusedByRobots(FetchError):
    """The site's robots.txt disallows us, or could not be asked (RFC 9309).

    signal: the word in a page or header that refuses instead, such as noimageai; "" if none.
    """

    word = "robots"
    signal: str = ""

    @property
    def detail(self) -> str:
        """That word."""
        return self.signal


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
    """A picture or page by its beginning, but damaged.

    reason: empty, damaged, binary, denied, locked (by a password), or refused (not safe to read).
    """

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


class NotProved(SourceError):
    """The site was asked and shows the token nowhere."""


class CannotBeProved(SourceError):
    """A place that is no web site: there is nobody to ask."""


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
class GuardianNotNamed(SubjectError):
    """A child is looked for only with the record of who agreed for them."""

    name: str


@dataclass(eq=False)
class ConsentEnded(SubjectError):
    """A person agreed until a day that has passed. `ended`: ISO 8601 date of that day."""

    name: str
    ended: str


@dataclass(eq=False)
class NoSuchFinding(ExposureError):
    """No finding has this id."""

    finding: str


@dataclass(eq=False)
class NotConfirmed(ExposureError):
    """Only a finding that a person confirmed may become a photo of theirs."""

    finding: str


@dataclass(eq=False)
class NoSuchPhoto(ExposureError):
    """The person has no enrolled photo of this id."""

    photo: str


@dataclass(eq=False)
class NoSuchLookAlike(ExposureError):
    """No look-alike has this id."""

    look_alike: str


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


@dataclass(eq=False)
class TooFewLabelledFaces(ExposureError):
    """The pictures cannot say what a pack's scores are worth.

    people, pictures: those with a face that was found. mated_needed: people with a second picture.
    """

    people: int
    pictures: int
    people_needed: int
    pictures_needed: int
    mated_needed: int


@dataclass(eq=False)
class PackError(ExposureError):
    """A model pack cannot be added, used or removed. `pack`: its name."""

    pack: str


class NoSuchPack(PackError):
    """No pack of this name is here."""


class PackExists(PackError):
    """A pack of this name is here already, or the name is kept for another."""


class PackGone(PackError):
    """The pack in use is missing or damaged; the one that ships still works."""


@dataclass(eq=False)
class PackUnusable(PackError):
    """What was to become a pack is none, or none that works. `pack`: the file it failed at, or "".

    reason: no_detector, no_recogniser, several_detectors, several_recognisers, several, name,
    not_a_model, external, too_large, damaged or does_not_work.
    """

    reason: str


class PackInUse(PackError):
    """The pack in use, or the one that ships, cannot be removed."""


class PackShips(PackError):
    """The pack that comes with the program brings its own measurement."""


class NoDownload(PackError):
    """The pack can only be placed by hand: no verified copy of it is known."""


class DownloadDamaged(PackError):
    """What came is not the file that was pinned; it was thrown away unopened."""


class LicenceNotAccepted(PackError):
    """The pack's licence must be read and accepted first."""


class NotCalibrated(PackError):
    """What the pack's scores are worth was not measured here yet."""


@dataclass(eq=False)
class SubjectsWouldBeLost(ExposureError):
    """A change of pack would leave these people without a single enrolled photo.

    subjects: their names.
    """

    subjects: tuple[str, ...]


# --- galleries ---------------------------------------------------------------------------------


class GalleryDamaged(ExposureError):
    """Sealed faces are not what was sealed, by this key, for this model. Nothing was read."""


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
