"""Days and moments as the person's system writes them, in the person's time zone."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from exposure_app.domain.days import local
from exposure_app.ui.kit.mirroring import is_mirrored


def day(at: date) -> str:
    """A day, such as "3 Nov 2026"; that of a moment is the one in the person's time zone."""
    here = local(at) if isinstance(at, datetime) else at
    return QLocale().toString(QDate(here.year, here.month, here.day), _form())


def moment(at: datetime) -> str:
    """The day and minute of `at`."""
    here = local(at)
    clock = QTime(here.hour, here.minute, here.second)
    return f"{day(at)} {QLocale().toString(clock, QLocale.FormatType.ShortFormat)}"


def edited() -> str:
    """The same form, for Qt's field in which a day is typed."""
    # Where lines run from the right, Qt turns the parts around: day, month and year would be read
    # from the year on.
    return _TURNED if is_mirrored() else _form()


def _form() -> str:
    return _FORMS.get(QLocale().language(), "d MMM yyyy")


_TURNED = "yyyy MMM d"
_FORMS = {
    QLocale.Language.German: "d. MMM yyyy",
    QLocale.Language.Portuguese: "d 'de' MMM 'de' yyyy",
}
"""Of languages that write a day otherwise than most, as CLDR has it (yMMMd)."""
