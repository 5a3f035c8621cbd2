"""Where in a video or document a picture is."""

from exposure_app.domain.moments import moment_in
from exposure_app.i18n import _

_MINUTE, _HOUR = 60, 3600


def moment_words(url: str) -> str:
    """The time in the video, or the page of the document, that a picture's address names.

    "" if it names neither.
    """
    moment = moment_in(url)
    if moment is None:
        return ""
    if moment.seconds is not None:
        begin, end = _clock(moment.seconds), _clock(moment.until or moment.seconds)
        if begin == end:
            return _("at {time}").format(time=begin)
        return _("between {begin} and {end}").format(begin=begin, end=end)
    return _("page {page}").format(page=moment.page)


def _clock(seconds: float) -> str:
    """As players show it: 0:12, 1:02:03."""
    whole = int(seconds)
    hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
    written = f"{minutes:02}" if hours else f"{minutes}"
    return f"{hours}:{written}:{whole % _MINUTE:02}" if hours else f"{written}:{whole % _MINUTE:02}"
