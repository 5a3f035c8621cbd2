"""What an answer's headers say, as far as we believe them."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from exposure_app.domain.images import Validators

_NAME = r"[!#$%&'*+.^_`|~0-9a-z-]{1,80}"
_MEDIA_TYPE = re.compile(rf"({_NAME}/{_NAME})[ \t]*(?:;|$)")
_CHARSET = re.compile(r";[ \t]*charset[ \t]*=[ \t]*(?:\"([^\"]{1,40})\"|([^\s;\",]{1,40}))")
_ETAG = re.compile(r'(?:W/)?"[!#-~]{0,200}"')  # RFC 9110, 8.8.3, without bytes above ASCII
_HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,9}")


def media_type_and_charset(untrusted_values: Sequence[str]) -> tuple[str, str]:
    """The media type, and the charset parameter, both in lower case; "" where there is none.

    Of several Content-Type headers the last counts (Fetch standard, "extract a MIME type").
    """
    if not untrusted_values:
        return "", ""
    value = untrusted_values[-1].strip().lower()
    media_type = _MEDIA_TYPE.match(value)
    if media_type is None:
        return "", ""
    charset = _CHARSET.search(value)
    return media_type[1], (charset[1] or charset[2]).strip() if charset else ""


def validators_of(headers: Mapping[str, str]) -> Validators:
    """What an answer's ETag and Last-Modified say; nothing of one that is odd."""
    etag = headers.get("etag", "").strip()
    date = headers.get("last-modified", "").strip()
    return Validators(
        etag if _ETAG.fullmatch(etag) else "", date if _HTTP_DATE.fullmatch(date) else ""
    )


def conditions(validators: Validators | None) -> dict[str, str]:
    """The headers that ask for an answer only if it is another one (RFC 9110, 13.1).

    The entity tag alone where there is one: a server must not look at the date beside it.
    """
    if not validators:
        return {}
    if validators.etag:
        return {"If-None-Match": validators.etag}
    return {"If-Modified-Since": validators.last_modified}


def retry_after_s(untrusted_value: str, *, now: datetime) -> float | None:
    """How long a Retry-After header asks to wait, in seconds from `now`; None if it is not one.

    It is a number of seconds or a date (RFC 9110, 10.2.3); a date that has passed is 0.
    """
    value = untrusted_value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
