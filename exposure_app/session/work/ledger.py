"""Writes down what was asked of the outside: before it is sent, and how it ended."""

from collections import deque
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from exposure_app.domain.requests import GUARD, RequestRecord
from exposure_app.guard import take_refusals
from exposure_app.settings import LedgerPaths
from exposure_app.vault.records.ledger import Ledger

HASH_CHARS = 32
"""Hexadecimal digits of SHA-256 that stand for a path: 128 bits, none met twice by chance."""


class LedgerWriter:
    """The ledger of one audit or request. Any thread may announce and record.

    What has ended is held until `take` or `keep`: a durable line costs a disk 10-20 ms.
    """

    def __init__(self, ledger: Ledger, paths: LedgerPaths) -> None:
        self._ledger = ledger
        self._paths = paths
        self._held: deque[RequestRecord] = deque()

    def __bool__(self) -> bool:
        return bool(self._held)

    def announce(self, record: RequestRecord) -> int:
        """Write down what is about to be sent; its line.

        Raises:
            VaultError: it could not be, so it must not be sent.
        """
        return self._ledger.announce(self._as_chosen(record))

    def record(self, record: RequestRecord) -> None:
        """Hold how a request ended."""
        self._held.append(self._as_chosen(record))

    def take(self) -> list[RequestRecord]:
        """What is held, and what the guard refused meanwhile."""
        return [self._held.popleft() for _ in range(len(self._held))] + take_refusals()

    def keep(self) -> None:
        """Write down what is held."""
        if taken := self.take():
            self._ledger.add_many(taken)

    def _as_chosen(self, record: RequestRecord) -> RequestRecord:
        if self._paths is LedgerPaths.FULL or record.purpose == GUARD:
            return record
        return replace(record, url=hashed(record.url))


def hashed(url: str) -> str:
    """The URL with what follows its host as a hash: "https://example.org/#sha256=...".

    The hash is that of path and query as they were asked for, so that a known address can be
    looked for in the ledger. A real fragment is never in the ledger.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address: it was refused as no URL
        return url
    if not parts.netloc:  # "dns:example.org?type=TXT" is a name already
        return url
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    digest = sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_CHARS]
    return f"{parts.scheme}://{parts.netloc}/#sha256={digest}"
