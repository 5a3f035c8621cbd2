"""Pictures written into the page itself, as data: URLs."""

import base64
import binascii
import re
from hashlib import sha256
from urllib.parse import unquote_to_bytes

_SCHEME = re.compile(r"[\x00-\x20]*data:", re.IGNORECASE)
_BASE64 = re.compile(r";[ ]*base64[ ]*\Z", re.IGNORECASE)
_DROPPED = re.compile(r"[\t\n\r]")  # URL Standard, "remove all ASCII tab or newline"
_SPACE = re.compile(rb"[\t\n\f\r ]+")


def is_data(url: str) -> bool:
    """Whether `url` carries its content in itself."""
    return _SCHEME.match(url) is not None


def picture(url: str) -> bytes | None:
    """The bytes in a data: URL that claims to be a picture, or makes no claim; else None.

    Source: Fetch Standard, "data: URL processor"; Infra Standard, "forgiving-base64 decode".
    """
    url = _DROPPED.sub("", url).partition("#")[0]
    claim, comma, data = url.partition(":")[2].partition(",")
    claim = claim.strip()
    if not comma or not claim.lower().startswith(("image/", ";", "application/octet-stream")):
        return None if claim or not comma else unquote_to_bytes(data)
    body = unquote_to_bytes(data)
    return _unbase64(body) if _BASE64.search(claim) else body


def _unbase64(untrusted: bytes) -> bytes | None:
    body = _SPACE.sub(b"", untrusted)
    if len(body) % 4 == 0:
        body = body.removesuffix(b"=").removesuffix(b"=")
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4), validate=True)
    except binascii.Error:
        return None


def name_of(body: bytes) -> str:
    """The URL by which such a picture is known to us, instead of its content."""
    return f"data:sha256-{sha256(body).hexdigest()}"
