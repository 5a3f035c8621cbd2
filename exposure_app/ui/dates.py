"""Days and moments as the person's system writes them, in the person's time zone."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime


def day(at: datetime) -> str:
    """The day of `at`, such as "3 Nov 2026"."""
    local = at.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), _DAY)


def moment(at: datetime) -> str:
    """The day and minute of `at`."""
    local = at.astimezone()
    when = QDateTime(
        QDate(local.year, local.month, local.day), QTime(local.hour, local.minute, local.second)
    )
    return f"{day(at)} {QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)}"


_DAY = "d MMM yyyy"
