"""Places, people, findings and files that were asked for and cannot be had."""

from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError


@dataclass(eq=False)
class SourceError(ExposureError):
    """A source could not be added or used."""

    locator: str


class NotALocator(SourceError):
    """Neither an http(s) address nor an existing folder or picture."""


class PlaceOnlineOnly(NotALocator):
    """A file that a cloud's program keeps elsewhere: only fetching it would tell what it is."""


class NoSuchSource(SourceError):
    """No source has this id."""


class SourceExists(SourceError):
    """This place is a source already."""


class PermissionNotNamed(SourceError):
    """Somebody else's place is looked at only with the record of who gave leave."""


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
class NoSuchVerdict(ExposureError):
    """No answer has this number, or it was taken back already."""

    number: int


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
