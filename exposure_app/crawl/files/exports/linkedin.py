"""LinkedIn, "Get a copy of your data": tables that name pictures on the web, and pages of articles.

Source: LinkedIn Help, "Downloading your account data", and the headings of the tables themselves
(Shares.csv, Rich_Media.csv). The pictures of posts are not in the archive; only their addresses.
"""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from exposure_app.crawl.files.exports.index import ExportIndex, Said
from exposure_app.crawl.listings.feed import moment_of
from exposure_app.crawl.untrusted import urls
from exposure_app.domain.context import MAX_CAPTION, Context, label

MAX_ROWS = 200_000
_NOTES = 10  # lines that may stand above a table's headings

_LINKS = ("medialink", "mediaurl")
_CAPTIONS = ("sharecommentary", "mediadescription")
_DATES = ("date", "date/time", "created on")


def read(untrusted_table: bytes, index: ExportIndex) -> Iterator[Said]:
    """What a table says of the pictures it links to; nothing if it links to none."""
    text = untrusted_table.decode("utf-8-sig", "replace")
    if not any(link in text[:4_000].lower().replace(" ", "") for link in _LINKS):
        return
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        headings: list[str] = []
        for row in islice(rows, _NOTES):
            headings = [one.strip().lower().replace(" ", "") for one in row]
            if any(link in headings for link in _LINKS):
                break
        else:
            return
        for row in islice(rows, MAX_ROWS):
            yield from _row(dict(zip(headings, row, strict=False)), index)
    except csv.Error:
        return  # what came before stands


def _row(row: dict[str, str], index: ExportIndex) -> Iterator[Said]:
    link = urls.canonical(_first(row, _LINKS))
    if link is None:
        return
    context = Context(
        caption=label(_first(row, _CAPTIONS), MAX_CAPTION),
        date=moment_of(_first(row, _DATES)),
    )
    path = index.find(unquote(urlsplit(link).path.rpartition("/")[2]))
    yield Said(path, context, "" if path else link)


def _first(row: dict[str, str], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := row.get(name, "").strip())), "")
