"""What to ask for next: the queues of one source, and what they had no room for.

A pure data structure, used by one thread; in what order URLs come out depends only on the order
in which they went in. Pictures come before pages, so that a large site's pictures do not pile up
while its pages are read.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from exposure_app.crawl.untrusted import urls
from exposure_app.domain.gap_reasons import Limit
from exposure_app.domain.images import ImageRef, Validators
from exposure_app.domain.sources import Budget

MAX_PER_SHAPE = 100
MAX_LEFT_OVER = 1_000
MAX_STYLES = 100
"""Of one source. A site has a few for all its pages; what makes a new one for each is a trap."""

_PICTURES_BEFORE_PAGES = 1_000


class Remembered(NamedTuple):
    """A picture that an earlier audit had from an address, and by what to ask for it again."""

    sha256: str
    validators: Validators


@dataclass(slots=True)
class CrawlRequest:
    """One URL to ask for.

    url: canonical. found_on: the page that led here; the URL itself for a seed.
    depth: links from the seed.
    ref: the picture it is embedded as; None for a page.
    may_be_page: a link named like a picture; some sites show a page about it there.
    is_medium: it should be a video or a document, which may be larger.
    reads: what a listing is read as, a name in `readers.by_name()`; its `depth` counts listings
        within listings. "" for anything else.
    tries: how often it was put back.
    remembered: the picture an earlier audit had from there; None if none, or after it was lost.
    host: whom to ask, as "host:port".
    """

    url: str
    found_on: str
    depth: int
    ref: ImageRef | None = None
    may_be_page: bool = False
    is_medium: bool = False
    reads: str = ""
    tries: int = 0
    remembered: Remembered | None = None
    host: str = field(init=False)

    def __post_init__(self) -> None:
        self.host = urls.host_port(self.url)


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A URL that a limit kept us from asking for."""

    url: str
    limit: Limit


_Queues = dict[str, deque[CrawlRequest]]


class Frontier:
    """The URLs of one source that are known and not yet asked for."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._pages: _Queues = {}
        self._images: _Queues = {}
        self._seen_pages: set[str] = set()
        self._seen_images: set[str] = set()
        self._seen_styles: set[str] = set()
        self._shapes: dict[str, int] = defaultdict(int)
        self._left_over: dict[str, LeftOver] = {}
        self._pages_taken_on = 0
        self._images_taken_on = 0
        self._images_waiting = 0

    def __bool__(self) -> bool:
        return bool(self._pages or self._images)

    def add_page(self, url: str, *, found_on: str, depth: int, reads: str = "") -> None:
        """Take on a page, unless it was met before or a limit is reached.

        Of pages that differ only in digits and link to each other, a calendar for instance,
        `MAX_PER_SHAPE` are taken on; a list that names each of its pages is not limited so.
        """
        key = urls.seen_key(url)
        if key in self._seen_pages:
            return
        if depth > self._budget.depth:
            self.leave(url, Limit.DEPTH)
            return
        shape = _shape(url)
        is_of_a_kind = url != found_on and not reads and shape == _shape(found_on)
        if self._pages_taken_on >= self._budget.max_pages or (
            is_of_a_kind and self._shapes[shape] >= MAX_PER_SHAPE
        ):
            self.leave(url, Limit.PAGES)
            return
        self._seen_pages.add(key)
        self._left_over.pop(key, None)
        self._shapes[shape] += 1
        self._pages_taken_on += 1
        request = CrawlRequest(url, found_on, depth, reads=reads)
        _queue(self._pages, request).append(request)

    def add_image(
        self, ref: ImageRef, *, depth: int, may_be_page: bool = False, is_medium: bool = False
    ) -> None:
        """Take on a picture shown by a page at `depth`, once, unless the limit is reached."""
        if ref.url in self._seen_images:
            return
        if self._images_taken_on >= self._budget.max_images:
            self.leave(ref.url, Limit.IMAGES)
            return
        self._seen_images.add(ref.url)
        self._images_taken_on += 1
        self._images_waiting += 1
        request = CrawlRequest(ref.url, ref.page_url, depth + 1, ref, may_be_page, is_medium)
        _queue(self._images, request).append(request)

    def add_style(self, url: str, *, found_on: str, depth: int, reads: str) -> None:
        """Take on a style sheet of a page, once; of the first `MAX_STYLES`."""
        if url in self._seen_styles:
            return
        if len(self._seen_styles) >= MAX_STYLES:
            self.leave(url, Limit.PAGES)
            return
        self._seen_styles.add(url)
        request = CrawlRequest(url, found_on, depth, reads=reads)
        _queue(self._pages, request).append(request)

    def is_new_page(self, url: str) -> bool:
        """Note that a page was reached, by a redirect perhaps; whether for the first time."""
        key = urls.seen_key(url)
        is_new = key not in self._seen_pages
        self._seen_pages.add(key)
        self._left_over.pop(key, None)
        return is_new

    def put_back(self, request: CrawlRequest) -> None:
        """Ask for it again before anything else of its host."""
        queues = self._pages if request.ref is None else self._images
        self._images_waiting += request.ref is not None
        _queue(queues, request).appendleft(request)

    def take(self, is_free: Callable[[str], bool]) -> CrawlRequest | None:
        """The next request to a host that `is_free`; None if none is."""
        if request := _take(self._images, is_free):
            self._images_waiting -= 1
            return request
        if self._images_waiting > _PICTURES_BEFORE_PAGES:
            return None
        return _take(self._pages, is_free)

    def hosts(self) -> set[str]:
        """The hosts that are waited for."""
        return self._pages.keys() | self._images.keys()

    def drop_host(self, host: str) -> Iterator[CrawlRequest]:
        """Give up what is left for `host`."""
        dropped = self._images.pop(host, deque())
        self._images_waiting -= len(dropped)
        yield from dropped
        yield from self._pages.pop(host, ())

    def leave(self, url: str, limit: Limit) -> None:
        """Note a URL that a limit keeps us from; of these, `MAX_LEFT_OVER` are remembered."""
        if len(self._left_over) < MAX_LEFT_OVER:
            self._left_over.setdefault(urls.seen_key(url), LeftOver(url, limit))

    def leave_all(self, limit: Limit) -> None:
        """Empty the queues: a limit of the whole source is reached."""
        for queues in (self._images, self._pages):
            for queue in queues.values():
                for request in queue:
                    self.leave(request.url, limit)
            queues.clear()
        self._images_waiting = 0

    def left_over(self) -> list[LeftOver]:
        """What limits kept us from, in the order met; pages seen after all are not among them."""
        return list(self._left_over.values())


def _shape(url: str) -> str:
    return re.sub(r"[0-9]+", "0", urls.seen_key(url))


def _queue(queues: _Queues, request: CrawlRequest) -> deque[CrawlRequest]:
    return queues.setdefault(request.host, deque())


def _take(queues: _Queues, is_free: Callable[[str], bool]) -> CrawlRequest | None:
    for host, queue in queues.items():
        if is_free(host):
            request = queue.popleft()
            if not queue:
                del queues[host]
            return request
    return None
