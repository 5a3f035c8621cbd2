"""A web site of any size whose every picture is known: each construct that hides one, in turn."""

import base64
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

Files = dict[str, tuple[str, bytes]]

A_LIST = 50
"""Pages linked from one page of the index."""


@dataclass
class MadeSite:
    """A site, and the truth about it.

    files: path -> (media type, body). pictures: the paths of all pictures a crawl must find.
    inline: how many distinct data: pictures besides. pages: HTML documents to be read.
    missing: paths that pages show and the site does not have.
    decoys: paths of pictures that nothing shows.
    """

    files: Files = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    inline: int = 0
    pages: int = 0
    missing: set[str] = field(default_factory=set)
    decoys: set[str] = field(default_factory=set)


def made_site(pages: int) -> MadeSite:
    """A site of that many pages, besides the pages that list them; the same every time."""
    site = MadeSite()
    numbers = count(1)
    makers = list(CONSTRUCTS.values())
    lists = range(0, pages, A_LIST)
    for number in range(pages):
        page = _Page(site, numbers)
        body = "".join(makers[(number + step) % len(makers)](page) for step in (0, 7, 13))
        head = "".join(page.head)
        charset = "".join(("<meta charset=utf-8>", f"<title>Page {number} é</title>"))
        html = (
            f"<!doctype html><html><head>{charset}{head}</head><body>{body}{_NOISE}</body></html>"
        )
        site.files[f"/p/{number}.html"] = ("text/html", html.encode())
    for start in lists:
        shown = range(start, min(start + A_LIST, pages))
        links = "".join(f'<a href="p/{number}.html">{number}</a> ' for number in shown)
        site.files[f"/list{start // A_LIST}.html"] = ("text/html", links.encode())
    index = "".join(f'<p><a href="/list{start // A_LIST}.html#top">l</a>' for start in lists)
    site.files["/"] = ("text/html", f"<!doctype html><title>Home</title>{index}".encode())
    site.pages = pages + len(lists) + 1
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


class _Page:
    """One page under construction."""

    def __init__(self, site: MadeSite, numbers: Iterator[int]) -> None:
        self._site = site
        self._numbers = numbers
        self.head: list[str] = []

    def shown(self, folder: str = "/i") -> str:
        """The path of a new picture that the crawl must find."""
        number = next(self._numbers)
        path = f"{folder}/{number}.png"
        self._site.files[path] = ("image/png", picture(number))
        self._site.pictures.add(path)
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


def _head(page: _Page, text: str) -> str:
    page.head.append(text)
    return ""


CONSTRUCTS: dict[str, Callable[[_Page], str]] = {
    "img": lambda p: f'<img src="{p.shown()}" alt="a face">',
    "unquoted": lambda p: f"<IMG SRC={p.shown()}>",
    "srcset": lambda p: (
        f'<img src="{p.decoy()}" srcset="{p.decoy()} 320w, {p.shown()} 1280w" sizes=100vw>'
    ),
    "srcset x": lambda p: f'<img srcset="{p.decoy()}, {p.shown()} 2x">',
    "picture": lambda p: (
        f'<picture><source srcset="{p.shown()} 1600w" type=image/webp>'
        f'<img src="{p.decoy()}"></picture>'
    ),
    "lazy": lambda p: (
        f'<img data-src="{p.shown()}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    ),
    "lazy srcset": lambda p: f'<img data-srcset="{p.decoy()} 1x, {p.shown()} 3x">',
    "original": lambda p: f'<img data-original="{p.shown()}">',
    "background data": lambda p: f'<div data-bg="{p.shown()}"></div>',
    "noscript": lambda p: f'<noscript><img src="{p.shown()}"></noscript>',
    "style attribute": lambda p: f'<div style="background:url({p.shown()})"></div>',
    "style element": lambda p: _head(p, f"<style>.a{{background:url('{p.shown()}')}}</style>"),
    "image-set": lambda p: f"<div style='background:image-set(\"{p.shown()}\" 1x)'></div>",
    "linked css": lambda p: _head(
        p, f'<link rel=stylesheet href="{p.sheet(f".h{{background:url({p.shown()})}}")}">'
    ),
    "og": lambda p: _head(p, f'<meta property="og:image" content="{p.shown()}">'),
    "twitter": lambda p: _head(p, f'<meta name="twitter:image" content="{p.shown()}">'),
    "json-ld": lambda p: _head(
        p,
        '<script type="application/ld+json">'
        f'{{"@type":"Person","image":{{"contentUrl":"{p.shown()}"}}}}</script>',
    ),
    "image_src": lambda p: _head(p, f'<link rel=image_src href="{p.shown()}">'),
    "preload": lambda p: _head(p, f'<link rel=preload as=image href="{p.shown()}">'),
    "icon": lambda p: _head(p, f'<link rel=icon href="{p.shown()}">'),
    "poster": lambda p: f'<video poster="{p.shown()}" src="/film.mp4"></video>',
    "svg": lambda p: f'<svg><image href="{p.shown()}"/></svg>',
    "xlink": lambda p: f'<svg><image xlink:href="{p.shown()}"/></svg>',
    "object": lambda p: f'<object type="image/png" data="{p.shown()}"></object>',
    "embed": lambda p: f'<embed type="image/png" src="{p.shown()}">',
    "input": lambda p: f'<input type=image src="{p.shown()}">',
    "link": lambda p: f'<a href="{p.shown()}">large</a>',
    "area": lambda p: f'<map><area href="{p.shown()}"></map>',
    "data": lambda p: f'<img src="{p.inline()}">',
    "entities": lambda p: f'<img src="{p.shown().replace("/", "&#x2f;")}">',
    "background attribute": lambda p: f'<table background="{p.shown()}"></table>',
    "missing": lambda p: f'<img src="{p.missing()}">',
    "comment": lambda p: f"<!-- <img src='{p.decoy()}'> -->",
    "script": lambda p: f"<script>document.write(\"<img src='{p.decoy()}'>\")</script>",
    "textarea": lambda p: f"<textarea><img src='{p.decoy()}'></textarea>",
    "template": lambda p: f"<template><img src='{p.decoy()}'></template>",
}
"""What a page may hold, by name. Each calls `shown` for what must be found."""

_NOISE = "<p>" + "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 20
