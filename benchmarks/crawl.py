"""Whether a crawl finds every picture of a made site and no other, and how fast next to Scrapy.

    python benchmarks/crawl.py [--pages 2000] [--rounds 3]

First the truth: a site of that many pages on loopback, in which each construct that shows a picture
stands in turn (`made_site.py`); what the crawl brings is compared with what is there. Then the
speed: the same pages with plain <img> elements alone, crawled by us and by a Scrapy spider that
follows the same links and fetches the same pictures, each from a server in a process of its own,
both without any delay and both asking robots.txt; rounds alternate, medians count.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from urllib.parse import unquote, urlsplit

from exposure_app.crawl.web.crawler import SiteCrawler
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.crawl.web.robots import Robots
from exposure_app.domain.images import FetchedImage, Page
from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.net.fetcher import Fetcher
from exposure_app.net.loopback import LoopbackSite
from made_site import made_site, picture

GOAL = 0.8
A_PAGE = 3
SPIDER = Path(__file__).with_name("_scrapy_spider.py")

SERVER = """
import sys
from threading import Event
sys.path.insert(0, {here!r})
from crawl import plain_site
from exposure_app.net.loopback import LoopbackSite
with LoopbackSite(plain_site(int(sys.argv[1]))) as site:
    print(site.url, flush=True)
    Event().wait()
"""


def main() -> int:
    """Measure and print; 1 if a picture is missed or invented, or we are slower than the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    is_true = check_truth(args.pages)
    ratio = compare_speed(args.pages, args.rounds)
    return 0 if is_true and ratio >= GOAL else 1


def check_truth(pages: int) -> bool:
    """Crawl the made site and print what was found against what is there."""
    made = made_site(pages)
    with LoopbackSite(made.files) as site:
        items = crawled(site.url)
    images = [item for item in items if isinstance(item, FetchedImage)]
    of_web = [item for item in images if item.url.startswith("http")]
    found = Counter(_path(item.url) for item in of_web)
    inline = sum(item.url.startswith("data:") for item in images)
    read = sum(isinstance(item, Page) for item in items)
    gaps = Counter(_path(item.url) for item in items if isinstance(item, Skipped))
    contexts = {_path(item.url): item.ref.context for item in of_web}
    missed, invented = made.pictures - found.keys(), found.keys() - made.pictures
    print(f"pages read {read} of {made.pages}")
    print(f"pictures found {len(found)} of {len(made.pictures)}; inline {inline} of {made.inline}")
    twice = found.total() - len(found)
    print(f"missed {len(missed)}, invented {len(invented)}, fetched twice {twice}")
    told = len(made.missing & gaps.keys())
    print(f"gaps {gaps.total()}; of {len(made.missing)} missing pictures {told}")
    told = len(made.promises & gaps.keys())
    print(f"pages that promise more than they show {told} of {len(made.promises)}")
    said = {
        path: (context.page_title, context.alt, context.caption)
        for path, context in contexts.items()
        if context.alt or context.caption
    }
    right = sum(said.get(path) == truth for path, truth in made.said.items())
    print(f"contexts right {right} of {len(made.said)}, invented {len(said.keys() - made.said)}")
    sizes = {
        path: {_path(one) for one in context.other_sizes}
        for path, context in contexts.items()
        if context.other_sizes
    }
    right = sum(sizes.get(path) == truth for path, truth in made.sizes.items())
    more = len(sizes.keys() - made.sizes)
    print(f"other sizes right {right} of {len(made.sizes)}, invented {more}")
    placeholders = 1  # one lazy placeholder, the same on every page, is a picture of its own
    return (
        not missed
        and not invented
        and read == made.pages
        and gaps.keys() == made.missing | made.promises
        and said == made.said
        and sizes == made.sizes
        and inline - made.inline in (0, placeholders)
    )


def _path(url: str) -> str:
    return unquote(urlsplit(url).path)


def compare_speed(pages: int, rounds: int) -> float:
    """Pages per second of both; ours over theirs."""
    code = SERVER.format(here=str(sys.path[0]))
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(pages)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    ours, theirs = [], []
    try:
        url = server.stdout.readline().strip()
        for _ in range(rounds):
            began = perf_counter()
            items = crawled(url)
            ours.append(perf_counter() - began)
            read = sum(isinstance(item, Page) for item in items)
            pictures = sum(isinstance(item, FetchedImage) for item in items)
            done = subprocess.run(
                [sys.executable, str(SPIDER), url], capture_output=True, text=True, check=True
            )
            their_pages, their_pictures, seconds = json.loads(done.stdout)
            theirs.append(seconds)
            assert (read, pictures) == (their_pages, their_pictures), (read, their_pages)
    finally:
        server.kill()
        server.wait()
    ratio = statistics.median(theirs) / statistics.median(ours)
    for name, times in (("ours", ours), ("Scrapy", theirs)):
        print(
            f"{name:7} {read / statistics.median(times):6.0f} pages/s with {A_PAGE} pictures each"
        )
    print(f"ratio {ratio:.2f}")
    return ratio


def crawled(url: str) -> list[object]:
    """Everything that a crawl of the site yields."""
    source = Source(
        id=SourceId("bench"),
        locator=url,
        kind=Kind.WEB_SITE,
        footing=Footing.OWNED,
        added_at=datetime.now(UTC),
        budget=Budget(max_pages=100_000, max_images=1_000_000, delay_s=0),
        allow_private=True,
    )
    with Fetcher(user_agent="bench", record=lambda _: None) as fetcher:
        politeness = Politeness()
        crawler = SiteCrawler(fetcher, Robots(fetcher, politeness), politeness)
        return list(crawler.crawl(source, cancel=CancelToken()))


def plain_site(pages: int) -> dict[str, tuple[str, bytes]]:
    """Pages of three pictures each, and lists of fifty pages each."""
    files: dict[str, tuple[str, bytes]] = {}
    for number in range(pages):
        shown = range(A_PAGE * number, A_PAGE * (number + 1))
        files |= {f"/i/{one}.png": ("image/png", picture(one)) for one in shown}
        images = "".join(f'<img src="/i/{one}.png">' for one in shown)
        files[f"/p/{number}.html"] = ("text/html", f"<title>{number}</title>{images}".encode())
    lists = range(0, pages, 50)
    for start in lists:
        links = "".join(
            f'<a href="/p/{n}.html">{n}</a>' for n in range(start, min(start + 50, pages))
        )
        files[f"/list{start}.html"] = ("text/html", links.encode())
    files["/"] = ("text/html", "".join(f'<a href="/list{s}.html">{s}</a>' for s in lists).encode())
    return files


if __name__ == "__main__":
    sys.exit(main())
