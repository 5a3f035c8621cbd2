"""What may show a picture on a page, or seem to: each construct by name, with its truth."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from made_site import MadePage


def _head(page: "MadePage", text: str) -> str:
    page.head.append(text)
    return ""


def _img(path: str) -> bytes:
    return f'<img src="{path}">'.encode()


def _srcset(page: "MadePage", one: str, other: str) -> str:
    large = page.largest(one, other)
    return (
        f'<img src="{one}" srcset="{other} 320w, {large} 1280w" sizes="(width < 9em) 1px, 100vw">'
    )


def _densities(page: "MadePage", small: str) -> str:
    return f'<img srcset="{small}, {page.largest(small)} 2x">'


def _lazy_set(page: "MadePage", small: str) -> str:
    return f'<img data-srcset="{small} 1x, {page.largest(small)} 3x">'


def _picture(page: "MadePage", one: str, other: str) -> str:
    large = page.largest(one, other)
    return (
        f'<picture><source srcset="{large} 1600w" type=image/webp>'
        f'<source media="(width < 9em)" srcset="{one} 90w"><img src="{other}"></picture>'
    )


def _preload(page: "MadePage", small: str) -> str:
    names = f"{small} 1x, {page.largest(small)} 2x"
    return _head(page, f'<link rel=preload as=image imagesrcset="{names}">')


def _image_set(path: str) -> str:
    return f".s{{background:image-set(url({path}) 2x)}}"


def _link(page: "MadePage", media_type: str, charset: str, letter: str) -> str:
    """A page read right only by what tells its charset: its mark, header or meta element."""
    meta = f"<meta charset={charset}>" if "charset" not in media_type else ""
    body = f'{meta}<img src="{page.shown(name=letter)}">'.encode(charset)
    return f'<a href="{page.page(media_type, body)}">more</a>'


CONSTRUCTS: dict[str, Callable[["MadePage"], str]] = {
    "img": lambda p: f'<img src="{p.shown(alt="a face")}" alt="a face">',
    "unquoted": lambda p: f"<IMG SRC={p.shown()}>",
    "figure": lambda p: (
        f'<figure><a href="/list0.html"><img src="{p.shown(alt="Ada", caption="Ada at sea")}" '
        "alt=Ada></a><figcaption>Ada <b>at</b> sea</figcaption></figure>"
    ),
    "title": lambda p: f'<img src="{p.shown(caption="1850")}" title="1850">',
    "srcset": lambda p: _srcset(p, p.decoy(), p.decoy()),
    "srcset x": lambda p: _densities(p, p.decoy()),
    "picture": lambda p: _picture(p, p.decoy(), p.decoy()),
    "lazy": lambda p: (
        f'<img data-src="{p.shown()}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    ),
    "lazy srcset": lambda p: _lazy_set(p, p.decoy()),
    "lazy src": lambda p: f'<img data-lazy-src="{p.shown()}">',
    "lazy other": lambda p: f'<img data-lazyload="{p.shown()}" data-lazy-sizes="auto">',
    "original": lambda p: f'<img data-original="{p.shown()}">',
    "background data": lambda p: f'<div data-bg="{p.shown()}"></div>',
    "noscript": lambda p: f'<noscript><img src="{p.shown()}"></noscript>',
    "style attribute": lambda p: f'<div style="background:url({p.shown()})"></div>',
    "style element": lambda p: _head(p, f"<style>.a{{background:url('{p.shown()}')}}</style>"),
    "image-set": lambda p: f"<div style='background:image-set(\"{p.shown()}\" 1x)'></div>",
    "linked css": lambda p: _head(
        p, f'<link rel=stylesheet href="{p.sheet(f".h{{background:url({p.shown()})}}")}">'
    ),
    "linked image-set": lambda p: _head(
        p, f'<link rel=stylesheet href="{p.sheet(_image_set(p.shown()))}">'
    ),
    "og": lambda p: _head(p, f'<meta property="og:image" content="{p.shown()}">'),
    "twitter": lambda p: _head(p, f'<meta name="twitter:image" content="{p.shown()}">'),
    "json-ld": lambda p: _head(
        p,
        '<script type="application/ld+json">'
        f'{{"@type":"Person","image":{{"contentUrl":"{p.shown()}"}}}}</script>',
    ),
    "json-ld thumbnail": lambda p: _head(
        p,
        '<script type="application/ld+json">'
        f'[{{"@type":"VideoObject","thumbnailUrl":["{p.shown()}"]}}]</script>',
    ),
    "image_src": lambda p: _head(p, f'<link rel=image_src href="{p.shown()}">'),
    "preload": lambda p: _head(p, f'<link rel=preload as=image href="{p.shown()}">'),
    "preload set": lambda p: _preload(p, p.decoy()),
    "icon": lambda p: _head(p, f'<link rel=icon href="{p.shown()}">'),
    "poster": lambda p: f'<video poster="{p.shown()}" controls></video>',
    "svg": lambda p: f'<svg><image href="{p.shown()}"/></svg>',
    "xlink": lambda p: f'<svg><image xlink:href="{p.shown()}"/></svg>',
    "object": lambda p: f'<object type="image/png" data="{p.shown()}"></object>',
    "embed": lambda p: f'<embed type="image/png" src="{p.shown()}">',
    "input": lambda p: f'<input type=image src="{p.shown()}">',
    "link": lambda p: f'<a href="{p.shown(caption="large")}">large</a>',
    "area": lambda p: f'<map><area href="{p.shown()}"></map>',
    "data": lambda p: f'<img src="{p.inline()}">',
    "entities": lambda p: f'<img src="{p.shown().replace("/", "&#x2f;")}">',
    "background attribute": lambda p: f'<table background="{p.shown()}"></table>',
    "base": lambda p: (
        _head(p, '<base href="/based/">') + f'<img src="{p.shown("/based").rpartition("/")[2]}">'
    ),
    "refresh": lambda p: _head(
        p, f'<meta http-equiv=refresh content="9; url={p.page("text/html", _img(p.shown()))}">'
    ),
    "charset mark": lambda p: _link(p, "text/html; charset=windows-1252", "utf-16", "ż"),
    "charset header": lambda p: _link(p, "text/html; charset=windows-1251", "windows-1251", "ж"),
    "charset meta": lambda p: _link(p, "text/html", "shift_jis", "日"),
    "promise": lambda p: f'<a href="{p.promise()}">album</a>',
    "missing": lambda p: f'<img src="{p.missing()}">',
    "comment": lambda p: f"<!-- <img src='{p.decoy()}'> -->",
    "script": lambda p: f"<script>document.write(\"<img src='{p.decoy()}'>\")</script>",
    "textarea": lambda p: f"<textarea><img src='{p.decoy()}'></textarea>",
    "template": lambda p: f"<template><img src='{p.decoy()}'></template>",
}
"""What a page may hold, by name. Each calls `shown` for what must be found."""
