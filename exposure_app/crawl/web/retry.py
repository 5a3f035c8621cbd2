"""What one crawl makes of 429 and 503: it comes back when asked to, twice, then stays away."""

from collections import Counter

from exposure_app.crawl.untrusted import urls
from exposure_app.crawl.untrusted.content_kind import RATE_LIMITED
from exposure_app.crawl.web.frontier import CrawlRequest
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.net.fetcher import Fetched

MAX_RETRY_AFTER_S = 60.0
MAX_RETRIES = 2
_OVERLOADED_URLS = 3  # in a row, of a host that does not say when to come back
_FIRST_PAUSE_S = 1.0
_TOO_MANY_REQUESTS = 429


class RetryPolicy:
    """Which hosts want to be left alone. Told and asked by whichever thread has a host's turn."""

    def __init__(self, politeness: Politeness, delay_s: float) -> None:
        self._politeness = politeness
        self._delay_s = delay_s
        self._overloaded: Counter[str] = Counter()
        self.given_up: set[str] = set()

    def may_come_back(self, request: CrawlRequest, fetched: Fetched) -> bool:
        """Whether the answer is "later", and later is within what we wait."""
        if fetched.status not in RATE_LIMITED or request.tries >= MAX_RETRIES:
            return False
        return self._pause_s(request, fetched) <= MAX_RETRY_AFTER_S

    def note(self, request: CrawlRequest, fetched: Fetched) -> None:
        """Take note of an answer, before the host's turn is given back: the next one must know."""
        if fetched.status not in RATE_LIMITED:
            self._overloaded.pop(request.host, None)
        elif self.may_come_back(request, fetched):
            for host in {request.host, urls.host_port(fetched.url)}:
                self._politeness.rest(host, self._pause_s(request, fetched))
        else:
            self._overloaded[request.host] += 1
            is_deliberate = (
                fetched.status == _TOO_MANY_REQUESTS or fetched.retry_after_s is not None
            )
            # A single page may be broken in this way; a host that says so means all of it.
            if is_deliberate or self._overloaded[request.host] >= _OVERLOADED_URLS:
                self.given_up.add(request.host)

    def _pause_s(self, request: CrawlRequest, fetched: Fetched) -> float:
        if fetched.retry_after_s is not None:
            return fetched.retry_after_s
        return max(_FIRST_PAUSE_S, self._delay_s) * (1 << request.tries)
