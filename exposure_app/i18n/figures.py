"""Numbers and dates as the language in use writes them, in Western digits."""

from datetime import date, datetime

from exposure_app.domain.days import local
from exposure_app.i18n import spoken


def grouped(n: int) -> str:
    """A whole number with its thousands set apart: "12,345", "12.345"."""
    return f"{n:,}".replace(",", spoken().group)


def decimal(x: float, spec: str = ",g") -> str:
    """A number that may have a fraction.

    Args:
        spec: as `format` has it, with "," for grouping, such as ",.1f".
    """
    language = spoken()
    swapped = {",": language.group, ".": language.point}
    return "".join(swapped.get(c, c) for c in format(x, spec))


def day(at: date) -> str:
    """A day; that of a moment is the one in the person's time zone."""
    counted = local(at).date() if isinstance(at, datetime) else at
    return counted.strftime(spoken().day)


def minute(at: datetime) -> str:
    """A day and the minute of it, in the person's time zone."""
    return f"{day(at)} {local(at):%H:%M}"
