"""What a person typed or dropped, as the place it means."""

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from exposure_app.crawl import sniff, urls
from exposure_app.domain.errors import NotALocator
from exposure_app.domain.sources import Kind

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_ADDRESS = re.compile(r"\[[0-9a-f:]+\]|[0-9.]+")
_WEB = ("http", "https")


def recognise(text: str, kind: Kind | None = None) -> tuple[str, Kind]:
    """The locator that `text` means, in canonical form, and its kind.

    An http(s) URL is a web site, or a page if asked for; "example.org" without a scheme is one
    too, unless a file of that name exists. An existing folder, or picture file, is a folder, as an
    absolute path; file: URIs are paths. A name gets https; an IP address or "localhost" gets http,
    for they rarely have a certificate.

    Raises:
        NotALocator: none of these, or not of the kind asked for.
    """
    text = text.strip()
    scheme = _SCHEME.match(text)
    name = scheme[1].lower() if scheme else ""
    if name in _WEB:
        locator = urls.canonical(text)
    elif name == "file":
        text, locator = _path_of_uri(text), None
    else:
        locator = None if scheme else _bare(text)
    if kind in (None, Kind.FOLDER) and name not in _WEB:
        folder = _existing(text)
        if folder is not None:
            return folder, Kind.FOLDER
    if locator is None or len(locator) > urls.MAX_URL_LENGTH or kind is Kind.FOLDER:
        raise NotALocator(text)
    return locator, kind or Kind.WEB_SITE


def _bare(text: str) -> str | None:
    """The URL of a host written without a scheme; None if `text` is no host anybody could have."""
    url = urls.canonical(f"https://{text}")
    if url is None or re.search(r"[\s\\]", text):
        return None
    host = urls.host(url)
    if host == "localhost" or _ADDRESS.fullmatch(host):
        # "1.5" and "7" are IPv4 addresses to a browser's address bar; here they are slips.
        is_written_out = host in text.lower()
        return urls.canonical(f"http://{text}") if is_written_out else None
    has_known_ending = urls.ending(host) not in (None, host)
    return url if has_known_ending else None


def _path_of_uri(uri: str) -> str:
    """The path in a file: URI; "" if it names another computer."""
    host, slash, path = uri[len("file://") :].partition("/")
    if host.lower() not in ("", "localhost"):
        return ""
    path = os.fsdecode(unquote_to_bytes(slash + path))
    has_drive = os.name == "nt" and re.match(r"/[A-Za-z]:", path)
    return path[1:] if has_drive else path


def _existing(text: str) -> str | None:
    """The absolute path of an existing folder or picture file."""
    if not text:
        return None
    try:
        path = Path(text).expanduser().resolve()
        if path.is_dir():
            return str(path)
        if path.is_file():
            with path.open("rb") as file:
                return str(path) if sniff.is_picture(file.read(sniff.HEAD_BYTES)) else None
    except (OSError, ValueError, RuntimeError):  # RuntimeError: no home to expand "~" to
        return None
    return None
