"""What a server answered: read to its end, or only where it sends its reader on to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import requests
import urllib3

from exposure_app.domain import errors
from exposure_app.domain.images import NO_VALIDATORS, Validators
from exposure_app.net.body import read_body
from exposure_app.net.exchange import Exchange
from exposure_app.net.headers import media_type_and_charset, retry_after_s, validators_of
from exposure_app.net.target import redirected

MAX_ERROR_BODY_BYTES = 64 * 1024
_PARTIAL_CONTENT = 206
_MAX_TAGS = 20


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


def whole(answer: urllib3.BaseHTTPResponse, exchange: Exchange, max_bytes: int) -> Fetched:
    """The answer with its body, decoded.

    Raises:
        TooLarge: the body is more than `max_bytes`; an error's page is cut instead.
        TimedOut, Unreachable, Cancelled: it did not come to its end.
    """
    if answer.status == _PARTIAL_CONTENT:  # `get` never asks for a part
        raise errors.Unreachable(exchange.url)
    body = _body(answer, exchange, max_bytes)
    media_type, charset = media_type_and_charset(answer.headers.getlist("content-type"))
    return Fetched(
        url=exchange.url,
        status=answer.status,
        media_type=media_type,
        charset=charset,
        untrusted_body=body,
        retry_after_s=retry_after_s(answer.headers.get("retry-after", ""), now=datetime.now(UTC)),
        validators=validators_of(answer.headers),
        robots_tags=tuple(answer.headers.getlist("x-robots-tag"))[:_MAX_TAGS],
    )


def redirect(answer: urllib3.BaseHTTPResponse, exchange: Exchange) -> str:
    """Where the answer sends its reader on to.

    Raises:
        Unreachable: nowhere, or to more places than one.
    """
    locations = set(answer.headers.getlist("location"))
    if len(locations) != 1:
        raise errors.Unreachable(exchange.url)
    if answer.headers.get("content-length") == "0":
        _body(answer, exchange, 0)  # read to its end, so that the connection is kept
    return redirected(exchange.target, locations.pop())


def _body(answer: urllib3.BaseHTTPResponse, exchange: Exchange, max_bytes: int) -> bytes:
    is_error = answer.status >= 400
    if is_error:
        max_bytes = min(max_bytes, MAX_ERROR_BODY_BYTES)
    elif (answer.length_remaining or 0) > max_bytes:  # as announced: nothing need be read
        raise errors.TooLarge(exchange.url, max_bytes)
    body = bytearray()
    try:
        with our_errors(exchange.url):
            read_body(answer, body, max_bytes=max_bytes, exchange=exchange)
    except (errors.TooLarge, errors.TimedOut, errors.Unreachable):
        if not is_error:
            raise
        answer.close()  # the status is the answer; how its page ends does not matter
    del body[max_bytes:]
    return bytes(body)


@contextmanager
def our_errors(url: str) -> Iterator[None]:
    """Map the libraries' exceptions to ours, keeping the cause for the log."""
    try:
        yield
    except (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError) as cause:
        raise errors.TimedOut(url) from cause
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as cause:
        raise errors.Unreachable(url) from cause
