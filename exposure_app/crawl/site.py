"""From a web site or page to its pages and the bytes of their pictures.

One thread, the caller's, decides what is asked next and reads what came; a few others only wait
for answers, each host's one at a time. They have ended when the stream has.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from exposure_app.crawl import answers, urls
from exposure_app.crawl.crew import Crew
from exposure_app.crawl.extract import Embedded, extract
from exposure_app.crawl.frontier import Errand, Frontier
from exposure_app.crawl.patience import Patience
from exposure_app.crawl.politeness import Politeness
from exposure_app.crawl.robots import Asker, Robots
from exposure_app.crawl.scope import Scope
from exposure_app.domain import errors
from exposure_app.domain.images import FetchedImage, ImageRef, Page
from exposure_app.domain.sources import Source
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.net.fetcher import Fetched, Fetcher

THREADS = 6
_GLANCE_S = 0.05

Item = Page | FetchedImage | Skipped


class SiteCrawler:
    """Crawls sources of kind WEB_SITE and PAGE. Safe to share between threads, one source each."""

    def __init__(self, fetcher: Fetcher, robots: Robots, politeness: Politeness) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._politeness = politeness

    def crawl(self, source: Source, *, cancel: CancelToken) -> Iterator[Item]:
        """The pages of `source`, the bytes of each distinct picture they show, and every gap.

        A page comes before its pictures; pictures come as they are fetched. A picture shown by
        several pages is fetched once, and each `Page.images` lists it. What a limit of the budget
        left out is a `BudgetSpent` each, the first 1,000 of them.

        Raises:
            Cancelled: soon after `cancel` was raised; what was yielded before stands.
        """
        run = _Run(self._fetcher, self._robots, self._politeness, source)
        try:
            yield from run.items(cancel)
        finally:
            run.stop()


class _Run:
    """The crawl of one source."""

    def __init__(
        self, fetcher: Fetcher, robots: Robots, politeness: Politeness, source: Source
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._politeness = politeness
        self._source = source
        self._scope = Scope(source)
        self._asker = Asker(source.id, self._scope.private_host, source.budget.delay_s)
        self._frontier = Frontier(source.budget)
        # The crew's own: it is also raised when nobody wants the rest of the stream.
        self._stop = CancelToken()
        self._crew: Crew[Errand, Fetched] = Crew(self._get, THREADS)
        self._asked_now: Counter[str] = Counter()
        self._delays_s: dict[str, float] = {}
        self._patience = Patience(politeness, source.budget.delay_s)
        self._inline_seen: set[str] = set()
        self._bytes = 0

    def items(self, cancel: CancelToken) -> Iterator[Item]:
        """The stream that `SiteCrawler.crawl` promises."""
        seed = self._source.locator
        self._frontier.add_page(seed, found_on=seed, depth=0)
        while True:
            cancel.check()
            yield from self._unanswered()
            self._send_out()
            if not self._crew.under_way:
                if not self._frontier:
                    break
                cancel.sleep(self._shortest_wait_s())
                continue
            done = self._crew.next(_GLANCE_S)
            if done is None:
                continue
            errand, answer = done
            self._asked_now[errand.host] -= 1
            self._delays_s[errand.host] = self._robots.crawl_delay_s(errand.url)
            self._send_out()
            items = self._read(errand, answer)
            # Before the reader takes its time: the next answers are on their way meanwhile.
            self._send_out()
            yield from items
        for left in self._frontier.left_over():
            yield self._gap(errors.BudgetSpent(left.url, left.limit))

    def stop(self) -> None:
        """End the threads."""
        self._stop.cancel()
        self._crew.dismiss()

    # --- asking --------------------------------------------------------------------------------

    def _send_out(self) -> None:
        if self._bytes >= self._source.budget.max_bytes:
            self._frontier.leave_all("bytes")
        while self._crew.has_room and (errand := self._frontier.take(self._is_free)):
            self._asked_now[errand.host] += 1
            self._crew.send(errand, turn=errand.host)

    def _delay_s(self, host: str) -> float:
        return max(self._source.budget.delay_s, self._delays_s.get(host, 0.0))

    def _is_free(self, host: str) -> bool:
        delay_s = self._delay_s(host)
        # Where no pause is asked for, one errand stands by, so that the host need not wait for
        # this thread between two; it is still asked for one thing at a time.
        at_once = 1 if delay_s > 0 else 2
        return self._asked_now[host] < at_once and not self._politeness.wait_s(host, delay_s)

    def _shortest_wait_s(self) -> float:
        hosts = self._frontier.hosts()
        return min(self._politeness.wait_s(host, self._delay_s(host)) for host in hosts)

    def _get(self, errand: Errand) -> Fetched:
        """Fetch, with scope, robots.txt and manners asked at every hop. Runs on a crew's thread."""
        is_page = errand.ref is None
        limit = self._limit(errand)
        with self._politeness.visit(cancel=self._stop) as visit:

            def check(url: str) -> None:
                url = urls.canonical(url) or url
                if is_page:
                    self._scope.check_page(url)
                else:
                    self._scope.check_image(url)
                visit.leave()
                self._robots.check(url, self._asker, cancel=self._stop)
                delay_s = max(self._asker.delay_s, self._robots.crawl_delay_s(url))
                visit.go_to(urls.host_port(url), delay_s)
                if errand.host in self._patience.given_up:
                    raise errors.RateLimited(errand.url)

            fetched = self._fetcher.get(
                errand.url,
                purpose="page" if is_page else "image",
                source=self._source.id,
                max_bytes=limit,
                check=check,
                private_host=self._scope.private_host,
                cancel=self._stop,
            )
            self._patience.note(errand, fetched)
            return fetched

    def _limit(self, errand: Errand) -> int:
        most = answers.MAX_PAGE_BYTES if errand.ref is None else answers.MAX_IMAGE_BYTES
        return min(most, max(1, self._source.budget.max_bytes - self._bytes))

    # --- reading -------------------------------------------------------------------------------

    def _read(self, errand: Errand, answer: Fetched | Exception) -> list[Item]:
        """What an answer brings; what it leads to is put on the frontier."""
        try:
            if isinstance(answer, Exception):
                raise answer
            self._bytes += len(answer.untrusted_body)
            if self._patience.may_come_back(errand, answer):
                errand.tries += 1
                self._frontier.put_back(errand)
                return []
            answers.check_status(answer, errand.url)
            if errand.ref is None:
                return self._page_or_picture(errand, answer)
            return self._picture_or_page(errand, errand.ref, answer)
        except errors.TooLarge as why:
            self._bytes += why.limit_bytes
            is_own_limit = why.limit_bytes in (answers.MAX_PAGE_BYTES, answers.MAX_IMAGE_BYTES)
            spent = why if is_own_limit else errors.BudgetSpent(errand.url, "bytes")
            return [self._gap(spent, errand.url)]
        except errors.GapError as why:
            return [self._gap(why, errand.url)]

    def _page_or_picture(self, errand: Errand, fetched: Fetched) -> list[Item]:
        if answers.is_page(fetched, errand.url):
            return self._page(errand, fetched)
        ref = ImageRef(errand.url, errand.found_on, self._source.id)
        return [_fetched_image(ref, fetched.untrusted_body)]

    def _picture_or_page(self, errand: Errand, ref: ImageRef, fetched: Fetched) -> list[Item]:
        url = urls.canonical(fetched.url) or errand.url
        if not (errand.may_be_page and self._scope.covers(url)):
            return [_fetched_image(ref, fetched.untrusted_body)]
        if not answers.is_page_after_all(fetched):
            return [_fetched_image(ref, fetched.untrusted_body)]
        if errand.depth > self._source.budget.depth:
            raise errors.BudgetSpent(errand.url, "depth")
        if len(fetched.untrusted_body) > answers.MAX_PAGE_BYTES:
            raise errors.TooLarge(errand.url, answers.MAX_PAGE_BYTES)
        return self._page(errand, fetched)

    def _page(self, errand: Errand, fetched: Fetched) -> list[Item]:
        url = urls.canonical(fetched.url) or errand.url
        if (errand.ref or url != errand.url) and not self._frontier.is_new_page(url):
            return []  # a redirect to a page that is dealt with under its own address
        found = extract(fetched.untrusted_body, fetched.charset, url)
        refs = tuple(
            ImageRef(image.url, url, self._source.id, image.untrusted_inline)
            for image in found.images
        )
        items: list[Item] = [Page(url, self._source.id, refs, found.title)]
        if found.is_cut:
            items.append(self._gap(errors.BudgetSpent(url, "bytes")))
        for ref, image in zip(refs, found.images, strict=True):
            items.extend(self._take_on(ref, image, errand.depth))
        for left in found.images_left_out:
            self._frontier.leave(left, "images")
        for link in (found.refresh, *found.links):
            if link is not None and self._scope.covers(link):
                self._frontier.add_page(link, found_on=url, depth=errand.depth + 1)
        return items

    def _take_on(self, ref: ImageRef, image: Embedded, depth: int) -> Iterator[Item]:
        if ref.untrusted_inline is None:
            self._frontier.add_image(ref, depth=depth, may_be_page=image.is_link)
        elif ref.url not in self._inline_seen:
            self._inline_seen.add(ref.url)
            yield _fetched_image(ref, ref.untrusted_inline)

    def _unanswered(self) -> Iterator[Skipped]:
        """A gap for each URL of a host that was given up."""
        for host in self._patience.given_up & self._frontier.hosts():
            for errand in self._frontier.drop_host(host):
                yield self._gap(errors.RateLimited(errand.url))

    def _gap(self, why: errors.GapError, url: str = "") -> Skipped:
        return Skipped(url or why.url, why, self._source.id)


def _fetched_image(ref: ImageRef, untrusted_body: bytes) -> FetchedImage:
    return FetchedImage(ref, untrusted_body, sha256(untrusted_body).hexdigest())
