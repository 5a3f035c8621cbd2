"""What was asked of the outside: one record per request, sent or refused."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

PURPOSES = ("page", "image", "robots", "style", "listing", "proof", "model", "version")
"""What a request may be for; for anything else none is sent. A new one is a change to
`docs/privacy.md`, and a test says so."""

GUARD = "guard"
"""In place of a purpose: something tried to leave by another way, and was refused."""

UNFINISHED, STOPPED = "unfinished", "stopped"
"""Words of the ledger besides those of gaps."""

_REFUSALS = frozenset({"out_of_scope", "robots", "air_gap", "refused_address", "budget", GUARD})
"""Words by which we declined to send; by the others a request was sent and led to nothing."""


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One line of the ledger.

    purpose: one of `PURPOSES`, or `GUARD`.
    address: the IP address connected to; "" where no packet was sent.
    status: the HTTP status; None where none came.
    refused: the gap's word if the request was refused or failed, else "". `UNFINISHED` from before
        it is sent until it ends, so that one cut off by a crash is not missing; `STOPPED` if the
        user stopped it before an address was tried.
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
    line: int | None = field(default=None, compare=False, repr=False)
    """Where the ledger wrote it down before it was sent; None if it did not."""

    @property
    def host(self) -> str:
        """Who was to be asked, with the port if it is named; "" where nobody can be told.

        For a DNS question its name; for what the guard refused, where it would have gone.
        """
        if self.purpose == GUARD:
            return self.url.partition(":")[2]
        try:
            parts = urlsplit(self.url)
        except ValueError:  # brackets that hold no address: what was refused may be no URL at all
            return ""
        return parts.netloc or parts.path

    @property
    def is_refusal(self) -> bool:
        """Whether we declined to send it."""
        return self.refused in _REFUSALS and not self.address


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which lines of the ledger to show; as it is, all.

    host: part of the host's name. text: part of anything that stands in a line. Capitals are
    not told apart. purpose: "" for any.
    """

    host: str = ""
    purpose: str = ""
    text: str = ""
    refused_only: bool = False

    def keeps(self, record: RequestRecord) -> bool:
        """Whether a line is one of those."""
        line = " ".join(
            (record.url, record.purpose, record.address, record.refused, str(record.status or ""))
        )
        return (
            (record.is_refusal or not self.refused_only)
            and self.purpose in ("", record.purpose)
            and self.host.casefold() in record.host.casefold()
            and self.text.casefold() in line.casefold()
        )


def checked_purpose(purpose: str) -> str:
    """`purpose`, if requests may be sent for it.

    Raises:
        ValueError: it is not one of `PURPOSES`.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"{purpose} is told of nowhere in docs/privacy.md")
    return purpose
