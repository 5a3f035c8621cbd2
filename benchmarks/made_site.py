"""A web site of any size whose every picture is known: each construct that hides one, in turn."""

import base64
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from made_constructs import CONSTRUCTS

Files = dict[str, tuple[str, bytes]]

A_LIST = 50
"""Pages linked from one page of the index."""


@dataclass
class MadeSite:
    """A site, and the truth about it.

    files: path -> (media type, body). pictures: the paths of all pictures a crawl must find.
    inline: how many distinct data: pictures besides. pages: HTML documents to be read.
    missing: paths that pages show and the site does not have.
    decoys: paths of pictures that nothing shows; for some of them a larger one stands.
    promises: paths of pages that show pictures only to a browser.
    said: what is written about a picture, by its path: (page title, alternative text, caption).
    sizes: the other sizes of a picture, by its path.
    """

    files: Files = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    inline: int = 0
    pages: int = 0
    missing: set[str] = field(default_factory=set)
    decoys: set[str] = field(default_factory=set)
    promises: set[str] = field(default_factory=set)
    said: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    sizes: dict[str, set[str]] = field(default_factory=dict)


def made_site(pages: int) -> MadeSite:
    """A site of that many pages, besides the pages that list them; the same every time."""
    site = MadeSite()
    numbers = count(1)
    makers = list(CONSTRUCTS.values())
    lists = range(0, pages, A_LIST)
    for number in range(pages):
        page = MadePage(site, numbers, f"/p/{number}.html", f"Page {number} é")
        body = "".join(makers[(number + step) % len(makers)](page) for step in (0, 7, 13))
        head = "".join(page.head)
        charset = "".join(("<meta charset=utf-8>", f"<title>{page.title}</title>"))
        html = (
            f"<!doctype html><html><head>{charset}{head}</head><body>{body}{_NOISE}</body></html>"
        )
        site.files[page.path] = ("text/html", html.encode())
    for start in lists:
        shown = range(start, min(start + A_LIST, pages))
        links = "".join(f'<a href="p/{number}.html">{number}</a> ' for number in shown)
        site.files[f"/list{start // A_LIST}.html"] = ("text/html", links.encode())
    index = "".join(f'<p><a href="/list{start // A_LIST}.html#top">l</a>' for start in lists)
    site.files["/"] = ("text/html", f"<!doctype html><title>Home</title>{index}".encode())
    site.pages += pages + len(lists) + 1
    return site


def picture(number: int) -> bytes:
    """A PNG of 32 x 32 whose colour no other number's has."""
    row = b"\0" + struct.pack(">I", number)[1:] * 32
    return _png(32, 32, row * 32)


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data)
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


class MadePage:
    """One page under construction."""

    def __init__(self, site: MadeSite, numbers: Iterator[int], path: str, title: str) -> None:
        self._site = site
        self._numbers = numbers
        self.path = path
        self.title = title
        self.head: list[str] = []

    def shown(self, folder: str = "/i", *, alt: str = "", caption: str = "", name: str = "") -> str:
        """The path of a new picture that the crawl must find, with what the page says of it."""
        number = next(self._numbers)
        path = f"{folder}/{name}{number}.png"
        self._site.files[path] = ("image/png", picture(number))
        self._site.pictures.add(path)
        if alt or caption:
            self._site.said[path] = (self.title, alt, caption)
        return path

    def largest(self, *others: str) -> str:
        """The path of a new picture that the page shows in other sizes too."""
        path = self.shown()
        self._site.sizes[path] = set(others)
        return path

    def page(self, media_type: str, body: bytes) -> str:
        """The path of a further page that this one alone leads to."""
        path = f"/more/{next(self._numbers)}.html"
        self._site.files[path] = (media_type, body)
        self._site.pages += 1
        return path

    def promise(self) -> str:
        """The path of a further page that a browser has to fill."""
        shell = (
            b"<title>Shell</title><a href=/>home</a><div id=root></div><script src=/a.js></script>"
        )
        path = self.page("text/html", shell)
        self._site.promises.add(path)
        return path

    def decoy(self) -> str:
        """The path of a picture that no reader of the page is shown, and no crawl may ask for."""
        path = f"/decoy/{next(self._numbers)}.png"
        self._site.decoys.add(path)
        return path

    def missing(self) -> str:
        """The path of a picture that the page shows and the site does not have."""
        path = f"/missing/{next(self._numbers)}.png"
        self._site.missing.add(path)
        return path

    def inline(self) -> str:
        """A data: URL with a picture of its own."""
        self._site.inline += 1
        body = base64.b64encode(picture(next(self._numbers))).decode()
        return f"data:image/png;base64,{body}"

    def sheet(self, css: str) -> str:
        """The path of a style sheet."""
        path = f"/css/{next(self._numbers) % 40}.css"
        kind, before = self._site.files.get(path, ("text/css", b""))
        self._site.files[path] = (kind, before + css.encode())
        return path


_NOISE = "<p>" + "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 20
