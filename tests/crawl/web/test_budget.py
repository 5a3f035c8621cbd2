"""An audit cannot leave what was said of it beforehand: scope, bytes, minutes."""

import threading
import time
from contextlib import ExitStack

import pytest

from exposure_app.crawl.web.budget import RunBudget
from exposure_app.domain.errors import BudgetSpent
from exposure_app.domain.sources import Budget
from exposure_app.domain.work import Cancelled, CancelToken
from tests.crawl.crawling import JPEG, Busy, crawling, sent_on
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html, jpeg

PICTURE = JPEG.ljust(10_000)


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def sent(site):
    """Bytes of pictures that a site was asked for."""
    return sum(len(PICTURE) for path in site.paths_asked() if path.endswith(".jpg"))


def album(pictures):
    return {f"/{n}.jpg": jpeg(PICTURE) for n in range(pictures)}


def showing(*urls):
    return html(*(f"<img src={url}>" for url in urls))


# --- scope -------------------------------------------------------------------------------------


def test_no_way_to_lead_elsewhere_leads_a_page_source_off_its_host(crawl, loopback_is_public):
    with Site({"/": html("<a href=/more>m</a><img src=/deep.jpg>"), "/pic.jpg": jpeg(JPEG),
               "/feed": html(), "/style.css": Answer(b"", "text/css")}) as other:  # fmt: skip
        to = other.url
        pages = {
            "/": html(
                f"<a href={to}>a</a><area href={to}b><iframe src={to}c></iframe>",
                f"<link rel=alternate type=application/rss+xml href={to}feed>",
                f"<link rel=next href={to}d><form action={to}e><input></form>",
                "<a href=/moved>m</a><a href=/refreshed>r</a><a href=/based>b</a>",
                f"<img src={to}pic.jpg>",
            ),
            "/moved": sent_on(f"{to}f"),
            "/refreshed": html(f'<meta http-equiv=refresh content="0;url={to}g">'),
            "/based": html(f"<base href={to}><a href=h>h</a>"),
            "/robots.txt": Answer(f"Sitemap: {to}sitemap.xml".encode(), "text/plain"),
        }
        with Site(pages) as site:
            done = crawl.crawl(a_source(site.url))
        assert set(other.paths_asked()) == {"/robots.txt", "/pic.jpg"}
    assert len(done.pages) == 3
    assert len(done.images) == 1


# --- bytes -------------------------------------------------------------------------------------


def test_the_bytes_of_all_hosts_together_stay_within_the_budget(crawl, loopback_is_public):
    with ExitStack() as stack:
        hosts = [stack.enter_context(Site(album(9))) for _ in range(4)]
        shown = [f"{host.url}{n}.jpg" for n in range(9) for host in hosts]
        site = stack.enter_context(Site({"/": showing(*shown)}))
        done = crawl.crawl(a_source(site.url, max_bytes=100_000))
    fetched = sum(len(image.untrusted_body) for image in done.images)
    assert 50_000 <= fetched < 100_000
    assert set(done.gaps.values()) == {("budget", "bytes")}
    assert len(done.images) + len(done.gaps) == len(shown)


def test_another_host_sends_no_more_than_one_host_may(crawl, loopback_is_public):
    with Site(album(9)) as one, Site(album(2)) as two:
        shown = [f"{one.url}{n}.jpg" for n in range(9)] + [f"{two.url}{n}.jpg" for n in range(2)]
        with Site({"/": showing(*shown, *album(9)), **album(9)}) as site:
            done = crawl.crawl(a_source(site.url, max_host_bytes=45_000))
        assert sent(one) <= 50_000
        assert sum(image.url.startswith(one.url) for image in done.images) in (3, 4)
        assert sum(image.url.startswith(two.url) for image in done.images) == 2
        assert sum(image.url.startswith(site.url) for image in done.images) == 9
    assert set(done.gaps.values()) == {("budget", "host bytes")}
    assert all(url.startswith(one.url) for url in done.gaps)
    assert len(done.images) + len(done.gaps) == 20


def test_bytes_are_charged_to_the_host_that_a_redirect_leads_to(crawl, loopback_is_public):
    with Site(album(9)) as cdn:
        moved = {f"/{n}.jpg": sent_on(f"{cdn.url}{n}.jpg") for n in range(9)}
        with Site({"/": showing(*moved), **moved}) as site:
            done = crawl.crawl(a_source(site.url, max_host_bytes=25_000))
        assert sent(cdn) <= 30_000
    assert len(done.images) == 3
    assert list(done.gaps.values()) == [("budget", "host bytes")] * 6


def test_what_breaks_off_counts_as_far_as_it_came(crawl):
    def broken(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "20000")
        handler.end_headers()
        handler.wfile.write(PICTURE)
        handler.close_connection = True

    with Site({"/": showing(*album(9)), **dict.fromkeys(album(9), broken)}) as site:
        done = crawl.crawl(a_source(site.url, max_bytes=35_000))
        assert sent(site) <= 40_000
    words = [gap for gap in done.gaps.values() if gap[0] == "budget"]
    assert len(words) >= 5
    assert len(done.gaps) == 9


def test_what_is_larger_than_what_is_left_is_not_taken(crawl):
    large = jpeg(JPEG.ljust(200_000))
    with Site({"/": showing("/1.jpg", "/2.jpg"), "/1.jpg": large, "/2.jpg": large}) as site:
        done = crawl.crawl(a_source(site.url, max_bytes=50_000))
    assert done.images == []
    assert set(done.gaps.values()) == {("budget", "bytes")}


def test_near_the_end_one_waits_for_what_another_takes():
    budget = RunBudget(Budget(max_bytes=100), is_own=lambda _host: True)
    go_on, waited = threading.Event(), []

    def second():
        go_on.set()
        with budget.share("u", "h", 80, cancel=CancelToken()) as share:
            waited.append(share.most)
            share.took(share.most)

    with budget.share("u", "h", 80, cancel=CancelToken()) as share:
        thread = threading.Thread(target=second)
        thread.start()
        assert go_on.wait(5)
        share.took(30)
        assert waited == []
    thread.join(5)
    assert waited == [70]
    assert budget.spent() == "bytes"
    with pytest.raises(BudgetSpent), budget.share("u", "h", 1, cancel=CancelToken()):
        pass


def test_a_wait_for_a_share_ends_with_a_stop():
    budget = RunBudget(Budget(max_bytes=100), is_own=lambda _host: True)
    cancel = CancelToken()
    cancel.cancel()
    with (
        budget.share("u", "h", 100, cancel=CancelToken()),
        pytest.raises(Cancelled),
        budget.share("u", "h", 1, cancel=cancel),
    ):
        pass


# --- minutes -----------------------------------------------------------------------------------


def test_when_the_minutes_are_over_what_is_left_is_a_gap(crawl):
    slow = Busy(jpeg(JPEG), seconds=0.05)
    with Site({"/": showing(*album(40)), **dict.fromkeys(album(40), slow)}) as site:
        began = time.monotonic()
        done = crawl.crawl(a_source(site.url, max_minutes=0.5 / 60))
        assert time.monotonic() - began < 5
    assert 1 <= len(done.images) < 30
    assert set(done.gaps.values()) == {("budget", "minutes")}
    assert len(done.images) + len(done.gaps) == 40


def test_a_long_pause_between_requests_ends_with_the_minutes(crawl):
    with Site({"/": showing("/1.jpg"), "/1.jpg": jpeg(JPEG)}) as site:
        began = time.monotonic()
        done = crawl.crawl(a_source(site.url, delay_s=60.0, max_minutes=0.3 / 60))
        assert time.monotonic() - began < 10
    assert list(done.gaps.values()) == [("budget", "minutes")]


def test_without_a_minute_nobody_is_asked(crawl):
    with Site({"/": html()}) as site:
        done = crawl.crawl(a_source(site.url, max_minutes=0))
        assert site.asked == []
    assert list(done.gaps.values()) == [("budget", "minutes")]


def test_time_in_which_the_reader_looks_at_pictures_is_not_counted(crawl):
    with Site({"/": showing(*album(6)), **album(6)}) as site:
        images = 0
        for item in crawl.crawler.crawl(
            a_source(site.url, max_minutes=2 / 60), cancel=CancelToken()
        ):
            time.sleep(0.5)
            images += hasattr(item, "untrusted_body")
    assert images == 6


def test_a_pause_of_the_user_s_is_not_counted():
    budget = RunBudget(Budget(max_minutes=1), is_own=lambda _host: True)
    cancel = CancelToken()
    cancel.pause()
    resting = threading.Thread(target=lambda: budget.rest(0.01, cancel=cancel))
    resting.start()
    resting.join(0.3)
    assert resting.is_alive()
    cancel.resume()
    resting.join(5)
    assert budget._seconds == pytest.approx(0.01)
