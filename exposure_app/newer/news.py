"""What a notice means for whoever has one certain version, on one certain day."""

from dataclasses import dataclass
from datetime import date, timedelta

from packaging.version import Version

from exposure_app.domain.errors import NoticeBehind, NoticeExpired, NoticeFromLater
from exposure_app.newer.notice import VersionNotice

_ELSEWHERE = timedelta(days=1)
"""It may be tomorrow already where the notice was signed."""


@dataclass(frozen=True, slots=True)
class VersionNews:
    """A notice that holds today, beside the version that is here.

    own: the version that is here.
    """

    own: str
    notice: VersionNotice

    @property
    def is_newer_there(self) -> bool:
        """Whether there is a newer version; else this is the newest known on the notice's day."""
        return Version(self.own) < Version(self.notice.version)

    @property
    def is_own_unsafe(self) -> bool:
        """Whether the version here has a security fault that a newer one mends."""
        return Version(self.own) < Version(self.notice.safe_since)


def news_of(notice: VersionNotice, own: str, today: date) -> VersionNews:
    """What `notice` says to whoever has the version `own`.

    Args:
        today: the day in UTC.

    Raises:
        NoticeExpired, NoticeFromLater: it does not hold on this day.
        NoticeBehind: it names a version older than `own`, so it cannot be of today.
    """
    if today > notice.until:
        raise NoticeExpired(notice.until)
    if today < notice.signed - _ELSEWHERE:
        raise NoticeFromLater(notice.signed)
    if Version(notice.version) < Version(own):
        raise NoticeBehind(notice.version)
    return VersionNews(own, notice)
