"""Whichever service's file it is: told by its content, and read for what it says of pictures."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from exposure_app.crawl.files.exports import linkedin, meta, other, takeout, x
from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.untrusted.json_values import parsed

MAX_BYTES = 50_000_000
"""Of one file: it is held in memory, and ten times that while it is read. Larger ones are lists of
places or of clicks, and say nothing of pictures."""

_SUFFIXES = (".csv", ".js", ".json")


def may_tell(path: PurePosixPath) -> bool:
    """Whether a file of this name could say something of pictures."""
    return path.suffix.lower() in _SUFFIXES


def said_in(untrusted_body: bytes, path: PurePosixPath, index: ExportIndex) -> Iterator[Said]:
    """What the file at `path` says of the archive's pictures. No input raises."""
    if path.suffix.lower() == ".csv":
        yield from linkedin.read(untrusted_body, index)
        return
    script = x.document_in(untrusted_body)
    if script is not None:
        yield from x.read(parsed(script), index)
        return
    document = parsed(untrusted_body)
    if isinstance(document, dict) and ("photoTakenTime" in document or "access" in document):
        yield from takeout.read(document, path, index)
    elif b'"uri"' in untrusted_body:
        yield from meta.read(document, index)
    else:
        yield from takeout.read(document, path, index)
        yield from other.read(document, index)
