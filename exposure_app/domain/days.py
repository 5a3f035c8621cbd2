"""Days, as the calendar of whoever sits here counts them."""

from datetime import date, datetime


def today() -> date:
    """The date by this computer's clock and time zone."""
    return datetime.now().astimezone().date()


def local(at: datetime) -> datetime:
    """`at` in the time zone of this computer; one without a zone is of this computer's already.

    Windows knows of no local time before 1970 and after 3000: today's distance from UTC serves.
    """
    try:
        return at.astimezone()
    except OSError:
        zone = datetime.now().astimezone().tzinfo
        return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
