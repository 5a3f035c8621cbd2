"""A crawl over real sockets on loopback, and what to look at afterwards."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from exposure_app.crawl.web.crawler import SiteCrawler
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.crawl.web.robots import Robots
from exposure_app.domain.images import FetchedImage, Page
from exposure_app.domain.requests import RequestRecord
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.net.fetcher import Fetcher
from tests.site import Answer

JPEG = b"\xff\xd8\xff\xe0 as good as a picture to a crawler "


@dataclass
class Crawling:
    crawler: SiteCrawler
    fetcher: Fetcher
    robots: Robots
    politeness: Politeness
    ledger: list[RequestRecord] = field(default_factory=list)

    def crawl(self, source, cancel=None):
        return Crawled(list(self.crawler.crawl(source, cancel=cancel or CancelToken())))


@dataclass
class Crawled:
    items: list

    @property
    def pages(self):
        return [item for item in self.items if isinstance(item, Page)]

    @property
    def images(self):
        return [item for item in self.items if isinstance(item, FetchedImage)]

    @property
    def gaps(self):
        return {item.url: (item.gap.why, item.gap.detail) for item in self.items if _is_gap(item)}

    @property
    def words(self):
        return {url: word for url, (word, _) in self.gaps.items()}


def _is_gap(item):
    return isinstance(item, Skipped)


@contextmanager
def crawling(**options):
    ledger = []
    with Fetcher(user_agent="ExposureTest/1", record=ledger.append, **options) as fetcher:
        politeness = Politeness()
        robots = Robots(fetcher, politeness)
        crawler = SiteCrawler(fetcher, robots, politeness)
        yield Crawling(crawler, fetcher, robots, politeness, ledger)


class Busy:
    """Answers slowly, and knows how many were asking at once."""

    def __init__(self, answer, seconds=0.01):
        self._answer = answer
        self._seconds = seconds
        self._lock = threading.Lock()
        self.now = 0
        self.most = 0
        self.times: list[float] = []

    def __call__(self, handler):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.times.append(time.monotonic())
        time.sleep(self._seconds)
        with self._lock:
            self.now -= 1
        handler.answer(self._answer)


class Moods:
    """Gives the answers one after another; the last again and again."""

    def __init__(self, *moods):
        self._answers = list(moods)
        self.times: list[float] = []

    def __call__(self, handler):
        self.times.append(time.monotonic())
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        handler.answer(answer)


def silent(handler):
    """Says nothing, until the one who asked is gone."""
    handler.connection.settimeout(30)
    handler.connection.recv(1)
    handler.close_connection = True


def sent_on(location, status=302):
    return Answer(status=status, headers={"Location": location})
