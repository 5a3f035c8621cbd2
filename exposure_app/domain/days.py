"""Days, as the calendar of whoever sits here counts them."""

from datetime import date, datetime


def today() -> date:
    """The date by this computer's clock and time zone."""
    return datetime.now().astimezone().date()
