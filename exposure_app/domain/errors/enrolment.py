"""A photo that does not become a template, and why."""

from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError


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


class PhotoOnlineOnly(UnreadablePhoto):
    """A cloud's program keeps the file elsewhere: to read it would fetch it."""


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


class NoCamera(ExposureError):
    """This computer has no camera, another program has it, or the system gives no leave."""
