"""What a site says against its pictures being read by programs is honoured, and shown."""

import pytest

from exposure_app.crawl.html.robots_meta import in_headers, in_meta
from tests.crawl.crawling import JPEG, crawling
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html, jpeg


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("robots", "noai", "noai"),
        ("ROBOTS", "noindex, NoImageAI", "noimageai"),
        ("exposureapp", "noimageindex", "noimageindex"),
        ("robots", "index, follow, max-image-preview:large", ""),
        ("googlebot", "noimageindex", ""),
        ("description", "noai", ""),
        ("robots", "noaim", ""),
    ],
)
def test_a_page_s_own_word(name, content, refusal):
    assert in_meta(name, content) == refusal


@pytest.mark.parametrize(
    ("tags", "refusal"),
    [
        (["noai"], "noai"),
        (["noindex, noimageai"], "noimageai"),
        (["noindex", "noimageindex"], "noimageindex"),
        (["otherbot: noai"], ""),
        (["otherbot: noindex", "exposureapp: noai"], "noai"),
        (["*: noai"], "noai"),
        (["unavailable_after: 25 Jun 2030 15:00:00 GMT, noai"], "noai"),
        (["noindex, max-snippet: 3, noai"], "noai"),
        ([], ""),
        ([":", ",", ""], ""),
    ],
)
def test_a_header_s_word(tags, refusal):
    assert in_headers(tags) == refusal


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def crawled(crawl, pages):
    with Site(pages) as site:
        done = crawl.crawl(a_source(site.url))
        return site.paths_asked(), {
            url.removeprefix(site.url): gap for url, gap in done.gaps.items()
        }, [image.url.removeprefix(site.url) for image in done.images]  # fmt: skip


def test_a_page_that_refuses_keeps_its_pictures_and_its_links_are_followed(crawl):
    pages = {
        "/": html("<meta name=robots content=noimageai><img src=1.jpg><a href=/b>b</a>"),
        "/b": html("<img src=2.jpg>"),
        "/1.jpg": jpeg(JPEG),
        "/2.jpg": jpeg(JPEG),
    }
    asked, gaps, images = crawled(crawl, pages)
    assert gaps == {"1.jpg": ("robots", "noimageai")}
    assert "/1.jpg" not in asked
    assert images == ["2.jpg"]


def test_a_picture_that_refuses_is_not_looked_at(crawl):
    refusing = Answer(JPEG, "image/jpeg", headers={"X-Robots-Tag": "noai, noimageai"})
    pages = {"/": html("<img src=1.jpg><img src=2.jpg>"), "/1.jpg": refusing, "/2.jpg": jpeg(JPEG)}
    _, gaps, images = crawled(crawl, pages)
    assert gaps == {"1.jpg": ("robots", "noai")}
    assert images == ["2.jpg"]


# --- what else a page says of itself -------------------------------------------------------------


def test_a_linked_style_sheet_is_read_for_the_pictures_it_names(crawl):
    css = Answer(b"@import 'x.css'; .hero { background: url(../img/1.jpg) }", "text/css")
    pages = {
        "/": html("<link rel=stylesheet href=/css/a.css><link rel=stylesheet href=/css/a.css>"),
        "/css/a.css": css,
        "/img/1.jpg": jpeg(JPEG),
    }
    asked, gaps, images = crawled(crawl, pages)
    assert (gaps, images) == ({}, ["img/1.jpg"])
    assert asked.count("/css/a.css") == 1


def test_a_picture_of_a_style_sheet_belongs_to_the_page(crawl):
    pages = {
        "/": html("<a href=/b>b</a>"),
        "/b": html("<link rel=stylesheet href=/a.css>"),
        "/a.css": Answer(b"a{background:url(1.jpg)}", "text/css"),
        "/1.jpg": jpeg(JPEG),
    }
    with Site(pages) as site:
        [image] = crawl.crawl(a_source(site.url)).images
        assert image.ref.page_url == site.url + "b"


@pytest.mark.parametrize(
    ("body", "needs"),
    [
        ("<div id=root></div><script src=/app.js></script>", True),
        ("<p>Gallery<img alt=me><img><script src=/fill.js></script>", True),
        ("<img alt=me>", False),
        ("<p>" + "word " * 100 + "<script src=/app.js></script>", False),
        ("<a href=/b>b</a><script src=/app.js></script>", False),
        ("<p>short", False),
    ],
)
def test_a_page_whose_pictures_a_script_puts_there_says_so(crawl, body, needs):
    _, gaps, _ = crawled(crawl, {"/": html(body), "/b": html("<p>" + "word " * 100)})
    assert (gaps.get("") == ("unreadable", "needs a browser")) == needs
