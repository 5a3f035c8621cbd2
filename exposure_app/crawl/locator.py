"""What a person typed or dropped, as the place it means."""

import os
import re
from pathlib import Path

from exposure_app.crawl.files.file_kind import kind_of
from exposure_app.crawl.files.safe_open import check_is_here
from exposure_app.crawl.listings.account_kind import account_kinds
from exposure_app.crawl.untrusted import sniff, urls
from exposure_app.domain.errors import NotALocator, OnlineOnly, PlaceOnlineOnly
from exposure_app.domain.sources import Kind, RecognisedSource
from exposure_app.local_files import extended, path_of_uri, plain

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_ADDRESS = re.compile(r"\[[0-9a-f:]+\]|[0-9.]+")
_WEB = ("http", "https")
_ON_THE_WEB = tuple(kind for kind in Kind if kind.shape.is_on_the_web)


def recognise(text: str, kind: Kind | None = None) -> tuple[str, Kind]:
    """The locator that `text` means, in canonical form, and its kind.

    An http(s) URL is a web site, or a page if asked for; "example.org" without a scheme is one
    too, unless a file of that name exists. An existing folder, or picture file, is a folder, as an
    absolute path, and a file is what its content says: a ZIP an export, a video, PDF document, HAR
    file or web archive itself; file: URIs are paths. "@user@host" is a Mastodon account;
    "@name.example", a DID and a profile on bsky.app are Bluesky accounts. A name gets https; an IP
    address or "localhost" gets http, for they rarely have a certificate.

    Raises:
        NotALocator: none of these, or not of the kind asked for.
        PlaceOnlineOnly: a file that a cloud's program keeps elsewhere.
    """
    text = _unquoted(text.strip())
    if profile := _account(text, kind):
        return profile
    scheme = _SCHEME.match(text)
    name = scheme[1].lower() if scheme else ""
    if name in _WEB:
        locator = urls.canonical(text)
    elif name == "file":
        text, locator = path_of_uri(text), None
    else:
        locator = None if scheme else _bare(text)
    may_be_here = kind is None or not kind.shape.is_on_the_web
    may_be_there = kind is None or kind.shape.is_on_the_web
    if may_be_here and name not in _WEB:
        found = _existing(text)
        if found is not None and kind in (None, found[1]):
            return found
    if locator is None or len(locator) > urls.MAX_URL_LENGTH or not may_be_there:
        raise NotALocator(text)
    account = account_kinds().get(kind) if kind is not None else None
    if account and account.first_step(locator) is None:
        raise NotALocator(text)
    return locator, kind or Kind.WEB_SITE


def meaning_of(text: str) -> RecognisedSource | None:
    """What `text` means and what else it could be taken for; None if nobody can tell.

    Sends nothing; opens the file that `text` names, if there is one.
    """
    try:
        locator, kind = recognise(text)
    except NotALocator:
        return None
    if kind not in _ON_THE_WEB:
        is_picture = kind is Kind.FOLDER and Path(locator).is_file()
        return RecognisedSource(locator, kind, is_picture=is_picture)
    is_address = not text.lstrip().startswith("@")
    fits = tuple(one for one in _ON_THE_WEB if one is kind or (is_address and _fits(text, one)))
    return RecognisedSource(locator, kind, fits, urls.host(locator).removeprefix("www."))


def _fits(text: str, kind: Kind) -> bool:
    try:
        recognise(text, kind)
    except NotALocator:
        return False
    return True


def _account(text: str, kind: Kind | None) -> tuple[str, Kind] | None:
    """The page of the account that "@user@host", "@name.example", a DID or its URL means."""
    for account in account_kinds().values():
        if kind in (None, account.kind) and (profile := account.profile_url(text)):
            return profile, account.kind
    return None


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


def _unquoted(text: str) -> str:
    """`text` without the quotes that Windows' Explorer puts around a path that is copied.

    No name there may hold one; a command line leaves one behind where a path ends in a backslash.
    """
    if os.name == "nt":
        return text.strip('"')
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text


def _existing(text: str) -> tuple[str, Kind] | None:
    """The absolute path of an existing folder or of a file we read, and its kind.

    Raises:
        PlaceOnlineOnly: a file, of which only reading it would tell the kind.
    """
    if not text:
        return None
    try:
        path = extended(Path(text).expanduser().resolve())
        locator = plain(str(path))
        if path.is_dir():
            return locator, Kind.FOLDER
        if path.is_file():
            check_is_here(path)
            with path.open("rb") as file:
                kind = kind_of(path, file.read(sniff.HEAD_BYTES))
            return (locator, kind) if kind else None
    except OnlineOnly as cause:
        raise PlaceOnlineOnly(text) from cause
    except (OSError, ValueError, RuntimeError):  # RuntimeError: no home to expand "~" to
        return None
    return None
