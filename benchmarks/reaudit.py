"""How much faster a re-audit of an unchanged site is than its first audit.

    python benchmarks/reaudit.py [--pages 60] [--photos 5] [--rounds 3]

A site on loopback, served by a process of its own and without any delay: pages of text and photos
of 1024 x 768 that packages ship (a portrait, a crowd, things without a face), each cut, turned
and lit differently, so that no two are the same. Then, with the real models and an encrypted
vault on disk, the whole audit as a person runs it: first, again, and once more. Each round has a
profile of its own; medians count.
"""

import argparse
import io
import random
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from PIL import Image, ImageEnhance

from exposure_app.domain.coverage import Coverage
from exposure_app.domain.sources import Budget, Footing
from exposure_app.domain.work import CancelToken
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.settings import Settings
from exposure_app.settings.computer import cores

GOAL = 20.0
SIZE = (1024, 768)

SERVER = """
import sys
from threading import Event
sys.path.insert(0, {here!r})
from exposure_app.net.loopback import LoopbackSite
from reaudit import photo_site
with LoopbackSite(photo_site(*map(int, sys.argv[1:3]))) as site:
    print(site.url, flush=True)
    Event().wait()
"""


def main() -> int:
    """Measure and print; 1 if the second audit is less than 20 times faster than the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--photos", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    code = SERVER.format(here=str(sys.path[0]))
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(args.pages), str(args.photos)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        url = server.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as folder:
            rounds = [audits(Path(folder), number, url) for number in range(args.rounds)]
    finally:
        server.kill()
        server.wait()
    pictures = args.pages * args.photos
    print(f"{args.pages} pages, {pictures} pictures, {cores()} workers, {args.rounds} rounds")
    for name, times in zip(("first", "again", "once more"), zip(*rounds, strict=True), strict=True):
        print(f"{name:10} {statistics.median(times):7.2f} s")
    ratio = statistics.median(first / again for first, again, _ in rounds)
    print(f"ratio {ratio:.1f} (goal {GOAL:.0f})")
    return 0 if ratio >= GOAL else 1


def audits(folder: Path, number: int, url: str) -> list[float]:
    """Seconds of three audits, one after another, of a profile that knows nothing yet."""
    place = folder / str(number)
    home = Home(data=place / "data", cache=folder / "cache", log=place / "log")
    home.create()
    me = folder / "me.jpg"
    me.write_bytes(_jpeg(_shipped("skimage", "data/astronaut.png")))
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        session.settings.change(Settings(cores=cores(), is_gentle=False))
        list(session.people.enrol([me], report=lambda _p: None, cancel=CancelToken()))
        session.sources.add(url, Footing.OWNED, budget=Budget(delay_s=0), allow_private=True)
        return [_audit(session) for _ in range(3)]


def _audit(session: Session) -> float:
    before = session.audits.last()
    began = perf_counter()
    for _ in session.audits.run(report=lambda _p: None, cancel=CancelToken()):
        pass
    seconds = perf_counter() - began
    after = session.audits.last()
    assert after is not None
    assert not after.gaps, after.gaps[:3]
    if before:
        assert _seen(after.coverage) == _seen(before.coverage), (before.coverage, after.coverage)
        assert after.coverage.images_decoded == 0
        assert [f.id for f in after.findings] == [f.id for f in before.findings]
    return seconds


def _seen(coverage: Coverage) -> tuple[int, ...]:
    return (coverage.pages_fetched, coverage.images_referenced, coverage.faces_found)


# --- the site ----------------------------------------------------------------------------------


def photo_site(pages: int, photos: int) -> dict[str, tuple[str, bytes]]:
    """Path -> (media type, body) of that many pages with that many photos each."""
    chance = random.Random(0)
    shipped = [
        _shipped("skimage", "data/astronaut.png"),
        _shipped("insightface", "data/images/t1.jpg"),
        _shipped("skimage", "data/coffee.png"),
        _shipped("skimage", "data/gravel.png"),
    ]
    files: dict[str, tuple[str, bytes]] = {}
    for page in range(pages):
        shown = []
        for photo in range(photos):
            path = f"/photos/{page}-{photo}.jpg"
            files[path] = ("image/jpeg", _jpeg(_another(chance.choice(shipped), chance)))
            shown.append(f'<figure><img src="{path}" alt="a photo"></figure>{_TEXT}')
        links = "".join(f'<li><a href="/{other}.html">{other}</a>' for other in range(pages))
        html = f"<!doctype html><title>{page}</title><ul>{links}</ul>{''.join(shown)}"
        files[f"/{page}.html"] = ("text/html", html.encode())
    files["/"] = files["/0.html"]
    return files


def _shipped(package: str, path: str) -> Image.Image:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Image.open(Path(next(iter(spec.submodule_search_locations))) / path).convert("RGB")


def _another(picture: Image.Image, chance: random.Random) -> Image.Image:
    """The picture as somebody else might have taken it."""
    width, height = picture.size
    cut = [chance.uniform(0, 0.08) for _ in range(4)]
    picture = picture.crop(
        (int(cut[0] * width), int(cut[1] * height), int((1 - cut[2]) * width),
         int((1 - cut[3]) * height))
    )  # fmt: skip
    picture = picture.rotate(chance.uniform(-4, 4), Image.Resampling.BILINEAR).resize(SIZE)
    return ImageEnhance.Brightness(picture).enhance(chance.uniform(0.8, 1.2))


def _jpeg(picture: Image.Image) -> bytes:
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=88)
    return body.getvalue()


_TEXT = "<p>" + "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 30 + "</p>"


if __name__ == "__main__":
    sys.exit(main())
