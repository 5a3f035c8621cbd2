"""From a web site or page to its pages and the bytes of their pictures.

One thread, the caller's, decides what is asked next and reads what came; a few others only wait
for answers, each host's one at a time. They have ended when the stream has.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from exposure_app.crawl.html.image_attributes import is_media_name
from exposure_app.crawl.listings import readers
from exposure_app.crawl.untrusted import content_kind, urls
from exposure_app.crawl.untrusted.media_frames import NO_READERS, MediaFrames, pictures_inside
from exposure_app.crawl.web.budget import RunBudget
from exposure_app.crawl.web.fetch_pool import FetchPool
from exposure_app.crawl.web.frontier import CrawlRequest, Frontier, Remembered
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.crawl.web.response_reader import STYLE, Reading
from exposure_app.crawl.web.retry import RetryPolicy
from exposure_app.crawl.web.robots import Asker, Robots
from exposure_app.crawl.web.scope import Scope
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit
from exposure_app.domain.images import ImageRef
from exposure_app.domain.items import Item
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from exposure_app.net.fetcher import Fetched, Fetcher
from exposure_app.signatures import Medium

THREADS = 6

MEDIUM_S = 300.0
"""The longest that fetching a video or document may take; silence ends it sooner."""

_GLANCE_S = 0.05


def _nothing(_source: SourceId) -> Mapping[str, Remembered]:
    return {}


class SiteCrawler:
    """Crawls sources on the web. Safe to share between threads, one source each."""

    def __init__(
        self,
        fetcher: Fetcher,
        robots: Robots,
        politeness: Politeness,
        *,
        remembered: Callable[[SourceId], Mapping[str, Remembered]] = _nothing,
        inside: MediaFrames = NO_READERS,
    ) -> None:
        """Ask nobody yet.

        Args:
            remembered: by URL, pictures of a source that need not be looked at again if their
                server says that they are what they were.
            inside: what looks into videos and documents.
        """
        self._fetcher = fetcher
        self._robots = robots
        self._politeness = politeness
        self._remembered = remembered
        self._inside = inside

    def crawl(self, source: Source, *, cancel: CancelToken) -> Iterator[Item]:
        """The pages of `source`, the bytes of each distinct picture they show, and every gap.

        A page comes before its pictures; pictures come as they are fetched. A picture shown by
        several pages is fetched once, and each `Page.images` lists it. What a limit of the budget
        left out is a `BudgetSpent` each, the first 1,000 of them.

        Raises:
            Cancelled: soon after `cancel` was raised; what was yielded before stands.
        """
        remembered = self._remembered(source.id)
        inside = partial(pictures_inside, inside=self._inside, cancel=cancel)
        run = _Run(self._fetcher, self._robots, self._politeness, source, remembered, inside)
        try:
            yield from run.items(cancel)
        finally:
            run.stop()


class _Run:
    """The crawl of one source."""

    def __init__(
        self,
        fetcher: Fetcher,
        robots: Robots,
        politeness: Politeness,
        source: Source,
        remembered: Mapping[str, Remembered],
        inside: Callable[[Medium, BinaryIO, ImageRef], Iterable[Item]],
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._politeness = politeness
        self._source = source
        self._scope = Scope(source)
        self._asker = Asker(
            source.id, self._scope.private_host, source.budget.delay_s, self._scope.lifted_host
        )
        self._frontier = Frontier(source.budget)
        # The pool's own: it is also raised when nobody wants the rest of the stream.
        self._stop = CancelToken()
        self._pool: FetchPool[CrawlRequest, Fetched] = FetchPool(self._get, THREADS)
        self._asked_now: Counter[str] = Counter()
        self._delays_s: dict[str, float] = {}
        self._retry = RetryPolicy(politeness, source.budget.delay_s)
        self._remembered = remembered
        self._reading = Reading(source, self._scope, self._frontier, robots, inside)
        self._budget = RunBudget(source.budget, self._scope.is_own)

    def items(self, cancel: CancelToken) -> Iterator[Item]:
        """The stream that `SiteCrawler.crawl` promises."""
        self._reading.begin()
        while True:
            cancel.check()
            yield from self._unanswered()
            with self._budget.on_the_clock():
                self._send_out(cancel)
                items = self._next_items(cancel) if self._pool.under_way else None
            if items is not None:
                yield from items
            elif self._frontier:
                self._budget.rest(self._shortest_wait_s(), cancel=cancel)
            else:
                break
        for left in self._frontier.left_over():
            yield self._gap(errors.BudgetSpent(left.url, left.limit))

    def _next_items(self, cancel: CancelToken) -> Iterable[Item]:
        """What the next answer brings; nothing if none came for a moment."""
        done = self._pool.next(_GLANCE_S)
        if done is None:
            return []
        request, answer = done
        self._asked_now[request.host] -= 1
        self._delays_s[request.host] = self._robots.crawl_delay_s(request.url)
        self._send_out(cancel)
        items = self._read(request, answer)
        # Before the reader takes its time: the next answers are on their way meanwhile.
        self._send_out(cancel)
        return items

    def stop(self) -> None:
        """End the threads."""
        self._stop.cancel()
        self._pool.dismiss()

    # --- asking --------------------------------------------------------------------------------

    def _send_out(self, cancel: CancelToken) -> None:
        if cancel.is_paused or cancel.is_cancelled:
            return  # What is under way is heard to its end, and nothing new begun.
        if limit := self._budget.spent():
            self._frontier.leave_all(limit)
            if limit is Limit.MINUTES:
                self._stop.cancel()  # what is under way may be a long pause
        for host in self._budget.spent_hosts() & self._frontier.hosts():
            for dropped in self._frontier.drop_host(host):
                self._frontier.leave(dropped.url, Limit.HOST_BYTES)
        while self._pool.has_room and (request := self._frontier.take(self._is_free)):
            self._asked_now[request.host] += 1
            if request.ref is not None:
                request.remembered = self._remembered.get(request.url)
            self._pool.send(request, host=request.host)

    def _delay_s(self, host: str) -> float:
        return max(self._source.budget.delay_s, self._delays_s.get(host, 0.0))

    def _is_free(self, host: str) -> bool:
        delay_s = self._delay_s(host)
        # Where no pause is asked for, one request stands by, so that the host need not wait for
        # this thread between two; it is still asked for one thing at a time.
        at_once = 1 if delay_s > 0 else 2
        return self._asked_now[host] < at_once and not self._politeness.wait_s(host, delay_s)

    def _shortest_wait_s(self) -> float:
        hosts = self._frontier.hosts()
        return min(self._politeness.wait_s(host, self._delay_s(host)) for host in hosts)

    def _get(self, request: CrawlRequest) -> Fetched:
        """Fetch, with scope, robots.txt and manners asked at every hop, on a thread of the pool."""
        is_page = request.ref is None and request.reads != STYLE
        with (
            self._budget.share(
                request.url, request.host, _most(request), cancel=self._stop
            ) as share,
            self._politeness.visit(cancel=self._stop) as visit,
        ):

            def check(url: str) -> None:
                url = urls.canonical(url) or url
                if is_page:
                    self._scope.check_page(url)
                else:
                    self._scope.check_image(url)
                visit.leave()
                share.host = urls.host_port(url)
                self._budget.check_host(request.url, share.host)
                self._robots.check(url, self._asker, cancel=self._stop)
                delay_s = max(self._asker.delay_s, self._robots.crawl_delay_s(url))
                visit.go_to(share.host, delay_s)
                if request.host in self._retry.given_up:
                    raise errors.RateLimited(request.url)

            try:
                fetched = self._fetcher.get(
                    request.url,
                    purpose=_purpose(request),
                    source=self._source.id,
                    max_bytes=share.most,
                    check=check,
                    private_host=self._scope.private_host,
                    cancel=self._stop,
                    validators=request.remembered.validators if request.remembered else None,
                    received=share.took,
                    total_s=MEDIUM_S if _is_medium(request) else None,
                )
            except errors.TooLarge as why:
                if not _is_medium(request):  # of which little is read if it says how large it is
                    share.taken = max(share.taken, why.limit_bytes)
                if share.limit:
                    raise errors.BudgetSpent(request.url, share.limit) from why
                raise
            share.taken = max(share.taken, len(fetched.untrusted_body))
            self._retry.note(request, fetched)
            return fetched

    # --- reading -------------------------------------------------------------------------------

    def _read(self, request: CrawlRequest, answer: Fetched | Exception) -> Iterable[Item]:
        """What an answer brings; what it leads to is put on the frontier."""
        if isinstance(answer, Cancelled) and self._stop.is_cancelled:
            self._frontier.leave(request.url, Limit.MINUTES)
            return []
        try:
            if isinstance(answer, Exception):
                raise answer
            if self._retry.may_come_back(request, answer):
                request.tries += 1
                self._frontier.put_back(request)
                return []
            return self._reading.items(request, answer)
        except errors.GapError as why:
            return [self._gap(why, request.url)]

    def _unanswered(self) -> Iterator[Skipped]:
        """A gap for each URL of a host that was given up."""
        for host in self._retry.given_up & self._frontier.hosts():
            for request in self._frontier.drop_host(host):
                yield self._gap(errors.RateLimited(request.url))

    def _gap(self, why: errors.GapError, url: str = "") -> Skipped:
        return Skipped(url or why.url, why, self._source.id)


def _most(request: CrawlRequest) -> int:
    """The most bytes of an answer that are of use, whatever the budget says."""
    if request.reads in readers.by_name():
        return readers.MAX_BYTES
    if _is_medium(request):
        return content_kind.MAX_MEDIUM_BYTES
    return content_kind.MAX_PAGE_BYTES if request.ref is None else content_kind.MAX_IMAGE_BYTES


def _is_medium(request: CrawlRequest) -> bool:
    """Whether the answer should be a video or a document."""
    return request.is_medium or (not request.reads and is_media_name(request.url))


def _purpose(request: CrawlRequest) -> str:
    if request.ref is not None:
        return "image"
    return "style" if request.reads == STYLE else "listing" if request.reads else "page"
