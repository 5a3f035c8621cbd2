"""Parsers of what people hand over as files: saved pages, archives, data exports."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import strategies as st

from benchmarks.fuzzing.made import (
    BASE,
    answers,
    as_json,
    bodies,
    changed,
    documents_of,
    texts,
    texts_of,
    zips_of,
)
from benchmarks.fuzzing.parser import Parser, in_file, source
from exposure_app.crawl.files import folder, sidecars, zip_members
from exposure_app.crawl.files.export import crawl_export
from exposure_app.crawl.files.exports import linkedin, meta, other, takeout, x
from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.files.exports.reader import said_in
from exposure_app.crawl.files.har import crawl_har
from exposure_app.crawl.files.warc import crawl_warc
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import CancelToken

_JPEG = b"\xff\xd8\xff\xe0" + bytes(20)

_PATHS = tuple(
    PurePosixPath(one)
    for one in (
        "photos/a.jpg", "photos/a(1).jpg", "photos/a-edited.jpg", "photos/a.jpg.json", "b/a.jpg",
        "photos/a.jpg(1).json", "photos/a.jpg.supplemental-metadata.json", "photos/metadata.json",
        "data/tweets_media/123-abc.jpg", "data/tweets.js", "Shares.csv", "photos/" + 46 * "n",
        "photos/" + 46 * "n" + "o.jpg", "\u00e9.jpg", "e\u0301.jpg", "no suffix", "posts/1.json",
    )
)  # fmt: skip
_SHELF = ExportIndex(_PATHS)

_NAMES = (
    "uri", "photos", "media", "data", "post", "title", "description", "name", "tags", "place",
    "attachments", "coordinate", "coordinates", "latitude", "longitude", "lat", "lon", "geo",
    "media_metadata", "photo_metadata", "exif_data", "creation_timestamp", "timestamp",
    "timestamp_ms", "string_map_data", "label_values", "label", "value", "Caption", "sender_name",
    "content", "photoTakenTime", "geoData", "geoDataExif", "people", "albumData", "access", "date",
    "id_str", "id", "full_text", "text", "entities", "extended_entities", "user_mentions",
    "screen_name", "media_url_https", "ext_alt_text", "created_at", "createdAt", "taken_at",
    "caption", "alt_text", "author", "album", "location",
)  # fmt: skip
_VALUES = (
    *(str(one) for one in _PATHS), "a.jpg", "123", "\u0663", "--5", "1577934245", "1e999", "\\",
    "Wed Oct 10 20:19:24 +0000 2018", "2020-01-02T03:04:05Z", "2020-01-02 03:04:05 UTC", "/", ".",
    "https://pbs.example/media/abc.jpg", "<b>&amp;</b>", "\u00c3\u00a9", "\x85", "9" * 5_000,
)  # fmt: skip

_documents = documents_of(_NAMES, _VALUES)
_TABLE = (
    *("Date,", "MediaLink,", "Media Link,", "ShareCommentary,", "Media Description,", "\n", '"'),
    *("\r\n", "\r", "\0", ",", "https://media.example/a.jpg", "2020-01-02 03:04:05"),
)
_CELL_TOO_LONG = b"Media Link,Date\n" + 140_000 * b"a" + b",\n"
_tables = st.one_of(
    texts_of(_TABLE).map(lambda t: ("Media Link,Date\n" + t).encode("utf-8", "replace")),
    st.just(_CELL_TOO_LONG),
)
_SCRIPTS = (b"window.YTD.tweets.part0 = ", b"window.YTD.tweets.part0=", b"\xef\xbb\xbf", b"")
_scripts = st.tuples(st.sampled_from(_SCRIPTS), as_json(_documents)).map(b"".join)
_told = st.one_of(_scripts, _tables, as_json(_documents), bodies)

_archives = zips_of(
    st.dictionaries(
        st.sampled_from(
            [*map(str, _PATHS), "page.html", "../out.jpg", "inner.zip", "c&page=" + 5_000 * "9"]
        ),
        st.one_of(_told, st.just(_JPEG), st.just(b"<img src='photos/a.jpg'><img src='/x.jpg'>")),
        max_size=6,
    )
)

_HAR_NAMES = (
    "log", "entries", "pages", "id", "title", "pageref", "request", "response", "url", "status",
    "content", "mimeType", "encoding", "text", "version", "headers",
)  # fmt: skip
_HAR_VALUES = (
    BASE, f"{BASE}c.jpg", "text/html", "image/jpeg; charset=x", "base64", "utf-8", "1.2",
    "<img src=c.jpg>", "/9j/4AAQ", "data:,", "=",
)  # fmt: skip
_saved = documents_of(_HAR_NAMES, _HAR_VALUES).map(
    lambda one: json.dumps({"log": {"version": "1.2", "pages": one, "entries": [one]}}).encode()
)

_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<img src=c.jpg>"
_RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: "
    b"2020-01-02T03:04:05Z\r\nWARC-Target-URI: https://a.example/b/\r\nContent-Type: "
    b"application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
) % (len(_ANSWER), _ANSWER)


def _crawled(crawl: Callable[..., Iterator[Any]], kind: Kind, name: str) -> Callable[..., object]:
    return in_file(lambda path: list(crawl(source(path, kind), cancel=CancelToken())), name)


def _of_document(read: Callable[[Any, ExportIndex], Iterator[Said]]) -> Callable[[object], object]:
    return lambda document: list(read(document, _SHELF))


def _beside(path: Path) -> object:
    return sidecars.told_in(path.parent, ["a.jpg", path.name], cancel=CancelToken())


def _members(body: bytes) -> object:
    return list(zip_members.members(zip_members.opened(io.BytesIO(body), BASE), BASE))


PARSERS: dict[str, Parser] = {
    "saved pages (HAR)": Parser(
        st.one_of(answers, _saved),
        _crawled(crawl_har, Kind.HAR, "a.har"),
        ("crawl/files/har.py", "crawl/files/saved_web.py"),
    ),
    "web archives (WARC)": Parser(
        st.one_of(bodies, changed(_RECORD, 3 * _RECORD)),
        _crawled(crawl_warc, Kind.WARC, "a.warc"),
        ("crawl/files/warc.py", "crawl/files/saved_web.py"),
    ),
    "ZIP": Parser(
        st.one_of(bodies, _archives), _members, ("crawl/files/zip_members.py",), (ExposureError,)
    ),
    "data exports": Parser(
        _archives, _crawled(crawl_export, Kind.EXPORT, "a.zip"), ("crawl/files/export.py",)
    ),
    "files of data exports": Parser(
        st.tuples(_told, st.sampled_from(_PATHS)),
        lambda both: list(said_in(*both, _SHELF)),
        ("crawl/files/exports/reader.py", "crawl/files/exports/objects.py"),
    ),
    "exports of Meta": Parser(
        _documents, _of_document(meta.read), ("crawl/files/exports/meta.py",)
    ),
    "exports of Google": Parser(
        st.tuples(_documents, st.sampled_from(_PATHS)),
        lambda both: list(takeout.read(*both, _SHELF)),
        ("crawl/files/exports/takeout.py",),
    ),
    "exports of X": Parser(_documents, _of_document(x.read), ("crawl/files/exports/x.py",)),
    "scripts of X": Parser(
        st.one_of(_scripts, bodies), x.document_in, ("crawl/files/exports/x.py",)
    ),
    "exports of LinkedIn": Parser(
        st.one_of(_tables, bodies),
        lambda b: list(linkedin.read(b, _SHELF)),
        ("crawl/files/exports/linkedin.py",),
    ),
    "other exports": Parser(
        _documents, _of_document(other.read), ("crawl/files/exports/other.py",)
    ),
    "text that Meta spoils": Parser(texts, meta.repaired, ("crawl/files/exports/meta.py",)),
    "names within exports": Parser(
        st.one_of(texts, st.sampled_from(_VALUES)),
        lambda t: (_SHELF.find(t), ExportIndex([PurePosixPath(t)]).find(t)),
        ("crawl/files/exports/index.py",),
    ),
    "files beside photos": Parser(
        as_json(_documents),
        in_file(_beside, "takeout/a.jpg.json"),
        ("crawl/files/sidecars.py",),
    ),
    "file: addresses": Parser(
        texts.map(lambda t: f"file://{t}"),
        lambda t: (folder.is_local_file(t), folder.is_file_gone(t, Path("/").as_uri())),
        ("crawl/files/folder.py",),
    ),
}
