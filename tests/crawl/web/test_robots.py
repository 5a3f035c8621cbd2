import pytest

from exposure_app.crawl.web import robots as robots_module
from exposure_app.crawl.web.robots import Asker
from exposure_app.domain import errors
from exposure_app.domain.work import Cancelled, CancelToken
from tests.crawl.crawling import Moods, crawling, sent_on, silent
from tests.site import Answer, Site


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def txt(*lines):
    return Answer("\n".join(lines).encode(), "text/plain")


def asker_of(site, **changes):
    host = site.url.split("/")[2]
    return Asker(**{"source": "s1", "private_host": host, "delay_s": 0.0, **changes})


def check(crawl, site, path="x", **changes):
    crawl.robots.check(site.url + path, asker_of(site, **changes), cancel=CancelToken())


def refusal(crawl, site, path="x", **changes):
    with pytest.raises(errors.FetchError) as caught:
        check(crawl, site, path, **changes)
    assert caught.value.url.startswith(site.url)
    return type(caught.value)


def test_a_rule_that_disallows_us_refuses_the_url(crawl):
    with Site({"/robots.txt": txt("user-agent: ExposureApp", "disallow: /x")}) as site:
        assert refusal(crawl, site) is errors.RefusedByRobots
        check(crawl, site, "y")


def test_each_origin_is_asked_once(crawl):
    with Site({"/robots.txt": txt("user-agent: *", "disallow: /x")}) as site:
        for path in "yzyz":
            check(crawl, site, path)
        assert site.paths_asked() == ["/robots.txt"]
    assert [record.purpose for record in crawl.ledger] == ["robots"]


def test_another_port_is_another_origin(crawl):
    rules = {"/robots.txt": txt("user-agent: *", "disallow: /")}
    with Site(rules) as one, Site({}) as other:
        assert refusal(crawl, one) is errors.RefusedByRobots
        check(crawl, other)


def test_after_a_day_it_is_asked_again(crawl, monkeypatch):
    now = robots_module.monotonic()
    monkeypatch.setattr(robots_module, "monotonic", lambda: now)
    with Site({"/robots.txt": Moods(txt("user-agent: *", "disallow: /"), txt())}) as site:
        assert refusal(crawl, site) is errors.RefusedByRobots
        now += 23 * 3600
        assert refusal(crawl, site) is errors.RefusedByRobots
        now += 2 * 3600
        check(crawl, site)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_that_has_none_allows_all(crawl, status):
    with Site({"/robots.txt": Answer(b"user-agent: *\ndisallow: /", status=status)}) as site:
        check(crawl, site)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 599])
def test_a_site_that_cannot_say_is_taken_to_say_no_for_now(crawl, status, monkeypatch):
    now = robots_module.monotonic()
    monkeypatch.setattr(robots_module, "monotonic", lambda: now)
    with Site({"/robots.txt": Moods(Answer(status=status), txt())}) as site:
        assert refusal(crawl, site) is errors.RefusedByRobots
        assert refusal(crawl, site) is errors.RefusedByRobots
        now += 3600
        check(crawl, site)


def test_a_host_that_is_not_there_is_unreachable_and_asked_once(crawl):
    site = Site({})
    site._server.server_close()
    assert refusal(crawl, site) is errors.Unreachable
    assert refusal(crawl, site) is errors.Unreachable
    assert len(crawl.ledger) == 1


def test_a_host_that_says_nothing_is_timed_out():
    with crawling(silence_s=(1, 0.2)) as crawl, Site({"/robots.txt": silent}) as site:
        assert refusal(crawl, site) is errors.TimedOut


def test_a_private_host_that_was_not_named_is_refused_and_not_remembered(crawl):
    with Site({}) as site:
        assert refusal(crawl, site, private_host=None) is errors.RefusedAddress
        check(crawl, site)


def test_an_air_gap_is_said_as_what_it_is():
    with crawling(is_air_gapped=lambda: True) as crawl, Site({}) as site:
        assert refusal(crawl, site) is errors.AirGapped
        assert site.asked == []


def test_five_redirects_are_followed_and_a_sixth_is_as_if_there_were_none(crawl):
    hops = {f"/{number}": sent_on(f"/{number + 1}") for number in range(1, 9)}
    rules = txt("user-agent: *", "disallow: /")
    with Site({**hops, "/robots.txt": sent_on("/1"), "/5": rules}) as site:
        assert refusal(crawl, site) is errors.RefusedByRobots
    with Site({**hops, "/robots.txt": sent_on("/1"), "/6": rules}) as site:
        check(crawl, site)


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:9/robots.txt", "ftp://example.org/", "http://u:p@h/", ""]
)
def test_a_redirect_to_where_we_do_not_go_means_no(crawl, location):
    with Site({"/robots.txt": sent_on(location)}) as site, Site({}) as other:
        if location.startswith("http://127"):
            site.pages["/robots.txt"] = sent_on(other.url + "robots.txt")
        refusal(crawl, site)
        assert other.asked == []


def test_a_longer_file_than_we_read_means_no(crawl):
    with Site({"/robots.txt": Answer(b"#" * 1_100_000, "text/plain")}) as site:
        assert refusal(crawl, site) is errors.RefusedByRobots


def test_an_html_page_instead_has_no_rules(crawl):
    with Site({"/robots.txt": Answer(b"<!doctype html><p>disallow: /</p>")}) as site:
        check(crawl, site)


def test_a_crawl_delay_is_told_and_one_beyond_a_minute_refuses_the_host(crawl):
    with Site({"/robots.txt": txt("user-agent: *", "crawl-delay: 60")}) as site:
        assert crawl.robots.crawl_delay_s(site.url) == 0
        check(crawl, site)
        assert crawl.robots.crawl_delay_s(site.url + "any") == 60
    with Site({"/robots.txt": txt("user-agent: *", "crawl-delay: 61")}) as site:
        assert refusal(crawl, site) is errors.RefusedByRobots


def test_a_stop_while_asking_is_no_answer_to_remember(crawl):
    cancel = CancelToken()

    def stopping(handler):
        cancel.cancel()
        silent(handler)

    with Site({"/robots.txt": stopping}) as site:
        with pytest.raises(Cancelled):
            crawl.robots.check(site.url, asker_of(site), cancel=cancel)
        site.pages["/robots.txt"] = txt()
        check(crawl, site)
