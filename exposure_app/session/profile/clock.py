"""Whether this computer's clock can be right. Consents, permissions and kept faces end by it."""

from datetime import UTC, datetime, timedelta

from exposure_app import RELEASED
from exposure_app.vault.vault import Vault

SLACK = timedelta(hours=26)
"""Released in another time zone, and a day's difference in what people call today."""

STEP_BACK = timedelta(minutes=10)
"""Clocks are set right by less all the time."""


def clock_trouble(vault: Vault, now: datetime) -> str:
    """What is wrong with the time `now`; "" if nothing can be seen.

    "old" if it is a day before this version was made, "went_back" if it is earlier than what this
    program already wrote down.
    """
    if now < datetime.fromisoformat(RELEASED).replace(tzinfo=UTC) - SLACK:
        return "old"
    audit = vault.audits.last()
    written = [audit.started_at] if audit else []
    if (asked := vault.ledger.newest_at()) is not None:
        written.append(asked)
    return "went_back" if any(now < at - STEP_BACK for at in written) else ""
