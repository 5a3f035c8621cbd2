"""Looks for a newer version: one request, when somebody asks for it. Nothing of it is stored."""

from datetime import UTC, datetime

from exposure_app import __version__
from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken
from exposure_app.net.answer import Fetched
from exposure_app.net.fetcher import Fetcher
from exposure_app.newer.news import VersionNews, news_of
from exposure_app.newer.notice import MOST_BYTES, read_notice
from exposure_app.newer.place import NoticePlace, place_of_build
from exposure_app.newer.signed_file import opened
from exposure_app.session.profile.clock import clock_trouble
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.session.work.user_agent import SAME_FOR_ALL

PURPOSE = "version"
"""What the ledger calls this request."""

_OK = 200


class NewerVerbs:
    """See `Session.newer`.

    Args:
        place: where to look; None for the one that this build names, if any.
        private_host: the one "host:port" on a private address that may be asked.
    """

    def __init__(
        self,
        profile: OpenProfile,
        *,
        place: NoticePlace | None = None,
        private_host: str | None = None,
    ) -> None:
        self._profile = profile
        self._named = place
        self._private_host = private_host

    def can_look(self) -> bool:
        """Whether this build names a place to look; asks nobody."""
        return self._place() is not None

    def look(self, *, cancel: CancelToken) -> VersionNews:
        """Ask once, and say what the answer means for the version that is here.

        Raises:
            NewestNotTold: any of its kinds.
            Cancelled: a stop was asked for.
        """
        place = self._place()
        if place is None:
            raise errors.NoPlaceToLook
        now = datetime.now(UTC)
        if clock_trouble(self._profile.vault, now):
            raise errors.ClockNotRight
        with self._profile.asking(SAME_FOR_ALL) as (fetcher, _recording):
            answer = self._asked(fetcher, place.address, cancel)
        notice = read_notice(opened(answer.untrusted_body, place.key))
        return news_of(notice, __version__, now.date())

    def _place(self) -> NoticePlace | None:
        return self._named or place_of_build()

    def _asked(self, fetcher: Fetcher, address: str, cancel: CancelToken) -> Fetched:
        """The answer, if it is the file."""
        may_be_asked = iter((address,))

        def check(asked: str) -> None:
            # Once. No redirect is followed, to here either: one press is one request.
            if asked != next(may_be_asked, None):
                raise errors.OutOfScope(asked)

        try:
            answer = fetcher.get(
                address,
                purpose=PURPOSE,
                source="",
                max_bytes=MOST_BYTES,
                check=check,
                private_host=self._private_host,
                cancel=cancel,
            )
        except errors.GapError as refusal:
            raise _not_told(refusal) from refusal
        if answer.status != _OK:
            raise errors.NoticeMissing(answer.status)
        return answer


def _not_told(refusal: errors.GapError) -> errors.NewestNotTold:
    match refusal:
        case errors.AirGapped():
            return errors.LookingIsOff()
        case errors.OutOfScope():
            return errors.NoticeElsewhere()
        case errors.TooLarge():
            return errors.NoticeTooLarge()
        case _:
            return errors.NoticeUnreachable()
