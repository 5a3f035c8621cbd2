"""What looking for a newer version comes to in the fake session: what a test says."""

from datetime import date

from exposure_app import RELEASED, __version__
from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken
from exposure_app.newer.news import VersionNews
from exposure_app.newer.notice import VersionNotice


def news(version: str = __version__, *, safe_since: str = "0.1.0") -> VersionNews:
    """What the maker says, who names this version as the newest."""
    released = date.fromisoformat(RELEASED)
    page = f"https://releases.example.org/exposure/{version}"
    return VersionNews(
        __version__, VersionNotice(version, released, released, released, safe_since, page)
    )


class FakeNewer:
    """The same verbs as `exposure_app.session.newer.newer_verbs.NewerVerbs`.

    answer: what comes of looking; None where this build names no place to look.
    looked: how many times somebody did.
    """

    def __init__(self) -> None:
        self.answer: VersionNews | errors.NewestNotTold | None = None
        self.looked = 0

    def can_look(self) -> bool:
        return self.answer is not None

    def look(self, *, cancel: CancelToken) -> VersionNews:
        if self.answer is None:
            raise errors.NoPlaceToLook
        cancel.check()
        self.looked += 1
        if isinstance(self.answer, errors.NewestNotTold):
            raise self.answer
        return self.answer
