"""How a crawl behaves beside others, and how it stops."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from exposure_app.domain.images import FetchedImage, Page
from exposure_app.domain.work import Cancelled, CancelToken
from tests.crawl.crawling import JPEG, Busy, Moods, crawling, sent_on, silent
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html, jpeg


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def fetching_threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("fetch")]


def soon(is_so, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so()


def an_album(busy, pictures=12):
    names = [f"/{n}.jpg" for n in range(pictures)]
    return {
        "/": html("<a href=/a>", *(f"<img src={name}>" for name in names)),
        "/a": busy,
        **dict.fromkeys(names, busy),
    }


def test_one_host_is_asked_for_one_thing_at_a_time(crawl):
    busy = Busy(jpeg(JPEG))
    with Site(an_album(busy)) as site:
        done = crawl.crawl(a_source(site.url))
    assert len(done.images) == 13
    assert busy.most == 1


def test_two_sources_on_one_host_are_polite_together(crawl):
    busy = Busy(jpeg(JPEG))
    with Site(an_album(busy)) as site, ThreadPoolExecutor(2) as pool:
        sources = [a_source(site.url, id="s1"), a_source(site.url + "a", id="s2")]
        counts = [len(done.images) for done in pool.map(crawl.crawl, sources)]
    assert counts == [13, 1]
    assert busy.most == 1


def test_two_sources_on_one_host_keep_the_delay_between_them(crawl):
    busy = Busy(jpeg(JPEG), seconds=0)
    with Site(an_album(busy, pictures=3)) as site, ThreadPoolExecutor(2) as pool:
        sources = [a_source(site.url, id=name, delay_s=0.1) for name in ("s1", "s2")]
        assert [len(done.images) for done in pool.map(crawl.crawl, sources)] == [4, 4]
    pauses = [later - earlier for earlier, later in zip(busy.times, busy.times[1:], strict=False)]
    assert min(pauses) >= 0.1


def test_a_crawl_delay_of_robots_txt_is_kept(crawl):
    busy = Busy(jpeg(JPEG), seconds=0)
    rules = Answer(b"user-agent: *\ncrawl-delay: 0.2", "text/plain")
    with Site({**an_album(busy, pictures=2), "/robots.txt": rules}) as site:
        crawl.crawl(a_source(site.url))
    pauses = [later - earlier for earlier, later in zip(busy.times, busy.times[1:], strict=False)]
    assert len(pauses) == 2
    assert min(pauses) >= 0.2


def test_several_hosts_are_asked_at_once(crawl, loopback_is_public):
    everybody = threading.Barrier(4)

    def together(handler):
        everybody.wait(5)
        handler.answer(jpeg(JPEG))

    with ExitStack() as stack:
        hosts = [stack.enter_context(Site({"/1.jpg": together})) for _ in range(4)]
        page = html(*(f"<img src={host.url}1.jpg>" for host in hosts))
        site = stack.enter_context(Site({"/": page}))
        done = crawl.crawl(a_source(site.url))
    assert len(done.images) == 4
    assert done.gaps == {}


def test_a_redirect_to_a_busy_host_waits_for_its_turn(crawl, loopback_is_public):
    busy = Busy(jpeg(JPEG), seconds=0.02)
    with Site({f"/{n}.jpg": busy for n in range(10)}) as cdn:
        moved = {f"/{n}.jpg": sent_on(f"{cdn.url}{n}.jpg") for n in range(10)}
        images = "".join(f"<img src=/{n}.jpg><img src={cdn.url}{n}.jpg>" for n in range(10))
        with Site({"/": html(images), **moved}) as site:
            done = crawl.crawl(a_source(site.url))
    assert len(done.images) == 20
    assert busy.most == 1


def test_everything_asked_for_is_a_bare_get_under_the_source_s_name(crawl):
    with Site(an_album(jpeg(JPEG), pictures=2)) as site:
        crawl.crawl(a_source(site.url))
        assert {(asked.method, asked.body) for asked in site.asked} == {("GET", b"")}
        assert len(crawl.ledger) == len(site.asked)
    assert {record.source for record in crawl.ledger} == {"s1"}
    assert [record.purpose for record in crawl.ledger] == [
        "robots",
        "page",
        "image",
        "image",
        "page",
    ]


def test_what_was_refused_stands_in_the_ledger_too(crawl):
    rules = Answer(b"user-agent: *\ndisallow: /no", "text/plain")
    with Site({"/robots.txt": rules, "/": html("<img src=/no.jpg>")}) as site:
        crawl.crawl(a_source(site.url))
    assert [record.refused for record in crawl.ledger] == ["", "", "robots"]


@pytest.mark.parametrize("where", ["/robots.txt", "/", "/1.jpg"])
def test_a_stop_ends_the_crawl_within_two_seconds_whatever_it_waits_for(crawl, where):
    cancel, is_asked = CancelToken(), threading.Event()

    def stuck(handler):
        is_asked.set()
        silent(handler)

    with Site({"/": html("<img src=1.jpg>"), where: stuck}) as site:
        threading.Thread(target=lambda: (is_asked.wait(5), cancel.cancel())).start()
        with pytest.raises(Cancelled):
            crawl.crawl(a_source(site.url), cancel)
        assert is_asked.is_set()
        began = time.monotonic()
        assert fetching_threads() == []
    assert time.monotonic() - began < 2


def test_a_stop_ends_a_long_delay(crawl):
    cancel = CancelToken()
    with Site(an_album(jpeg(JPEG))) as site:
        items = crawl.crawler.crawl(a_source(site.url, delay_s=60.0), cancel=cancel)
        threading.Timer(0.5, cancel.cancel).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            list(items)
    assert time.monotonic() - began < 2.5
    assert fetching_threads() == []


def test_what_was_found_before_a_stop_was_yielded(crawl):
    cancel = CancelToken()
    with Site(an_album(jpeg(JPEG))) as site:
        items = crawl.crawler.crawl(a_source(site.url), cancel=cancel)
        found = [next(items) for _ in range(5)]
        cancel.cancel()
        with pytest.raises(Cancelled):
            list(items)
    assert [type(item) for item in found] == [Page, *[FetchedImage] * 4]


def test_closing_the_stream_ends_its_threads(crawl):
    with Site({**an_album(jpeg(JPEG)), "/5.jpg": silent}) as site:
        items = crawl.crawler.crawl(a_source(site.url), cancel=CancelToken())
        for _ in range(4):
            next(items)
        assert fetching_threads()
        began = time.monotonic()
        items.close()
        assert time.monotonic() - began < 2
    assert fetching_threads() == []


def test_a_stream_that_ends_leaves_no_thread(crawl):
    with Site(an_album(jpeg(JPEG))) as site:
        crawl.crawl(a_source(site.url))
    assert fetching_threads() == []


def test_a_stream_nobody_reads_asks_for_nothing(crawl):
    with Site(an_album(jpeg(JPEG))) as site:
        crawl.crawler.crawl(a_source(site.url), cancel=CancelToken()).close()
        assert site.asked == []


def test_a_paused_crawl_asks_for_nothing_and_goes_on_when_resumed(crawl):
    cancel = CancelToken()
    with Site(an_album(jpeg(JPEG))) as site:
        items = crawl.crawler.crawl(a_source(site.url), cancel=cancel)
        next(items)
        cancel.pause()
        reading = threading.Thread(target=lambda: list(items))
        reading.start()
        assert soon(lambda: len(site.asked) >= 3)
        time.sleep(0.3)
        asked = len(site.asked)
        assert asked <= 5
        time.sleep(0.3)
        assert len(site.asked) == asked
        cancel.resume()
        reading.join(10)
        assert len(site.asked) == 15


def test_the_next_picture_is_under_way_while_the_reader_takes_its_time(crawl):
    with Site(an_album(jpeg(JPEG))) as site:
        items = crawl.crawler.crawl(a_source(site.url), cancel=CancelToken())
        next(items)
        assert soon(lambda: "/0.jpg" in site.paths_asked())
        next(items)
        assert soon(lambda: "/2.jpg" in site.paths_asked())
        items.close()


def test_an_error_nobody_foresaw_is_not_taken_for_a_gap(crawl, monkeypatch):
    def broken(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(crawl.robots, "check", broken)
    with Site(an_album(jpeg(JPEG))) as site, pytest.raises(ZeroDivisionError):
        crawl.crawl(a_source(site.url))
    assert fetching_threads() == []


def test_a_crawl_of_many_hosts_that_sent_retry_after_still_ends(crawl):
    later = Answer(status=503, headers={"Retry-After": "0"})
    with Site({"/": html("<img src=1.jpg>"), "/1.jpg": Moods(later, jpeg(JPEG))}) as site:
        assert len(crawl.crawl(a_source(site.url)).images) == 1
