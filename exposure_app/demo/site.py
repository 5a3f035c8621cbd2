"""A small web site made of pictures that installed packages ship, with known truth.

The subject is scikit-image's `astronaut`, NASA's portrait of Eileen Collins (public domain), in
altered copies. The crowd is insightface's own sample `t1.jpg`. The rest shows no face.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

_NO_FACES = ("coffee.png", "chelsea.png", "rocket.jpg", "brick.png", "coins.png")


@dataclass(frozen=True, slots=True)
class DemoSite:
    """What the site serves, and what an audit of it must find.

    files: path -> (media type, body).
    photos: name -> bytes of the photos to enrol.
    shows_subject: the paths of every picture with the subject on it.
    """

    files: dict[str, tuple[str, bytes]]
    photos: dict[str, bytes]
    shows_subject: frozenset[str]


def build() -> DemoSite:
    """Make the site. Takes about a second."""
    portrait = _open("skimage", "data", "astronaut.png")
    crowd = _open("insightface", "data", "images", "t1.jpg")
    head = portrait.crop((120, 0, 330, 260))
    alterations: dict[str, Callable[[], Image.Image]] = {
        "portrait.jpg": lambda: portrait,
        "cropped.jpg": lambda: portrait.crop((140, 20, 320, 240)),
        "small.jpg": lambda: portrait.resize((200, 200), Image.Resampling.LANCZOS),
        "mirrored.jpg": lambda: ImageOps.mirror(portrait),
        "recoloured.jpg": lambda: _recoloured(portrait),
        "grey.jpg": lambda: ImageOps.grayscale(portrait).convert("RGB"),
        "bright.jpg": lambda: ImageEnhance.Brightness(portrait).enhance(1.5),
        "in-a-crowd.jpg": lambda: _among(crowd, head),
    }
    pictures = {f"/pictures/{name}": _jpeg(make()) for name, make in alterations.items()}
    shows_subject = frozenset(pictures)
    pictures["/pictures/reunion.jpg"] = _jpeg(crowd)
    for name in _NO_FACES:
        pictures[f"/pictures/{Path(name).stem}.jpg"] = _jpeg(_open("skimage", "data", name))
    files = {path: ("image/jpeg", body) for path, body in pictures.items()}
    files["/pictures/half.jpg"] = ("image/jpeg", pictures["/pictures/reunion.jpg"][:20_000])
    files |= _pages()
    return DemoSite(files, {"portrait.jpg": _jpeg(portrait)}, shows_subject)


def _pages() -> dict[str, tuple[str, bytes]]:
    """Five pages that hide pictures in the ways real ones do."""
    menu = '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/team">Team</a> '
    menu += '<a href="/archive">Archive</a> <a href="/private/">Members</a></nav>'
    bodies = {
        "/": '<meta property="og:image" content="/pictures/portrait.jpg"><h1>A small club</h1>'
        '<img src="/pictures/coffee.jpg" alt="coffee"><img src="/pictures/rocket.jpg" alt="">',
        "/news": '<h1>News</h1><img srcset="/pictures/small.jpg 200w" alt="the speaker">'
        '<picture><source srcset="/pictures/mirrored.jpg"><img src="/pictures/coins.jpg"></picture>'
        '<img src="/pictures/portrait.jpg" alt="the speaker again">',
        "/team": '<h1>Team</h1><div style="background:url(/pictures/recoloured.jpg)"></div>'
        '<img src="/pictures/in-a-crowd.jpg" alt="all of us">'
        '<img src="/pictures/reunion.jpg" alt="before">',
        "/archive": '<h1>Archive</h1><img src="/pictures/cropped.jpg">'
        '<img src="/pictures/grey.jpg"><img data-src="/pictures/bright.jpg">'
        '<img src="/pictures/chelsea.jpg"><img src="/pictures/brick.jpg">'
        '<img src="/pictures/half.jpg"><img src="/pictures/lost.jpg">',
        "/private/": "<h1>Members</h1>",
    }
    pages = {
        path: (
            "text/html; charset=utf-8",
            f"<!doctype html><title>{path}</title>{menu}{body}".encode(),
        )
        for path, body in bodies.items()
    }
    return pages | {"/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /private/\n")}


def _recoloured(portrait: Image.Image) -> Image.Image:
    red, green, blue = portrait.split()
    return Image.merge("RGB", (red.point(lambda v: min(255, int(v * 1.25))), green, blue))


def _among(crowd: Image.Image, head: Image.Image) -> Image.Image:
    """The crowd with the subject standing at its right edge."""
    scale = crowd.height * 0.42 / head.height
    small = head.resize((round(head.width * scale), round(head.height * scale)))
    together = Image.new("RGB", (crowd.width + small.width, crowd.height), (214, 208, 198))
    together.paste(crowd, (0, 0))
    together.paste(small, (crowd.width, crowd.height - small.height))
    return together


def _open(package: str, *inside: str) -> Image.Image:
    """A picture from an installed package's folder, without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    path = Path(next(iter(spec.submodule_search_locations))).joinpath(*inside)
    with Image.open(path) as picture:
        return picture.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=90)
    return body.getvalue()
