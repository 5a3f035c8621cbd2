"""Who gave leave to look at a place, on which day, in which words, and until when."""

from collections.abc import Callable
from datetime import date

from exposure_app.domain.sources import Permission
from exposure_app.i18n import _, figures


def permission_words(
    permission: Permission, on: date, *, write: Callable[[date], str] = figures.day
) -> str:
    """The record of a permission, as it stands on that day.

    Args:
        write: a day, as days are written where this is shown.
    """
    day = write(permission.on)
    if permission.by:
        said = [_("leave given by {name}, {day}").format(name=permission.by, day=day)]
    else:
        said = [_("leave noted {day}, without a name").format(day=day)]
    if permission.words:
        said.append(_("“{words}”").format(words=permission.words))
    if permission.until is not None:
        until = _("until {day}") if permission.holds_on(on) else _("ended on {day}")
        said.append(until.format(day=write(permission.until)))
    return "; ".join(said)
