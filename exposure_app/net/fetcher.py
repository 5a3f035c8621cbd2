"""A page, a picture or a robots.txt by GET, and nothing else.

`Fetcher.get` takes a URL and no body, so there is no call by which a photo, a template or a
finding could be sent. Five headers go out, the same for every request; where a picture is asked
for again, also the validator that its server gave. No cookie is kept, no password file read, no
proxy taken from the environment. Every request, sent or refused, is recorded.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Generic, TypeVar

import requests
import urllib3

from exposure_app.domain import errors
from exposure_app.domain.images import NO_VALIDATORS, Validators
from exposure_app.domain.requests import RequestRecord, checked_purpose
from exposure_app.domain.work import CancelToken
from exposure_app.net.body import read_body
from exposure_app.net.exchange import Exchange, under_way
from exposure_app.net.headers import (
    conditions,
    media_type_and_charset,
    retry_after_s,
    validators_of,
)
from exposure_app.net.pinned import PinnedAdapter
from exposure_app.net.target import Target, redirected, shown, target_of

MAX_REDIRECTS = 10
MAX_ERROR_BODY_BYTES = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PARTIAL_CONTENT = 206
_MAX_TAGS = 20

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, read to its end.

    url: where it finally came from.
    media_type: lower case, no parameters; "" if absent.
    charset: of the Content-Type, lower case; "" if absent.
    untrusted_body: decompressed. Of a status of 400 and up, what came of the first 64 KiB.
    retry_after_s: from Retry-After, seconds or date; None if absent.
    robots_tags: the values of X-Robots-Tag headers.
    validators: by which the server can be asked later whether this changed.
    """

    url: str
    status: int
    media_type: str
    charset: str
    untrusted_body: bytes
    retry_after_s: float | None
    robots_tags: tuple[str, ...] = ()
    validators: Validators = NO_VALIDATORS


@dataclass(frozen=True, slots=True)
class _Errand(Generic[T]):
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
            take=lambda answer, exchange: self._whole(answer, exchange, max_bytes),
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
        errand = _Errand(
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
            target = self._admitted(following, errand)
            deadline += monotonic() - asked_at  # `check` may wait for its turn with a host
            exchange = Exchange(
                target, private_host, self._silence_s, deadline, cancel,
                is_air_gapped=self._is_air_gapped,
            )  # fmt: skip
            answer = self._recorded(exchange, errand)
            if not isinstance(answer, _Elsewhere):
                return answer
            following = answer.url
        raise errors.Unreachable(shown(url))

    def _admitted(self, url: str, errand: _Errand[T]) -> Target:
        """What `url` asks for, once nothing speaks against asking."""
        try:
            if self._is_air_gapped():
                raise errors.AirGapped(shown(url))
            target = target_of(url)
            errand.check(target.url)
        except errors.GapError as refusal:
            self._record(
                RequestRecord(
                    at=datetime.now(UTC),
                    source=errand.source,
                    url=shown(url),
                    purpose=errand.purpose,
                    address="",
                    status=None,
                    refused=refusal.word,
                    bytes_up=0,
                    bytes_down=0,
                )
            )
            raise
        return target

    def _recorded(self, exchange: Exchange, errand: _Errand[T]) -> T | _Elsewhere:
        """What was taken, or where it redirects to; in the ledger whichever way it ends."""
        refused = ""
        exchange.line = self._announce(exchange.intent(errand.source, errand.purpose))
        try:
            with under_way(exchange), _our_errors(exchange.url):
                return self._taken(exchange, errand)
        except errors.GapError as refusal:
            refused = refusal.word
            raise
        finally:
            errand.received(exchange.received)
            for record in exchange.records(errand.source, errand.purpose, refused):
                self._record(record)

    def _taken(self, exchange: Exchange, errand: _Errand[T]) -> T | _Elsewhere:
        answer = self._ask(exchange, errand.headers)
        try:
            if answer.status in _REDIRECTS:
                return _Elsewhere(self._redirect(answer, exchange))
            return errand.take(answer, exchange)
        finally:
            answer.close()  # the connection too, unless the body was read to its end

    def _whole(
        self, answer: urllib3.BaseHTTPResponse, exchange: Exchange, max_bytes: int
    ) -> Fetched:
        if answer.status == _PARTIAL_CONTENT:  # `get` never asks for a part
            raise errors.Unreachable(exchange.url)
        body = self._body(answer, exchange, max_bytes)
        media_type, charset = media_type_and_charset(answer.headers.getlist("content-type"))
        return Fetched(
            url=exchange.url,
            status=answer.status,
            media_type=media_type,
            charset=charset,
            untrusted_body=body,
            retry_after_s=retry_after_s(
                answer.headers.get("retry-after", ""), now=datetime.now(UTC)
            ),
            validators=validators_of(answer.headers),
            robots_tags=tuple(answer.headers.getlist("x-robots-tag"))[:_MAX_TAGS],
        )

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

    def _redirect(self, answer: urllib3.BaseHTTPResponse, exchange: Exchange) -> str:
        locations = set(answer.headers.getlist("location"))
        if len(locations) != 1:
            raise errors.Unreachable(exchange.url)
        if answer.headers.get("content-length") == "0":
            self._body(answer, exchange, 0)  # read to its end, so that the connection is kept
        return redirected(exchange.target, locations.pop())

    def _body(self, answer: urllib3.BaseHTTPResponse, exchange: Exchange, max_bytes: int) -> bytes:
        is_error = answer.status >= 400
        if is_error:
            max_bytes = min(max_bytes, MAX_ERROR_BODY_BYTES)
        elif (answer.length_remaining or 0) > max_bytes:  # as announced: nothing need be read
            raise errors.TooLarge(exchange.url, max_bytes)
        body = bytearray()
        try:
            with _our_errors(exchange.url):
                read_body(answer, body, max_bytes=max_bytes, exchange=exchange)
        except (errors.TooLarge, errors.TimedOut, errors.Unreachable):
            if not is_error:
                raise
            answer.close()  # the status is the answer; how its page ends does not matter
        del body[max_bytes:]
        return bytes(body)


@contextmanager
def _our_errors(url: str) -> Iterator[None]:
    """Map the libraries' exceptions to ours, keeping the cause for the log."""
    try:
        yield
    except (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError) as cause:
        raise errors.TimedOut(url) from cause
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as cause:
        raise errors.Unreachable(url) from cause
