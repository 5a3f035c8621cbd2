"""Whether a site's robots.txt lets us fetch a URL, and how slowly (RFC 9309).

Asked for pages and pictures alike, per origin. A site that cannot say is taken to say no, for
now; one that has no robots.txt says yes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from time import monotonic

from exposure_app.crawl.untrusted import urls
from exposure_app.crawl.untrusted.product_token import PRODUCT_TOKEN
from exposure_app.crawl.web import robots_txt
from exposure_app.crawl.web.politeness import Politeness
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Unsaid
from exposure_app.domain.work import CancelToken
from exposure_app.net.fetcher import Fetcher

MAX_CRAWL_DELAY_S = 60.0
"""A host that asks for a longer pause is not visited."""

KEPT_S = 24 * 3600.0  # RFC 9309, 2.4
_REFUSAL_KEPT_S = 10 * 60.0  # a site that did not answer is asked again in a later audit
_MAX_REDIRECTS = 5  # RFC 9309, 2.3.1.2
_MAX_BYTES = 1024 * 1024
_GLANCE_S = 0.05
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Asker:
    """In whose name robots.txt is fetched.

    source: its id, for the ledger. private_host: the one "host:port" that may be private.
    lifted_host: the one "host:port" whose proved owner asked that its robots.txt be passed over.
    """

    source: str
    private_host: str | None
    delay_s: float
    lifted_host: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an origin said.

    refusal: makes the gap that all its URLs share, of a URL; None if there is none.
    """

    expires_at: float
    rules: robots_txt.Rules | None = None
    refusal: Callable[[str], errors.FetchError] | None = None


class Robots:
    """Asks each origin once, and remembers for a day. Safe to share between threads."""

    def __init__(self, fetcher: Fetcher, politeness: Politeness) -> None:
        self._fetcher = fetcher
        self._politeness = politeness
        self._answers: dict[str, _Answer] = {}
        self._asking: dict[str, Lock] = {}
        self._lock = Lock()

    def check(self, url: str, asker: Asker, *, cancel: CancelToken) -> None:
        """Let `url`, canonical, pass. The first time an origin is met, its robots.txt is fetched.

        Call it without holding a turn at any host.

        Raises:
            RefusedByRobots: a rule disallows it; the site failed to say (5xx, 429, an answer
                beyond the limit, a redirect to an address that is not public); or it wants a
                pause beyond `MAX_CRAWL_DELAY_S`.
            Unreachable, TimedOut, RefusedAddress, AirGapped: the host cannot be asked for
                anything.
            Cancelled: a stop was asked for.
        """
        if asker.lifted_host == urls.host_port(url):
            return
        answer = self._answer(urls.origin(url), asker, cancel)
        if answer.refusal is not None:
            raise answer.refusal(url)
        if answer.rules is None:
            return
        if answer.rules.crawl_delay_s > MAX_CRAWL_DELAY_S:
            raise errors.RefusedByRobots(url, pause_s=answer.rules.crawl_delay_s)
        if not answer.rules.allow(url):
            raise errors.RefusedByRobots(url)

    def crawl_delay_s(self, url: str) -> float:
        """The pause the origin of `url` asked for, once it was asked; else 0."""
        answer = self._answers.get(urls.origin(url))
        return answer.rules.crawl_delay_s if answer and answer.rules else 0.0

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Where the origin of `url` lists its pages, as written; none if it was not asked yet."""
        answer = self._answers.get(urls.origin(url))
        return answer.rules.sitemaps if answer and answer.rules else ()

    def _answer(self, origin: str, asker: Asker, cancel: CancelToken) -> _Answer:
        with self._lock:
            asking = self._asking.setdefault(origin, Lock())
        while not asking.acquire(timeout=_GLANCE_S):
            cancel.check()
        try:
            answer = self._answers.get(origin)
            if answer is None or answer.expires_at < monotonic():
                answer = self._ask(origin, asker, cancel)
                self._answers[origin] = answer
            return answer
        finally:
            asking.release()

    def _ask(self, origin: str, asker: Asker, cancel: CancelToken) -> _Answer:
        asked = 0
        with self._politeness.visit(cancel=cancel) as visit:

            def check(url: str) -> None:
                nonlocal asked
                asked += 1
                if asked > 1 + _MAX_REDIRECTS:
                    raise errors.OutOfScope(url)
                visit.go_to(urls.host_port(url), asker.delay_s)

            try:
                fetched = self._fetcher.get(
                    f"{origin}/robots.txt",
                    purpose="robots",
                    source=asker.source,
                    max_bytes=_MAX_BYTES,
                    check=check,
                    private_host=asker.private_host,
                    cancel=cancel,
                )
            except errors.OutOfScope:
                if asked > 1 + _MAX_REDIRECTS:
                    # As if there were none: RFC 9309, 2.3.1.2.
                    return _Answer(monotonic() + KEPT_S)
                return _unsaid(Unsaid.REDIRECT)
            except (errors.AirGapped, errors.RefusedAddress) as why:
                if asked > 1:
                    return _unsaid(Unsaid.REDIRECT)
                # Not the site's word, and another source may be allowed: nothing to remember.
                raise type(why)(f"{origin}/") from why
            except (errors.Unreachable, errors.TimedOut) as why:
                return _refused(type(why))
            except errors.TooLarge:
                return _unsaid(Unsaid.TOO_LARGE)
        return _said(fetched.status, fetched.untrusted_body)


def _refused(refusal: Callable[[str], errors.FetchError]) -> _Answer:
    return _Answer(monotonic() + _REFUSAL_KEPT_S, refusal=refusal)


def _unsaid(instead: Unsaid) -> _Answer:
    return _refused(partial(errors.RefusedByRobots, unsaid=instead))


def _said(status: int, untrusted_body: bytes) -> _Answer:
    """Read an answer by RFC 9309, 2.3.1: 4xx is no restriction, 5xx is complete disallow."""
    if status >= 500 or status == _TOO_MANY_REQUESTS:
        return _refused(partial(errors.RefusedByRobots, status=status))
    if not 200 <= status < 300:
        return _Answer(monotonic() + KEPT_S)
    return _Answer(monotonic() + KEPT_S, rules=robots_txt.parse(untrusted_body, PRODUCT_TOKEN))
