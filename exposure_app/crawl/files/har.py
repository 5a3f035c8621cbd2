"""A HAR file: what a browser received while a person looked at pages, signed in perhaps.

Source: W3C Web Performance group, HTTP Archive (HAR) format 1.2. Only URLs, types and bodies are
read. Cookies and request headers, which such files are full of, are dropped as they are parsed.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exposure_app.crawl.files.file_kind import FileKind
from exposure_app.crawl.files.safe_open import check_is_here
from exposure_app.crawl.files.saved_web import SavedResponse, items_of
from exposure_app.crawl.untrusted import urls
from exposure_app.crawl.untrusted.json_values import mappings, text
from exposure_app.crawl.untrusted.media_frames import NO_READERS, MediaFrames
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import FetchedImage, Page, UnchangedImage
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.local_files import extended, uri_of

MAX_FILE_BYTES = 500_000_000
"""The file is held in memory as a whole; a browser's own developer tools give up sooner."""

_DROPPED = frozenset(("headers", "cookies", "queryString", "postData", "timings", "cache"))


def crawl_har(
    source: Source, *, inside: MediaFrames = NO_READERS, cancel: CancelToken
) -> Iterator[Page | FetchedImage | UnchangedImage | Skipped]:
    """The pages and pictures saved in the HAR file at `source.locator`, and every gap.

    Raises:
        Cancelled: between two entries, once `cancel` is raised.
    """
    path = extended(Path(source.locator))
    try:
        entries = _entries(path)
    except errors.GapError as why:
        yield Skipped(why.url, why, source.id)
        return
    yield from items_of(
        lambda: _answers(entries, uri_of(path)), source.id, inside=inside, cancel=cancel
    )


def is_har(untrusted_head: bytes) -> bool:
    """Whether a file that begins like this may be a HAR file."""
    head = untrusted_head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and b'"log"' in head and b'"version"' in head


FILE_KINDS = (FileKind(Kind.HAR, lambda _path, head: is_har(head), crawl_har),)


@dataclass(frozen=True, slots=True)
class _Entries:
    entries: list[Any]
    pages: dict[str, str]


def _entries(path: Path) -> _Entries:
    url = uri_of(path)
    check_is_here(path)
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise errors.TooLarge(url, MAX_FILE_BYTES)
        body = path.read_bytes()
    except FileNotFoundError as cause:
        raise errors.NotFound(url) from cause
    except OSError as cause:
        raise errors.Unreadable(url, Obstacle.DENIED) from cause
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"), object_hook=_without_secrets)
        log = document["log"]
        entries = mappings(log["entries"])
        pages = {str(one.get("id")): _address(one) for one in mappings(log.get("pages"))}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause
    return _Entries(entries, pages)


def _without_secrets(parsed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parsed.items() if name not in _DROPPED}


def _address(page: dict[str, Any]) -> str:
    """Where a page was: browsers put its address in its title."""
    return urls.canonical(text(page, "title")) or ""


def _answers(har: _Entries, file_url: str) -> Iterator[SavedResponse | errors.GapError]:
    for number, entry in enumerate(har.entries):
        try:
            url = urls.canonical(entry["request"]["url"])
            response = entry["response"]
            content = response.get("content") or {}
            kind, _, parameters = str(content.get("mimeType") or "").lower().partition(";")
            status = int(response.get("status") or 0)
        except (KeyError, TypeError, ValueError, AttributeError):
            yield errors.Unreadable(f"{file_url}#entry-{number}", Obstacle.DAMAGED)
            continue
        if url is None:
            continue  # data:, blob:, chrome-extension: and the like: no place anybody could visit
        yield SavedResponse(
            url=url,
            status=status,
            media_type=kind.strip(),
            charset="utf-8" if content.get("encoding") != "base64" else _charset(parameters),
            found_on=har.pages.get(str(entry.get("pageref")), ""),
            untrusted_body=_Body(url, content),
        )


def _charset(parameters: str) -> str:
    name, _, value = parameters.strip().partition("=")
    return value.strip(" \"'") if name == "charset" else ""


@dataclass(frozen=True, slots=True)
class _Body:
    url: str
    content: dict[str, Any]

    def __call__(self) -> bytes:
        body = text(self.content, "text")
        if not body:
            raise errors.NotSaved(self.url)
        if self.content.get("encoding") != "base64":
            return body.encode("utf-8", "replace")
        try:
            return base64.b64decode(body, validate=False)
        except (binascii.Error, ValueError) as cause:
            raise errors.Unreadable(self.url, Obstacle.DAMAGED) from cause
