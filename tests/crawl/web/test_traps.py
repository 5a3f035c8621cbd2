"""Sites without end, by intent or by accident: each costs a bounded number of requests."""

import itertools

import pytest

from tests.crawl.crawling import crawling, sent_on
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


class Trap(Site):
    """A site whose every page is made by `make(number, path)`, the number counting requests."""

    def __init__(self, make):
        numbers = itertools.count(1)

        def answer(handler):
            made = make(next(numbers), handler.path)
            handler.answer(made if isinstance(made, Answer) else html(made))

        super().__init__({})
        self.pages = _Everything(answer)


class _Everything(dict):
    def __init__(self, answer):
        super().__init__({"/robots.txt": Answer(status=404)})
        self._answer = answer

    def get(self, path, default=None):
        return super().get(path, self._answer)


@pytest.mark.parametrize(
    "link",
    ["/?PHPSESSID={n:016x}", "/;jsessionid={n:x}", "/?utm_source=n{n}", "/?sid={n:020x}"],
)
def test_a_new_session_in_every_link_makes_no_new_page(crawl, link):
    with Trap(lambda n, _path: f"<a href='{link.format(n=n)}'>on</a>") as site:
        done = crawl.crawl(a_source(site.url, depth=1_000))
        assert len(site.asked) <= 3
    assert len(done.pages) == 1
    assert done.gaps == {}


def test_a_calendar_ends_after_a_hundred_pages_of_its_kind(crawl):
    def month(n, path):
        year, _, number = path.strip("/").partition("/")
        return f"<a href=/{2000 + n}/{n % 12}>next</a><i>{year}{number}</i>"

    with Trap(month) as site:
        done = crawl.crawl(a_source(site.url, depth=1_000))
    assert len(done.pages) <= 102
    assert set(done.gaps.values()) == {("budget", "pages")}


def test_a_calendar_that_takes_turns_ends_with_the_depth(crawl):
    names = itertools.cycle("abcdefghij")
    with Trap(lambda n, _path: f"<a href=/{next(names)}/{n}>next</a>") as site:
        done = crawl.crawl(a_source(site.url))
    assert len(done.pages) == 6
    assert set(done.gaps.values()) == {("budget", "depth")}


@pytest.mark.parametrize("link", ["x/", "./x/../x/x/", "a/b/c/"])
def test_a_path_that_grows_for_ever_ends(crawl, link):
    with Trap(lambda _n, _path: f"<a href={link}>deeper</a>") as site:
        done = crawl.crawl(a_source(site.url, depth=1_000))
    assert len(done.pages) <= 21
    assert set(done.words.values()) == {"out_of_scope"}


def test_a_query_that_grows_for_ever_ends_with_the_pages(crawl):
    with Trap(lambda _n, path: f"<a href='{path}{'&' if '?' in path else '?'}a=b'>on</a>") as site:
        done = crawl.crawl(a_source(site.url, depth=1_000, max_pages=30))
    assert len(done.pages) == 30
    assert set(done.gaps.values()) == {("budget", "pages")}


def test_pages_that_each_lead_to_hundreds_more_end_with_the_budget(crawl):
    def many(n, _path):
        return "".join(f"<a href=/{n}x{number}q>p</a>" for number in range(300))

    with Trap(many) as site:
        done = crawl.crawl(a_source(site.url, max_pages=40))
        assert len(site.asked) == 41
    assert len(done.pages) == 40
    assert set(done.gaps.values()) == {("budget", "pages")}


def test_refreshes_that_lead_in_a_circle_end(crawl):
    def refresh(to):
        return html(f'<meta http-equiv=refresh content="0;url={to}">')

    with Site({"/": refresh("/a"), "/a": refresh("/b"), "/b": refresh("/a")}) as site:
        done = crawl.crawl(a_source(site.url))
        assert sorted(site.paths_asked()) == ["/", "/a", "/b", "/robots.txt"]
    assert len(done.pages) == 3


def test_redirects_that_lead_in_a_circle_are_a_gap(crawl):
    pages = {"/": html("<a href=/a>a</a><img src=/a>"), "/a": sent_on("/b"), "/b": sent_on("/a")}
    with Site(pages) as site:
        done = crawl.crawl(a_source(site.url))
        assert len(site.asked) <= 2 + 2 * 11
    assert done.words == {f"{site.url}a": "unreachable"}


def test_redirects_to_ever_new_addresses_are_a_gap(crawl):
    with Trap(lambda n, path: sent_on(f"/{n}r") if path != "/" else "<a href=/go>g</a>") as site:
        done = crawl.crawl(a_source(site.url))
        assert len(site.asked) == 2 + 11
    assert done.words == {f"{site.url}go": "unreachable"}
