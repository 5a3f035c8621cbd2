"""How fast an audit goes and how long it may take, in words that do not pretend to know better."""

from exposure_app.i18n import _, ngettext

_MINUTE = 60.0
_HOUR = 3_600.0


def pace_words(per_second: float | None, seconds_left: float | None) -> str:
    """The pace, and the time left if the end is known; "" while neither can be said."""
    said = []
    if per_second:
        said.append(_rate(per_second))
    if seconds_left is not None:
        said.append(_left(seconds_left))
    return " ".join(said)


def _rate(per_second: float) -> str:
    if per_second >= 1:
        n = round(per_second)
        return ngettext("About {n} picture a second.", "About {n} pictures a second.", n).format(
            n=n
        )
    n = max(1, round(per_second * _MINUTE))
    return ngettext("About {n} picture a minute.", "About {n} pictures a minute.", n).format(n=n)


def _left(seconds: float) -> str:
    if seconds < _MINUTE:
        return _("Less than a minute left.")
    if seconds < _HOUR:
        n = round(seconds / _MINUTE)
        return ngettext("About {n} minute left.", "About {n} minutes left.", n).format(n=n)
    n = round(seconds / _HOUR)
    return ngettext("About {n} hour left.", "About {n} hours left.", n).format(n=n)
