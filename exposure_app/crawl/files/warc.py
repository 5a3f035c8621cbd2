"""Web archives: WARC files (ISO 28500, plain or gzip), and WACZ, a ZIP of them.

Read with warcio. A WARC is gone through twice: for its pages, and for its pictures.
"""

import gzip
import logging
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from exposure_app.crawl.files.file_kind import FileKind
from exposure_app.crawl.files.safe_open import check_is_here
from exposure_app.crawl.files.saved_web import SavedResponse, items_of
from exposure_app.crawl.files.zip_members import is_zip
from exposure_app.crawl.html.image_attributes import MEDIA_TYPES
from exposure_app.crawl.untrusted import urls
from exposure_app.crawl.untrusted.content_kind import MAX_IMAGE_BYTES, MAX_MEDIUM_BYTES
from exposure_app.crawl.untrusted.media_frames import NO_READERS, MediaFrames
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import FetchedImage, Page, UnchangedImage
from exposure_app.domain.sources import Kind, Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.local_files import extended, uri_of

# It writes down addresses that have blanks in them: a stranger's words, and where somebody looked.
logging.getLogger("warcio").setLevel(logging.CRITICAL + 1)

_ENDINGS = (".warc", ".warc.gz")
_BROKEN = (
    ArchiveLoadFailed, zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, OSError,
    ValueError, KeyError, AttributeError, TypeError, IndexError, UnicodeError, RuntimeError,
)  # fmt: skip


def crawl_warc(
    source: Source, *, inside: MediaFrames = NO_READERS, cancel: CancelToken
) -> Iterator[Page | FetchedImage | UnchangedImage | Skipped]:
    """The pages and pictures saved in the archive at `source.locator`, and every gap.

    Raises:
        Cancelled: between two records, once `cancel` is raised.
    """
    path = extended(Path(source.locator))
    yield from items_of(lambda: _answers(path, cancel), source.id, inside=inside, cancel=cancel)


def is_warc(untrusted_head: bytes) -> bool:
    """Whether a file that begins like this is a WARC, plain or gzip."""
    head = untrusted_head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(untrusted_head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def is_wacz(path: Path) -> bool:
    """Whether the ZIP file at `path` is a web archive collection (WACZ 1.1.1, 5)."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except _BROKEN:
        return False
    return "datapackage.json" in names and any(_is_part(name) for name in names)


def _is_archive(path: Path, untrusted_head: bytes) -> bool:
    return is_warc(untrusted_head) or (is_zip(untrusted_head) and is_wacz(path))


FILE_KINDS = (FileKind(Kind.WARC, _is_archive, crawl_warc),)


def _is_part(name: str) -> bool:
    return name.startswith("archive/") and name.endswith(_ENDINGS)


def _answers(path: Path, cancel: CancelToken) -> Iterator[SavedResponse | errors.GapError]:
    url = uri_of(path)
    try:
        check_is_here(path)
        with path.open("rb") as file:
            head = file.read(4)
            file.seek(0)
            if not is_zip(head):
                yield from _records(file, url, cancel)
                return
            with zipfile.ZipFile(file) as archive:
                for name in filter(_is_part, archive.namelist()):
                    with archive.open(name) as part:
                        yield from _records(part, f"{url}#{name}", cancel)
    except errors.OnlineOnly as why:
        yield why
    except FileNotFoundError:
        yield errors.NotFound(url)
    except _BROKEN:
        yield errors.Unreadable(url, Obstacle.DAMAGED)


class _Silent(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """warcio writes what follows a record of the wrong length to the terminal: a stranger's bytes.

    That a record is damaged is told as a gap, where the reading of it breaks.
    """

    INC_RECORD = ""


class _Watched:
    """A stream that stops being one when the user asks to: a record may unpack for ever."""

    def __init__(self, stream: IO[bytes], cancel: CancelToken) -> None:
        self._stream = stream
        self._cancel = cancel

    def read(self, count: int = -1) -> bytes:
        """As files do."""
        self._cancel.check()
        return self._stream.read(count)


def _records(
    file: IO[bytes], url: str, cancel: CancelToken
) -> Iterator[SavedResponse | errors.GapError]:
    """The answers in one WARC; where it breaks off, a gap, and what came before stands."""
    try:
        for record in _Silent(_Watched(file, cancel)):
            cancel.check()
            if record.rec_type in ("response", "resource"):
                answer = _answer(record)
                if answer is not None:
                    yield answer
    except _BROKEN:
        yield errors.Unreadable(url, Obstacle.DAMAGED)


def _answer(record: ArcWarcRecord) -> SavedResponse | None:
    url = urls.canonical(record.rec_headers.get_header("WARC-Target-URI") or "")
    if url is None:
        return None
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if headers is None:
        return None
    status = 200
    if record.rec_type == "response":
        code = headers.get_statuscode() or ""
        status = int(code) if code.isdecimal() else 0
    kind, _, parameters = (headers.get_header("Content-Type") or "").lower().partition(";")
    name, _, value = parameters.strip().partition("=")
    kind = kind.strip()
    most = MAX_MEDIUM_BYTES if kind.startswith(MEDIA_TYPES) else MAX_IMAGE_BYTES
    return SavedResponse(
        url=url,
        status=status,
        media_type=kind,
        charset=value.strip(" \"'") if name == "charset" else "",
        found_on="",
        untrusted_body=_body(record, url, most),
    )


def _body(record: ArcWarcRecord, url: str, most: int) -> Callable[[], bytes]:
    """Reads the payload, its content and transfer coding undone; while the record is current."""

    def read() -> bytes:
        try:
            body: bytes = record.content_stream().read(most + 1)
        except _BROKEN as cause:
            raise errors.Unreadable(url, Obstacle.DAMAGED) from cause
        if len(body) > most:
            raise errors.TooLarge(url, most)
        return body

    return read
