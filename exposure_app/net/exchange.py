"""One request under way: until when it may last, who may stop it, what has passed so far.

`requests` and urllib3 have no place to carry a deadline or a stop through; their timeouts are
silences. So an exchange belongs to the thread that asks, and the sockets of `pinned` look it up
whenever they wait or read. What they raise is ours already, and passes through both libraries
unchanged.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import local
from time import monotonic

from exposure_app.domain import errors
from exposure_app.domain.requests import STOPPED, UNFINISHED, RequestRecord
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.net.target import Target

GLANCE_S = 0.1
"""The longest wait before Stop and the clock are looked at again."""

MAX_HEADER_BYTES = 64 * 1024
_READ_AHEAD_BYTES = io.DEFAULT_BUFFER_SIZE  # what may be read of the body while reading headers
_MAX_FRAMING_BYTES = 64 * 1024  # chunk sizes and trailers around a body, besides 1/64 of it


@dataclass(slots=True)
class Exchange:
    """One request and its answer.

    private_host: the one endpoint that may be on the user's own network.
    silence_s: longest wait for a connection, and between two reads.
    deadline: of the whole answer, on the monotonic clock.
    address: the IP address connected to; "" as long as no packet was sent.
    failed_addresses: those tried before it, in vain.
    sent, received: bytes through the socket; `body_received` those of the body, as they came.
    is_reused: whether the connection had served an earlier request.
    is_air_gapped: whether the air-gap switch is on by now.
    line: where the ledger announced it; None if it did not.
    """

    target: Target
    private_host: str | None
    silence_s: tuple[float, float]
    deadline: float
    cancel: CancelToken
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    address: str = ""
    failed_addresses: list[str] = field(default_factory=list)
    status: int | None = None
    sent: int = 0
    received: int = 0
    body_received: int = 0
    is_reused: bool = False
    is_air_gapped: Callable[[], bool] = lambda: False
    line: int | None = None
    _ceiling: int = field(default=MAX_HEADER_BYTES + _READ_AHEAD_BYTES, init=False)
    _max_bytes: int | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """What is asked for."""
        return self.target.url

    @property
    def may_be_private(self) -> bool:
        """Whether the user named this very host and port as one of their own network."""
        return self.target.endpoint == self.private_host

    def look(self) -> None:
        """Go on only if there is time and nobody asked to stop.

        A pause is not heeded here: to rest in the middle of an answer is to lose it.

        Raises:
            Cancelled: a stop was asked for.
            AirGapped: the switch was turned on meanwhile.
            TimedOut: the deadline has passed.
        """
        if self.cancel.is_cancelled:
            raise Cancelled
        if self.is_air_gapped():
            raise errors.AirGapped(self.url)
        if monotonic() > self.deadline:
            raise errors.TimedOut(self.url)

    def wait(self, since: float, longest_s: float) -> None:
        """Go on waiting, as `look`, unless nothing has come for `longest_s`.

        Raises:
            Cancelled, TimedOut: as above.
        """
        self.look()
        if monotonic() - since > longest_s:
            raise errors.TimedOut(self.url)

    def receive(self, count: int) -> None:
        """Note bytes that came, whatever they are part of.

        Raises:
            Unreachable: headers without end.
            TooLarge: the body, or what is wrapped around it, is beyond the limit.
            Cancelled, TimedOut: as above.
        """
        self.received += count
        if self.received > self._ceiling:
            if self._max_bytes is None:
                raise errors.Unreachable(self.url)
            raise errors.TooLarge(self.url, self._max_bytes)
        self.look()

    def begin_body(self, max_bytes: int) -> None:
        """From here on, count against the body's limit."""
        self._max_bytes = max_bytes
        self._ceiling = self.received + max_bytes + max_bytes // 64 + _MAX_FRAMING_BYTES

    def give_up_address(self) -> None:
        """Note that nobody answered at this address; there are others.

        Raises:
            Cancelled, TimedOut: as above.
        """
        self.failed_addresses.append(self.address)
        self.address = ""
        self.look()

    def renew(self) -> None:
        """Begin again, on another connection."""
        self.address = ""
        self.is_reused = False

    def intent(self, source: str, purpose: str) -> RequestRecord:
        """The ledger's line before anything is sent, a name look-up included."""
        return RequestRecord(self.at, source, self.url, purpose, "", None, UNFINISHED, 0, 0)

    def records(self, source: str, purpose: str, refused: str) -> Iterator[RequestRecord]:
        """The ledger's lines: one, and before it one for each address tried in vain.

        None if nothing was sent, refused or announced: stopped before it began.
        """
        if self.line is not None and not self.address:
            refused = refused or STOPPED
        for address in self.failed_addresses:
            why = errors.Unreachable.reason.why
            yield RequestRecord(self.at, source, self.url, purpose, address, None, why, 0, 0)
        if self.address or refused:
            yield RequestRecord(
                at=self.at,
                source=source,
                url=self.url,
                purpose=purpose,
                address=self.address,
                status=self.status,
                refused=refused,
                bytes_up=self.sent,
                bytes_down=self.body_received,
                line=self.line,
            )


class _Here(local):
    exchange: Exchange | None = None


_here = _Here()


def current() -> Exchange:
    """The exchange of this thread."""
    if _here.exchange is None:
        raise RuntimeError("a socket of this package serves one exchange at a time")
    return _here.exchange


@contextmanager
def under_way(exchange: Exchange) -> Iterator[None]:
    """Make `exchange` the current one of this thread."""
    earlier, _here.exchange = _here.exchange, exchange
    try:
        yield
    finally:
        _here.exchange = earlier
