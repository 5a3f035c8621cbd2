"""Why it cannot be told which version is the newest. None of these says that this one is."""

from dataclasses import dataclass
from datetime import date

from exposure_app.domain.errors.base import ExposureError


class NewestNotTold(ExposureError):
    """Somebody looked for a newer version, and the answer is not known."""


class NoPlaceToLook(NewestNotTold):
    """This build names no place where newer versions are announced; nothing was asked."""


class LookingIsOff(NewestNotTold):
    """The air-gap switch is on; nothing was asked."""


class ClockNotRight(NewestNotTold):
    """The clock shows a time that has passed already, so no day can be compared; nothing asked."""


class NoticeUnreachable(NewestNotTold):
    """No whole answer came."""


@dataclass(eq=False)
class NoticeMissing(NewestNotTold):
    """An answer came that is not the file. `status`: the HTTP status."""

    status: int


class NoticeElsewhere(NewestNotTold):
    """The answer sent its reader on to another address, which was not asked."""


class NoticeTooLarge(NewestNotTold):
    """The answer is larger than such a file is; it was not read to its end."""


class NoticeNotSigned(NewestNotTold):
    """What came does not carry the maker's signature; nothing of it was believed."""


class NoticeUnreadable(NewestNotTold):
    """It is signed, and does not say what such a file says."""


@dataclass(eq=False)
class NoticeExpired(NewestNotTold):
    """It held until a day that has passed: somebody may be holding a newer one back."""

    until: date


@dataclass(eq=False)
class NoticeFromLater(NewestNotTold):
    """It was signed on a day that this computer's clock has not come to."""

    signed: date


@dataclass(eq=False)
class NoticeBehind(NewestNotTold):
    """The version it names is older than this one."""

    version: str
