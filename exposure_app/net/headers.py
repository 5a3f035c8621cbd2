"""What an answer's headers say, as far as we believe them."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NAME = r"[!#$%&'*+.^_`|~0-9a-z-]{1,80}"
_MEDIA_TYPE = re.compile(rf"({_NAME}/{_NAME})[ \t]*(?:;|$)")
_CHARSET = re.compile(r";[ \t]*charset[ \t]*=[ \t]*(?:\"([^\"]{1,40})\"|([^\s;\",]{1,40}))")
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
