"""Days and moments as the person's system writes them, in the person's time zone."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from exposure_app.ui.kit.mirroring import is_mirrored


def day(at: date) -> str:
    """A day, such as "3 Nov 2026"; that of a moment is the one in the person's time zone."""
    local = at.astimezone() if isinstance(at, datetime) else at
    return QLocale().toString(QDate(local.year, local.month, local.day), _form())


def moment(at: datetime) -> str:
    """The day and minute of `at`."""
    local = at.astimezone()
    when = QDateTime(
        QDate(local.year, local.month, local.day), QTime(local.hour, local.minute, local.second)
    )
    return f"{day(at)} {QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)}"


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
