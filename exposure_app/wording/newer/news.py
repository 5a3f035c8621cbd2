"""How old this version is, what looking for a newer one means, and what came of it."""

from collections.abc import Callable
from datetime import date

from exposure_app import RELEASED, __version__
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import day, grouped
from exposure_app.newer.news import VersionNews

DayWords = Callable[[date], str]
"""Writes a day as people do; the window has a way of its own."""


def own_version_words(today: date, day: DayWords = day) -> str:
    """Which version this is, and how old; without asking anybody."""
    released = date.fromisoformat(RELEASED)
    n = (today - released).days
    if n < 0:  # a clock that is not right
        return _("This is version {version}, of {day}.").format(
            version=__version__, day=day(released)
        )
    return ngettext(
        "This is version {version}, of {day}. It is {n} day old.",
        "This is version {version}, of {day}. It is {n} days old.",
        n,
    ).format(version=__version__, day=day(released), n=grouped(n))


def looking_words(*, can_look: bool, is_air_gapped: bool) -> str:
    """What looking for a newer version does, or why it cannot be done here."""
    if not can_look:
        return " ".join((no_place_words(), _("Look where you got it from.")))
    if is_air_gapped:
        return _("The air gap is on, so nothing is asked. It can be turned off on the Trust page.")
    return _(
        "Exposure looks only when you press this. It asks for one small file, the same for "
        "everybody. The server sees your internet address and that somebody uses Exposure. "
        "Nothing is installed."
    )


def no_place_words() -> str:
    """Why this build cannot look."""
    return _("This build of Exposure does not know where newer versions are announced.")


def news_words(news: VersionNews, day: DayWords = day) -> str:
    """What the answer says: a sentence."""
    if not news.is_newer_there:
        return _("Your version is the newest that was known on {day}.").format(
            day=day(news.notice.signed)
        )
    return _("Version {version}, of {day}, is newer than yours.").format(
        version=news.notice.version, day=day(news.notice.released)
    )


def unsafe_words(news: VersionNews) -> str:
    """Whether the version here should be replaced soon, and why; "" if nothing is known of it."""
    if not news.is_own_unsafe:
        return ""
    return _("Your version has a security gap that newer ones close. Get the newer one soon.")


def where_from_words(news: VersionNews) -> str:
    """Where a newer version is; "" if there is none."""
    if not news.is_newer_there:
        return ""
    return _("You can get it here: {page}").format(page=news.notice.page)
