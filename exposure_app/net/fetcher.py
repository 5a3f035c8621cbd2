"""A page, a picture or a robots.txt by GET, and nothing else.

`Fetcher.get` takes a URL and no body, so there is no call by which a photo, a template or a
finding could be sent. Five headers go out, the same for every request; where a picture is asked
for again, also the validator that its server gave. No cookie is kept, no password file read, no
proxy taken from the environment. Every request, sent or refused, is recorded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Generic, TypeVar

import requests
import urllib3

from exposure_app.domain import errors
from exposure_app.domain.images import Validators
from exposure_app.domain.requests import RequestRecord, checked_purpose
from exposure_app.domain.work import CancelToken
from exposure_app.net.answer import MAX_ERROR_BODY_BYTES, Fetched, our_errors, redirect, whole
from exposure_app.net.exchange import Exchange, under_way
from exposure_app.net.headers import conditions
from exposure_app.net.pinned import PinnedAdapter
from exposure_app.net.target import Target, shown, target_of

__all__ = ["MAX_ERROR_BODY_BYTES", "MAX_REDIRECTS", "Fetched", "Fetcher", "Take"]

MAX_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Request(Generic[T]):
    """What stays the same over the redirects of one request."""

    purpose: str
    source: str
    check: Callable[[str], None]
    take: "Take[T]"
    headers: Mapping[str, str]
    received: Callable[[int], None]


Take = Callable[[urllib3.BaseHTTPResponse, Exchange], T]
"""Makes of an answer, whose body is not read yet, what was asked for."""


def _unheard(_count: int) -> None:
    """Nobody counts."""


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A redirect's target."""

    url: str


class Fetcher:
    """Asks by GET, within bounds. Safe to share between threads; close it in the end."""

    def __init__(
        self,
        *,
        user_agent: str,
        record: Callable[[RequestRecord], None],
        announce: Callable[[RequestRecord], int | None] = lambda _record: None,
        is_air_gapped: Callable[[], bool] = lambda: False,
        silence_s: tuple[float, float] = (10.0, 20.0),
        total_s: float = 30.0,
    ) -> None:
        """Open nothing yet.

        Args:
            record: told of every request, sent or refused, on the thread that fetched.
            announce: told of a request before anything of it is sent; what it returns becomes
                the `line` of the record. If it raises, nothing is sent.
            is_air_gapped: while it says so, everything is refused before any socket or name
                look-up, and an answer under way is dropped.
            silence_s: the longest wait for a connection, and between two reads.
            total_s: the longest a `get` may last, redirects included, `check` not.
        """
        self._record = record
        self._announce = announce
        self._is_air_gapped = is_air_gapped
        self._silence_s = silence_s
        self._total_s = total_s
        # Always the same, so that a request says nothing but its URL. */* rather than a list:
        # servers that choose by it then send what everybody can decode.
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "keep-alive",
        }
        self._adapter = PinnedAdapter()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections kept open. Safe to call twice."""
        self._adapter.close()

    def get(
        self,
        url: str,
        *,
        purpose: str,
        source: str,
        max_bytes: int,
        check: Callable[[str], None],
        private_host: str | None,
        cancel: CancelToken,
        validators: Validators | None = None,
        received: Callable[[int], None] = _unheard,
        total_s: float | None = None,
    ) -> Fetched:
        """Fetch `url`, following at most `MAX_REDIRECTS`.

        Args:
            url: absolute, http or https. A fragment is dropped.
            purpose, source: for the ledger.
            max_bytes: the most we take of the body, both as it comes and decompressed.
            check: asked for the URL, and for every redirect's target before it is followed;
                raises a GapError to refuse.
            private_host: the one "host:port" that may be on a private or loopback address.
            cancel: looked at ten times a second. A pause waits for the answer under way.
            validators: of an earlier answer; if it still stands, the status is 304 and the body
                empty.
            received: told of the bytes that came with each hop, whatever became of them.
            total_s: the longest it may last; None for what this fetcher was given.

        Raises:
            AirGapped: nothing was asked of anybody.
            OutOfScope: not http(s), or a URL we do not send: with a password or control characters.
            RefusedAddress: the host has an address that is not public, or the port is another
                service's; nothing was sent.
            TooLarge: the body passed `max_bytes`.
            TimedOut: silence, or the deadline passed.
            Unreachable: DNS, TCP, TLS or the protocol failed, the body was cut short or damaged,
                or redirects led nowhere.
            GapError: whatever `check` raised.
            Cancelled: a stop was asked for.
        """
        return self.follow(
            url,
            purpose=purpose,
            source=source,
            check=check,
            private_host=private_host,
            cancel=cancel,
            headers=conditions(validators),
            received=received,
            total_s=total_s,
            take=lambda answer, exchange: whole(answer, exchange, max_bytes),
        )

    def follow(
        self,
        url: str,
        *,
        purpose: str,
        source: str,
        check: Callable[[str], None],
        private_host: str | None,
        cancel: CancelToken,
        take: Take[T],
        headers: Mapping[str, str] | None = None,
        total_s: float | None = None,
        received: Callable[[int], None] = _unheard,
    ) -> T:
        """As `get`, for who reads the answer in another way than as a whole.

        Args:
            take: given the first answer that is no redirect; what it returns is returned.
            headers: besides those of every request, or instead.
            total_s: the longest it may last; None for what `get` may.
            received: as for `get`.

        Raises:
            GapError, Cancelled: as `get`, and whatever `take` raises.
        """
        cancel.check()
        request = _Request(
            checked_purpose(purpose),
            source,
            check,
            take,
            {**self._headers, **(headers or {})},
            received,
        )
        deadline = monotonic() + (self._total_s if total_s is None else total_s)
        following = url
        for _ in range(MAX_REDIRECTS + 1):
            asked_at = monotonic()
            target = self._admitted(following, request)
            deadline += monotonic() - asked_at  # `check` may wait for its turn with a host
            exchange = Exchange(
                target, private_host, self._silence_s, deadline, cancel,
                is_air_gapped=self._is_air_gapped,
            )  # fmt: skip
            answer = self._recorded(exchange, request)
            if not isinstance(answer, _Elsewhere):
                return answer
            following = answer.url
        raise errors.Unreachable(shown(url))

    def _admitted(self, url: str, request: _Request[T]) -> Target:
        """What `url` asks for, once nothing speaks against asking."""
        try:
            if self._is_air_gapped():
                raise errors.AirGapped(shown(url))
            target = target_of(url)
            request.check(target.url)
        except errors.GapError as refusal:
            self._record(
                RequestRecord(
                    at=datetime.now(UTC),
                    source=request.source,
                    url=shown(url),
                    purpose=request.purpose,
                    address="",
                    status=None,
                    refused=refusal.reason.why,
                    bytes_up=0,
                    bytes_down=0,
                )
            )
            raise
        return target

    def _recorded(self, exchange: Exchange, request: _Request[T]) -> T | _Elsewhere:
        """What was taken, or where it redirects to; in the ledger whichever way it ends."""
        refused = ""
        exchange.line = self._announce(exchange.intent(request.source, request.purpose))
        try:
            with under_way(exchange), our_errors(exchange.url):
                return self._taken(exchange, request)
        except errors.GapError as refusal:
            refused = refusal.reason.why
            raise
        finally:
            request.received(exchange.received)
            for record in exchange.records(request.source, request.purpose, refused):
                self._record(record)

    def _taken(self, exchange: Exchange, request: _Request[T]) -> T | _Elsewhere:
        answer = self._ask(exchange, request.headers)
        try:
            if answer.status in _REDIRECTS:
                return _Elsewhere(redirect(answer, exchange))
            return request.take(answer, exchange)
        finally:
            answer.close()  # the connection too, unless the body was read to its end

    def _ask(self, exchange: Exchange, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        try:
            return self._adapter.ask(exchange, headers)
        except requests.ConnectionError:
            # The server may close a kept connection just as we use it; it has not seen this
            # request then, and a GET may be repeated anyway.
            if not exchange.is_reused or exchange.received:
                raise
            exchange.renew()
            return self._adapter.ask(exchange, headers)
