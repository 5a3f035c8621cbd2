import base64
from hashlib import sha256

import pytest

from exposure_app.crawl.untrusted.content_kind import MAX_IMAGE_BYTES, MAX_PAGE_BYTES
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import Skipped
from exposure_app.wording import explain
from tests.crawl.crawling import JPEG, Moods, crawling, sent_on, silent
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html, jpeg


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def crawled(crawl, pages, kind=Kind.WEB_SITE, path="", **budget):
    with Site(pages) as site:
        done = crawl.crawl(a_source(site.url + path, kind, **budget))
        done.asked = site.paths_asked()
        done.root = site.url
    return done


def relative(done, items):
    return [item.url.removeprefix(done.root) for item in items]


def words(done):
    return {url.removeprefix(done.root): gap for url, gap in done.gaps.items()}


def word(done, path):
    return words(done)[path][0]


def test_a_site_s_pages_and_pictures_are_found_from_its_seed(crawl):
    done = crawled(
        crawl,
        {
            "/": html("<title>Home</title><a href=/a>a</a><img src=/1.jpg>"),
            "/a": html("<a href=/>home</a><a href=b>b</a><img src=2.jpg><img src=1.jpg>"),
            "/b": html("<p>nothing"),
            "/1.jpg": jpeg(JPEG + b"1"),
            "/2.jpg": jpeg(JPEG + b"2"),
        },
    )
    assert relative(done, done.pages) == ["", "a", "b"]
    assert sorted(relative(done, done.images)) == ["1.jpg", "2.jpg"]
    assert done.gaps == {}
    assert done.pages[0].title == "Home"
    assert [ref.url for ref in done.pages[1].images] == [done.root + "2.jpg", done.root + "1.jpg"]
    assert {ref.page_url for ref in done.pages[1].images} == {done.root + "a"}
    assert {item.source for item in done.pages} == {"s1"}


def test_a_picture_comes_with_its_bytes_their_hash_and_the_page_that_shows_it(crawl):
    done = crawled(crawl, {"/": html("<img src=1.jpg>"), "/1.jpg": jpeg(JPEG)})
    [image] = done.images
    assert image.untrusted_body == JPEG
    assert image.sha256 == sha256(JPEG).hexdigest()
    assert image.ref is done.pages[0].images[0]


def test_a_picture_shown_by_several_pages_is_fetched_once_and_listed_by_each(crawl):
    pages = {f"/{name}": html("<img src=/1.jpg>") for name in "abc"}
    links = html(*(f"<a href={name}>" for name in "abc"))
    done = crawled(crawl, {"/": links, **pages, "/1.jpg": jpeg(JPEG)})
    assert done.asked.count("/1.jpg") == len(done.images) == 1
    assert sum(len(page.images) for page in done.pages) == 3


def test_a_picture_within_the_page_needs_no_request(crawl):
    url = "data:image/jpeg;base64," + base64.b64encode(JPEG).decode()
    done = crawled(
        crawl, {"/": html(f"<img src='{url}'><a href=a>"), "/a": html(f"<img src={url}>")}
    )
    [image] = done.images
    assert image.ref.url == f"data:sha256-{image.sha256}"
    assert image.untrusted_body == image.ref.untrusted_inline == JPEG
    assert [len(page.images) for page in done.pages] == [1, 1]
    assert done.asked == ["/robots.txt", "/", "/a"]


def test_a_page_source_is_that_page_and_its_pictures(crawl):
    pages = {"/a": html("<a href=/b><img src=1.jpg>"), "/b": html(), "/1.jpg": jpeg(JPEG)}
    done = crawled(crawl, pages, Kind.PAGE, "a")
    assert relative(done, done.pages) == ["a"]
    assert relative(done, done.images) == ["1.jpg"]
    assert done.gaps == {}


def test_a_link_off_the_site_is_neither_followed_nor_a_gap(crawl):
    with Site({"/": html("<p>theirs")}) as other:
        done = crawled(crawl, {"/": html(f"<a href={other.url}>")})
        assert other.asked == []
    assert done.gaps == {}


def test_a_picture_on_another_host_is_fetched_if_that_host_is_public(crawl):
    with Site({"/1.jpg": jpeg(JPEG)}) as other:
        done = crawled(crawl, {"/": html(f"<img src={other.url}1.jpg>")})
        assert other.asked == []
        assert done.words == {other.url + "1.jpg": "refused_address"}


def test_a_redirect_within_the_site_is_followed_and_its_page_read_once(crawl):
    pages = {
        "/": sent_on("/home"),
        "/home": html("<a href=/old><a href=/home>"),
        "/old": sent_on("/"),
    }
    done = crawled(crawl, pages)
    assert relative(done, done.pages) == ["home"]
    assert done.gaps == {}


def test_a_redirect_off_the_site_is_a_gap(crawl):
    with Site({"/": html("<p>theirs")}) as other:
        done = crawled(crawl, {"/": html("<a href=/a>"), "/a": sent_on(other.url)})
        assert word(done, "a") == "out_of_scope"
        assert other.asked == []


def test_a_refresh_leads_on_as_a_link_does(crawl):
    refresh = html("<meta http-equiv=refresh content='0;url=/next'>")
    done = crawled(crawl, {"/": refresh, "/next": refresh})
    assert relative(done, done.pages) == ["", "next"]


def test_a_page_that_promises_more_than_it_shows_is_counted_and_offered_another_way(crawl):
    shell = html("<img src=1.jpg><div id=root></div><a href=/>home</a><script src=a.js></script>")
    done = crawled(crawl, {"/": shell, "/1.jpg": jpeg(JPEG)})
    [gap] = [item for item in done.items if isinstance(item, Skipped)]
    assert (gap.url, gap.gap.why, gap.gap.detail) == (done.root, "unreadable", "needs a browser")
    assert "HAR" in explain(gap.why).remedy
    assert "export" in explain(gap.why).remedy
    assert relative(done, done.images) == ["1.jpg"]


def test_robots_txt_is_asked_for_pages_and_pictures_alike(crawl):
    rules = Answer(b"user-agent: *\ndisallow: /no", "text/plain")
    pages = {"/robots.txt": rules, "/": html("<a href=/no/a><img src=/no/1.jpg><img src=2.jpg>")}
    done = crawled(crawl, {**pages, "/2.jpg": jpeg(JPEG)})
    assert words(done) == {"no/a": ("robots", ""), "no/1.jpg": ("robots", "")}
    assert relative(done, done.images) == ["2.jpg"]
    assert not any(path.startswith("/no") for path in done.asked)


def test_a_redirect_to_what_robots_txt_disallows_is_not_followed(crawl):
    rules = Answer(b"user-agent: *\ndisallow: /no", "text/plain")
    done = crawled(crawl, {"/robots.txt": rules, "/": sent_on("/no"), "/no": html()})
    assert words(done) == {"": ("robots", "")}
    assert "/no" not in done.asked


@pytest.mark.parametrize(
    ("status", "gap"),
    [
        (400, ("blocked", "HTTP 400")),
        (401, ("login", "HTTP 401")),
        (403, ("blocked", "HTTP 403")),
        (404, ("not_found", "HTTP 404")),
        (407, ("login", "HTTP 407")),
        (410, ("not_found", "HTTP 410")),
        (451, ("blocked", "HTTP 451")),
        (500, ("unreachable", "")),
        (502, ("unreachable", "")),
    ],
)
def test_a_status_has_its_word_for_pages_and_pictures(crawl, status, gap):
    answer = Answer(b"<p>no</p>", status=status)
    done = crawled(crawl, {"/": html("<a href=/a><img src=1.jpg>"), "/a": answer, "/1.jpg": answer})
    assert words(done) == {"a": gap, "1.jpg": gap}


@pytest.mark.parametrize(
    ("answer", "gap"),
    [
        (Answer(b"<p>\x00\x01\x02"), ("unreadable", "binary")),
        (Answer(bytes(range(256)), "text/plain"), ("unreadable", "binary")),
        (Answer(b""), ("unreadable", "empty")),
        (Answer(b"", status=204), ("unreadable", "empty")),
        (Answer(b"%PDF-1.7", "application/pdf"), ("unreadable", "needs the part pdf")),
        (Answer(b"some text", "text/plain"), ("not_an_image", "")),
        (Answer(b"<rss></rss>", "application/rss+xml"), ("not_an_image", "")),
        (Answer(b"{}", "application/json"), ("not_an_image", "")),
    ],
)
def test_a_link_to_something_else_is_a_gap(crawl, answer, gap):
    assert words(crawled(crawl, {"/": html("<a href=/a>"), "/a": answer})) == {"a": gap}


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/xhtml+xml", "text/xml"])
def test_a_page_announced_as_something_near_is_a_page(crawl, media_type):
    page = Answer(b"<!doctype html><title>x</title>", media_type)
    done = crawled(crawl, {"/": html("<a href=/a>"), "/a": page})
    assert relative(done, done.pages) == ["", "a"]


def test_a_page_in_utf_16_is_not_binary(crawl):
    page = Answer("<img src=1.jpg>".encode("utf-16-le"), "text/html; charset=utf-16le")
    done = crawled(crawl, {"/": page, "/1.jpg": jpeg(JPEG)})
    assert relative(done, done.images) == ["1.jpg"]


@pytest.mark.parametrize("media_type", ["image/jpeg", "text/html", "application/octet-stream"])
def test_a_link_that_turns_out_to_be_a_picture_is_one(crawl, media_type):
    done = crawled(crawl, {"/": html("<a href=/photo>"), "/photo": Answer(JPEG, media_type)})
    [image] = done.images
    assert image.ref.url == done.root + "photo"
    assert image.ref.page_url == done.root


def test_a_link_to_a_picture_file_is_a_picture_of_the_page(crawl):
    done = crawled(crawl, {"/": html("<a href=/1.jpg>"), "/1.jpg": jpeg(JPEG)})
    assert [ref.url for ref in done.pages[0].images] == [done.root + "1.jpg"]
    assert relative(done, done.images) == ["1.jpg"]


def test_a_page_about_a_picture_that_is_named_like_one_is_a_page(crawl):
    about = html("<img src=/large.jpg><a href=/File:2.jpg>")
    pages = {"/": html("<a href=/File:1.jpg>"), "/File:1.jpg": about, "/File:2.jpg": about}
    done = crawled(crawl, {**pages, "/large.jpg": jpeg(JPEG)}, depth=1)
    assert relative(done, done.pages) == ["", "File:1.jpg"]
    assert relative(done, done.images) == ["large.jpg"]
    assert words(done) == {"File:2.jpg": ("budget", "depth")}


def test_a_picture_that_answers_with_a_page_is_handed_on_for_the_decoder_to_name(crawl):
    done = crawled(crawl, {"/": html("<img src=1.jpg>"), "/1.jpg": html("<p>log in")})
    assert relative(done, done.images) == ["1.jpg"]
    assert len(done.pages) == 1


def test_a_body_beyond_the_limit_is_a_gap(crawl):
    page = Answer(b"x" * (MAX_PAGE_BYTES + 1))
    image = Answer(JPEG.ljust(MAX_IMAGE_BYTES + 1), "image/jpeg")
    done = crawled(crawl, {"/": html("<a href=a><img src=1.jpg>"), "/a": page, "/1.jpg": image})
    assert words(done) == {
        "a": ("too_large", "over 5000000 bytes"),
        "1.jpg": ("too_large", "over 20000000 bytes"),
    }


def test_a_silent_server_is_timed_out_and_the_crawl_goes_on():
    with crawling(silence_s=(1, 0.3)) as crawl:
        pages = {"/": html("<a href=a><img src=1.jpg>"), "/a": html(), "/1.jpg": silent}
        done = crawled(crawl, pages)
    assert words(done) == {"1.jpg": ("timed_out", "")}
    assert len(done.pages) == 2


def test_a_host_that_is_not_there_is_unreachable(crawl):
    site = Site({})
    site._server.server_close()
    done = crawl.crawl(a_source(site.url))
    assert done.words == {site.url: "unreachable"}


def test_an_air_gap_is_a_gap():
    with crawling(is_air_gapped=lambda: True) as crawl:
        done = crawled(crawl, {"/": html()})
    assert done.words == {done.root: "air_gap"}
    assert done.asked == []


def test_a_private_address_needs_to_be_named_as_such(crawl):
    with Site({"/": html()}) as site:
        done = crawl.crawl(a_source(site.url, allow_private=False))
        assert done.words == {site.url: "refused_address"}
        assert site.asked == []


def test_a_maze_of_folders_within_folders_ends(crawl):
    done = crawled(crawl, {"/": html("<a href=/x/x/x/x>"), "/x/x/x/x": html()})
    assert words(done) == {"x/x/x/x": ("out_of_scope", "")}
    assert "/x/x/x/x" not in done.asked


# --- budgets -----------------------------------------------------------------------------------


def chain(length):
    pages = {f"/{n}": html(f"<a href=/{n + 1}><img src={n}.jpg>") for n in range(1, length)}
    return {"/": html("<a href=/1>"), **pages, f"/{length}": html()}


def test_links_deeper_than_the_budget_are_gaps(crawl):
    done = crawled(crawl, chain(4), depth=2)
    assert relative(done, done.pages) == ["", "1", "2"]
    assert words(done)["3"] == ("budget", "depth")


def test_pages_and_pictures_beyond_the_budget_are_gaps(crawl):
    links = "".join(f"<a href=/p{n}><img src={n}.jpg>" for n in range(5))
    pictures = {f"/{n}.jpg": jpeg(JPEG) for n in range(5)}
    pages = {f"/p{n}": html() for n in range(5)}
    done = crawled(crawl, {"/": html(links), **pages, **pictures}, max_pages=3, max_images=2)
    assert relative(done, done.pages) == ["", "p0", "p1"]
    assert relative(done, done.images) == ["0.jpg", "1.jpg"]
    assert words(done) == {
        **{f"p{n}": ("budget", "pages") for n in (2, 3, 4)},
        **{f"{n}.jpg": ("budget", "images") for n in (2, 3, 4)},
    }


def test_what_is_left_when_the_bytes_are_spent_is_a_gap(crawl):
    pictures = {f"/{n}.jpg": jpeg(JPEG.ljust(10_000)) for n in range(9)}
    page = html("<a href=/a>", *(f"<img src={n}.jpg>" for n in range(9)))
    done = crawled(crawl, {"/": page, "/a": html(), **pictures}, max_bytes=25_000)
    assert 2 <= len(done.images) <= 4
    spent = {path for path, gap in words(done).items() if gap == ("budget", "bytes")}
    fetched = set(relative(done, done.images))
    assert spent | fetched == {"a", *(f"{n}.jpg" for n in range(9))}


def test_a_page_with_more_pictures_than_we_take_says_so(crawl):
    page = html(*(f"<img src=/no/{n}.jpg>" for n in range(1_200)))
    rules = Answer(b"user-agent: *\ndisallow: /no", "text/plain")
    done = crawled(crawl, {"/": page, "/robots.txt": rules})
    assert sum(gap == ("budget", "images") for gap in words(done).values()) == 200
    assert sum(gap == ("robots", "") for gap in words(done).values()) == 1_000


def test_a_page_that_was_cut_says_so(crawl):
    done = crawled(crawl, {"/": html("<p>" * 100_001)})
    assert words(done) == {"": ("budget", "bytes")}
    assert len(done.pages) == 1


def test_an_endless_calendar_ends(crawl):
    months = {f"/{n}": html(f"<a href=/{n + 1}>") for n in range(1, 200)}
    done = crawled(crawl, {"/": html("<a href=/1>"), **months}, depth=1_000)
    assert len(done.pages) == 101
    assert words(done) == {"101": ("budget", "pages")}


# --- come back later ---------------------------------------------------------------------------

LATER = Answer(status=429, headers={"Retry-After": "0"})


def test_a_host_that_asks_us_to_come_back_is_asked_again(crawl):
    done = crawled(crawl, {"/": Moods(LATER, LATER, html("<p>here you are"))})
    assert len(done.pages) == 1
    assert done.gaps == {}


def test_the_pause_a_host_asks_for_is_kept(crawl):
    mood = Moods(Answer(status=503, headers={"Retry-After": "1"}), html())
    crawled(crawl, {"/": mood})
    assert mood.times[1] - mood.times[0] >= 1


def test_a_host_that_never_has_time_is_left_alone_for_the_rest(crawl):
    pictures = {f"/{n}.jpg": jpeg(JPEG) for n in range(5)}
    page = html("<a href=/a><img src=/busy.jpg>", *(f"<img src={n}.jpg>" for n in range(5)))
    done = crawled(crawl, {"/": page, "/a": html(), "/busy.jpg": LATER, **pictures})
    gaps = {path for path, gap in words(done).items() if gap == ("rate_limited", "")}
    assert done.asked.count("/busy.jpg") == 3
    assert gaps >= {"busy.jpg", "a"}
    assert done.asked[-1] == "/busy.jpg"
    asked = {path.removeprefix("/") for path in done.asked}
    assert gaps - {"busy.jpg"} == {"a", *(f"{n}.jpg" for n in range(5))} - asked


def test_a_pause_beyond_a_minute_is_not_waited_for(crawl):
    later = Answer(status=503, headers={"Retry-After": "61"})
    done = crawled(crawl, {"/": html("<a href=/a><a href=/b>"), "/a": later, "/b": html()})
    assert words(done) == {"a": ("rate_limited", ""), "b": ("rate_limited", "")}


def test_a_single_page_that_is_always_overloaded_does_not_end_the_crawl(crawl, monkeypatch):
    monkeypatch.setattr("exposure_app.crawl.web.retry._FIRST_PAUSE_S", 0.01)
    pages = {"/": html("<a href=/a><a href=/b>"), "/a": Answer(status=503), "/b": html()}
    done = crawled(crawl, pages)
    assert words(done) == {"a": ("rate_limited", "")}
    assert relative(done, done.pages) == ["", "b"]
