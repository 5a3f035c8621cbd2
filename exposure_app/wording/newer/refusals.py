"""Why it cannot be told whether there is a newer version, and what to do."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.i18n.figures import day
from exposure_app.wording.explanation import Explanation, explain
from exposure_app.wording.newer.news import no_place_words


def _not_known(why: str, remedy: str) -> Explanation:
    # In each of them, so that none is taken for "there is nothing newer".
    unknown = _("Whether there is a newer version is not known.")
    return Explanation(f"{why} {unknown}", remedy)


def _elsewhere() -> str:
    return _("Look again later, or where you got Exposure from.")


@explain.register
def _no_place_to_look(_error: errors.NoPlaceToLook) -> Explanation:
    return _not_known(no_place_words(), _("Look where you got it from."))


@explain.register
def _looking_is_off(_error: errors.LookingIsOff) -> Explanation:
    return _not_known(
        _("The air-gap switch is on, so nothing was asked."),
        _("Turn the switch off to look for a newer version."),
    )


@explain.register
def _clock_not_right(_error: errors.ClockNotRight) -> Explanation:
    return _not_known(
        _("This computer's clock shows a time that has passed, so nothing was asked."),
        _("Set the clock right, then look again."),
    )


@explain.register
def _notice_unreachable(_error: errors.NoticeUnreachable) -> Explanation:
    return _not_known(
        _("The server did not answer, or its answer broke off."),
        _("Check your connection, then look again."),
    )


@explain.register
def _notice_missing(error: errors.NoticeMissing) -> Explanation:
    return _not_known(
        _("The server did not have the file that names the newest version (HTTP {status}).").format(
            status=error.status
        ),
        _elsewhere(),
    )


@explain.register
def _notice_elsewhere(_error: errors.NoticeElsewhere) -> Explanation:
    return _not_known(
        _("The server pointed to another address, and that was not asked."), _elsewhere()
    )


@explain.register
def _notice_too_large(_error: errors.NoticeTooLarge) -> Explanation:
    return _not_known(
        _("The answer was larger than it can be, and was not read to its end."), _elsewhere()
    )


@explain.register
def _notice_not_signed(_error: errors.NoticeNotSigned) -> Explanation:
    return _not_known(
        _("The answer is not signed by the makers of Exposure, so it was not believed."),
        _("Try another network. If that does not help, look where you got Exposure from."),
    )


@explain.register
def _notice_unreadable(_error: errors.NoticeUnreadable) -> Explanation:
    return _not_known(
        _("The answer is signed, but this version of Exposure cannot read it."), _elsewhere()
    )


@explain.register
def _notice_expired(error: errors.NoticeExpired) -> Explanation:
    return _not_known(
        _("The answer held until {day}, which has passed.").format(day=day(error.until)),
        _("See that this computer's clock is right. If it is, look again later."),
    )


@explain.register
def _notice_from_later(error: errors.NoticeFromLater) -> Explanation:
    return _not_known(
        _("The answer is of {day}, and this computer's clock shows an earlier day.").format(
            day=day(error.signed)
        ),
        _("Set the clock right, then look again."),
    )


@explain.register
def _notice_behind(error: errors.NoticeBehind) -> Explanation:
    return _not_known(
        _("The answer names version {version}, which is older than yours.").format(
            version=error.version
        ),
        _elsewhere(),
    )
