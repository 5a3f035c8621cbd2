"""Where a <meta http-equiv=refresh> leads."""

import re

_TIME = re.compile(r"[\t\n\f\r ]*(?:[0-9]+|(?=\.))[0-9.]*", re.ASCII)
_SEPARATOR = re.compile(r"[\t\n\f\r ]*[;,]?[\t\n\f\r ]*")
_URL_EQUALS = re.compile(r"url[\t\n\f\r ]*=[\t\n\f\r ]*", re.IGNORECASE)


def target(content: str) -> str | None:
    """The URL in the `content` of a refresh, as written there; None if it only reloads, or is none.

    Source: HTML Standard, "shared declarative refresh steps".
    """
    time = _TIME.match(content)
    if time is None:
        return None
    rest = content[time.end() :]
    if rest and rest[0] not in "\t\n\f\r ;,":
        return None
    separator = _SEPARATOR.match(rest)
    url = rest[separator.end() :] if separator else rest
    if equals := _URL_EQUALS.match(url):
        url = url[equals.end() :]
    if url[:1] in ("'", '"'):
        url = url[1:].partition(url[0])[0]
    return url or None
