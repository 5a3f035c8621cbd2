"""What the guard refused, held until somebody with an open vault writes it down."""

from collections import deque
from datetime import UTC, datetime

from exposure_app.domain.requests import GUARD, RequestRecord

MOST_HELD = 1_000
"""Of a program that tries without end, the newest; a handful is enough to look into it."""

REFUSED = "guard"
"""The word in the ledger, in place of a gap's."""

_held: deque[RequestRecord] = deque(maxlen=MOST_HELD)


def hold(event: str, target: str) -> None:
    """Remember one refusal."""
    _held.append(
        RequestRecord(
            at=datetime.now(UTC),
            source="",
            url=f"{event}:{target}",
            purpose=GUARD,
            address="",
            status=None,
            refused=REFUSED,
            bytes_up=0,
            bytes_down=0,
        )
    )


def give_back(records: list[RequestRecord]) -> None:
    """Hold again what was taken by somebody whose vault is thrown away."""
    _held.extend(records)


def take_refusals() -> list[RequestRecord]:
    """Those not yet taken, oldest first."""
    taken = []
    while _held:
        taken.append(_held.popleft())
    return taken
