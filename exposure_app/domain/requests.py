"""What was asked of the outside: one record per request, sent or refused."""

from dataclasses import dataclass
from datetime import datetime

PURPOSES = ("page", "image", "robots", "style", "listing", "proof", "model")
"""What a request may be for. A new one is a change to `docs/privacy.md`, and a test says so."""

GUARD = "guard"
"""In place of a purpose: something tried to leave by another way, and was refused."""


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One line of the ledger.

    purpose: one of `PURPOSES`, or `GUARD`.
    address: the IP address connected to; "" where no packet was sent.
    status: the HTTP status; None where none came.
    refused: the gap's word if the request was refused or failed, else "".
    bytes_up, bytes_down: of the request's line and headers, and of the body as it came.
    """

    at: datetime
    source: str
    url: str
    purpose: str
    address: str
    status: int | None
    refused: str
    bytes_up: int
    bytes_down: int
