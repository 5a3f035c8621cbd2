"""One large file by GET, into a file on disk, going on where an earlier attempt ended.

The caller knows the file's size and checks its SHA-256 when all of it is there. So a part that is
continued wrongly, by a server that lies about what it has, is found out and costs time only.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import urllib3

from exposure_app.domain import errors
from exposure_app.domain.work import CancelToken
from exposure_app.net.exchange import Exchange
from exposure_app.net.fetcher import Fetcher
from exposure_app.net.target import target_of

TOTAL_S = 12 * 3600.0
"""The longest one attempt may last; a line that falls silent ends it much earlier."""

_READ_BYTES = 256 * 1024
_RANGE = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\*)")
_STRONG_TAG = re.compile(r'"[\x21\x23-\x7e]{1,200}"')  # RFC 9110, 8.8.3; a weak one starts with W/
_OK, _PARTIAL, _NO_SUCH_RANGE = 200, 206, 416


@dataclass(frozen=True, slots=True)
class Partial:
    """A file that is being downloaded, and beside it which version of it the server sent.

    size: of the whole file in bytes.
    """

    path: Path
    size: int

    @property
    def tag_path(self) -> Path:
        """Where the server's ETag is kept."""
        return self.path.with_suffix(f"{self.path.suffix}.etag")

    def have(self) -> int:
        """How many bytes are there; more than the whole counts as none."""
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            return 0
        return size if size <= self.size else 0

    def tag(self) -> str:
        """The ETag of what is there; "" if there was none that could be used."""
        try:
            tag = self.tag_path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return ""
        return tag if _STRONG_TAG.fullmatch(tag) else ""

    def forget(self) -> None:
        """Remove all of it."""
        self.path.unlink(missing_ok=True)
        self.tag_path.unlink(missing_ok=True)


def download(
    fetcher: Fetcher,
    url: str,
    partial: Partial,
    *,
    purpose: str,
    hosts: Sequence[str],
    private_host: str | None,
    news: Callable[[int], None],
    cancel: CancelToken,
) -> None:
    """Fetch `url` into `partial`, which is whole when this returns; its content is unchecked.

    What came before an error or a stop stays, for the next call to go on from.

    Args:
        hosts: who may be asked, also by a redirect; "*.example.org" is any host below that one.
        news: told how many bytes are there, now and then.

    Raises:
        OutOfScope: a redirect to another host, or from https to http.
        GapError: any that `Fetcher.get` raises; NotFound, Blocked and their like for a status.
        DiskFull: there is no room, or no leave, to write.
        Cancelled: a stop was asked for.
    """

    def check(asked: str) -> None:
        if not _may_be_asked(asked, hosts, is_plain=url.startswith("http:")):
            raise errors.OutOfScope(asked)

    def take(answer: urllib3.BaseHTTPResponse, exchange: Exchange) -> bool:
        return _take(answer, exchange, partial, news)

    for _ in range(2):
        have = partial.have()
        if have == partial.size:
            return
        # Compressed, a range would be one of the compressed file.
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
            if tag := partial.tag():
                headers["If-Range"] = tag
        is_whole = fetcher.follow(
            url,
            purpose=purpose,
            source="",
            check=check,
            private_host=private_host,
            cancel=cancel,
            take=take,
            headers=headers,
            total_s=TOTAL_S,
        )
        if is_whole:
            return
    raise errors.Unreachable(url)


def _may_be_asked(url: str, hosts: Sequence[str], *, is_plain: bool) -> bool:
    host = target_of(url).host
    is_theirs = any(
        host.endswith(one[1:]) if one.startswith("*.") else host == one for one in hosts
    )
    return is_theirs and (is_plain or url.startswith("https:"))


def _take(
    answer: urllib3.BaseHTTPResponse,
    exchange: Exchange,
    partial: Partial,
    news: Callable[[int], None],
) -> bool:
    """Read the answer; False if the server cannot go on from here, and all of it must be asked."""
    start = partial.have()
    if answer.status == _NO_SUCH_RANGE and start:
        partial.forget()
        return False
    if answer.status not in (_OK, _PARTIAL):
        raise _refusal(answer.status, exchange.url)
    if answer.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise errors.Unreachable(exchange.url)
    if answer.status == _PARTIAL and not _goes_on(answer, start, partial.size):
        partial.forget()
        return False
    if answer.status == _OK:
        start = 0
    left = partial.size - start
    if answer.length_remaining is not None and answer.length_remaining > left:
        raise errors.TooLarge(exchange.url, partial.size)
    if answer.length_remaining is not None and answer.length_remaining < left:
        raise errors.Unreachable(exchange.url)
    _write(answer, exchange, partial, start, news)
    return True


def _goes_on(answer: urllib3.BaseHTTPResponse, start: int, size: int) -> bool:
    told = _RANGE.fullmatch(answer.headers.get("content-range", "").strip())
    if told is None or not start:
        return False
    first, last, total = told.groups()
    return (int(first), int(last)) == (start, size - 1) and total in (str(size), "*")


def _write(
    answer: urllib3.BaseHTTPResponse,
    exchange: Exchange,
    partial: Partial,
    start: int,
    news: Callable[[int], None],
) -> None:
    exchange.begin_body(partial.size - start)
    try:
        partial.path.parent.mkdir(parents=True, exist_ok=True)
        if not start:
            partial.forget()
            partial.tag_path.write_text(
                answer.headers.get("etag", ""), encoding="ascii", errors="replace"
            )
        # Unbuffered: what came is there for the next attempt however this process ends.
        file = partial.path.open("r+b" if start else "xb", buffering=0)
    except OSError as cause:
        raise errors.DiskFull from cause
    have = start
    with file:
        file.seek(start)
        while piece := answer.read1(_READ_BYTES, decode_content=False):
            exchange.body_received += len(piece)
            if have + len(piece) > partial.size:
                raise errors.TooLarge(exchange.url, partial.size)
            try:
                while piece:
                    piece = piece[file.write(piece) :]
            except OSError as cause:
                raise errors.DiskFull from cause
            have = file.tell()
            news(have)
    if have != partial.size:
        raise errors.Unreachable(exchange.url)


def _refusal(status: int, url: str) -> errors.GapError:
    match status:
        case 401 | 407:
            return errors.LoginNeeded(url, status)
        case 404 | 410:
            return errors.NotFound(url, status)
        case 429 | 503:
            return errors.RateLimited(url)
        case _ if status >= 400:
            return errors.Blocked(url, status)
        case _:
            return errors.Unreachable(url)
