"""Sitemaps and feeds: what they list is found, and nothing else is asked for."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from exposure_app.crawl.listings import readers as listings
from exposure_app.crawl.listings.model import ListingStep
from exposure_app.crawl.listings.xml_elements import RefusedXml
from exposure_app.domain.sources import Kind
from tests.crawl.crawling import JPEG, crawling
from tests.crawl.listings.samples import ATOM, INDEX, JSON_FEED, RSS, SITEMAP
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html, jpeg

BASE = "https://me.example/feed"
BOMB = '<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>'


def read(text, url=BASE):
    body = text.encode() if isinstance(text, str) else text
    return listings.read(body, url, reads=listings.LISTING)


def names(listing):
    return [image.rpartition("/")[2] for image, *_ in listing.images]


def test_a_sitemap_lists_pages_and_the_pictures_on_them():
    listing = read(SITEMAP)
    assert listing.pages == ("https://me.example/a?x=1&y=2", "https://me.example/b")
    assert [one[:2] for one in listing.images] == [
        ("https://cdn.example/1.jpg", "https://me.example/a?x=1&y=2")
    ]
    assert not listing.is_cut


def test_an_index_lists_sitemaps():
    assert read(INDEX).steps == (ListingStep("https://me.example/1.xml", listings.LISTING),)


def test_gzip_is_unpacked():
    assert read(gzip.compress(SITEMAP.encode())) == read(SITEMAP)


def test_a_list_of_addresses_is_a_sitemap_and_other_text_is_none():
    assert read("https://me.example/a\r\nhttps://me.example/b\n").pages == (
        "https://me.example/a",
        "https://me.example/b",
    )
    assert read("to be, or not to be") is None
    assert read("") is None


def test_a_feed_s_pictures_are_found_wherever_it_keeps_them():
    listing = read(RSS)
    assert listing.title == "News"
    assert listing.pages == ("https://me.example/one", "https://me.example/two")
    assert names(listing) == [
        "logo.png", "in.jpg", "full.jpg", "enclosed.jpg", "media.jpg", "small.jpg", "cover.jpg",
    ]  # fmt: skip
    pages = {one.url: one.page_url for one in listing.images}
    assert pages["https://me.example/in.jpg"] == "https://me.example/one"
    assert pages["https://me.example/logo.png"] == BASE


def test_atom_says_the_same_in_its_own_way():
    listing = read(ATOM)
    assert (listing.title, listing.pages) == ("News", ("https://me.example/one",))
    assert names(listing) == ["logo.png", "enclosed.jpg", "in.jpg"]


def test_a_json_feed_too():
    listing = read(json.dumps(JSON_FEED))
    assert (listing.title, listing.pages) == ("News", ("https://me.example/one",))
    assert names(listing) == ["logo.png", "in.jpg", "enclosed.jpg", "full.jpg"]


@pytest.mark.parametrize(
    ("text", "name"),
    [(RSS, "in.jpg"), (RSS, "media.jpg"), (ATOM, "in.jpg"), (json.dumps(JSON_FEED), "in.jpg"),
     (json.dumps(JSON_FEED), "full.jpg")],
)  # fmt: skip
def test_what_an_entry_says_of_itself_is_the_context_of_its_pictures(text, name):
    [context] = [one.context for one in read(text).images if one.url.endswith(f"/{name}")]
    assert (context.page_title, context.author) == ("One", "B. Writer")
    assert context.date == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_feed_s_own_logo_is_of_no_entry():
    for text in (RSS, ATOM, json.dumps(JSON_FEED)):
        [logo] = [one for one in read(text).images if one.url.endswith("/logo.png")]
        assert not logo.context


def test_a_picture_within_an_entry_keeps_its_alternative_text():
    [context] = [one.context for one in read(ATOM).images if one.url.endswith("/in.jpg")]
    assert context.alt == "Ada"


def test_a_sitemap_may_describe_its_pictures():
    [picture] = read(SITEMAP).images
    assert (picture.context.caption, picture.context.where_name) == ("Ada", "Calais")


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Thu, 99 Jan 2020", "Fri, 31 Dec 9999 23:59:59 -1200", "1" * 999]
)
def test_a_date_that_makes_no_sense_is_none(date):
    images = read(RSS.replace("Thu, 02 Jan 2020 03:04:05 +0000", date)).images
    assert {one.context.date for one in images} == {None}


@pytest.mark.parametrize("text", ["<html><body>", "{}", "[1]", '{"items": []}', "<svg/>", "{"])
def test_what_is_no_listing_is_none(text):
    assert read(text) is None


def test_what_stood_before_the_damage_stands():
    listing = read(SITEMAP[: SITEMAP.index("<url><loc> /b")])
    assert listing.pages == ("https://me.example/a?x=1&y=2",)
    assert listing.is_cut


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>&a;</urlset>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://me.example/x.dtd"> %a;]><urlset/>',
        "<urlset>" + "<a>" * 200,
    ],
    ids=["entity", "file", "parameter", "deep"],
)
def test_entities_and_endless_nesting_are_refused(text):
    with pytest.raises(RefusedXml):
        read(text)


def test_a_bomb_is_cut_at_the_limit(monkeypatch):
    monkeypatch.setattr(listings, "MAX_BYTES", 10_000)
    body = gzip.compress(SITEMAP.replace("</urlset>", "<url/>" * 100_000).encode())
    assert read(body).is_cut


def test_no_more_than_the_protocol_allows_is_taken(monkeypatch):
    monkeypatch.setattr(listings, "MAX_URLS", 3)
    listing = read("\n".join(f"https://me.example/{n}" for n in range(9)))
    assert (len(listing.pages), listing.is_cut) == (3, True)


# --- crawled -------------------------------------------------------------------------------------


@pytest.fixture
def crawl():
    with crawling() as crawl:
        yield crawl


def crawled(crawl, pages, kind, path="", **budget):
    with Site({}) as site:
        site.pages.update(
            {at: page if isinstance(page, Answer) else page(site.url) for at, page in pages.items()}
        )
        done = crawl.crawl(a_source(site.url + path, kind, **budget))
        done.asked = site.paths_asked()
        done.root = site.url
    return done


def xml(text):
    return lambda root: Answer(
        text.replace("https://me.example/", root).encode(), "application/xml"
    )


PAGES = {
    "/a": html("<img src=/2.jpg><a href=/secret>not listed</a>"),
    "/b": html("<img src=/2.jpg>"),
    "/one": html("<img src=/2.jpg><a href=/secret>not listed</a>"),
    "/two": html("nothing"),
    "/2.jpg": jpeg(JPEG),
    "/in.jpg": jpeg(JPEG + b"in"),
}


def test_a_sitemap_s_pages_are_read_and_their_links_are_not_followed(crawl):
    text = SITEMAP.replace("https://cdn.example/1.jpg", "https://me.example/in.jpg")
    done = crawled(crawl, {**PAGES, "/map.xml": xml(text)}, Kind.SITEMAP, "map.xml")
    assert "/secret" not in done.asked
    assert sorted(image.url.removeprefix(done.root) for image in done.images) == [
        "2.jpg",
        "in.jpg",
    ]
    assert done.gaps == {}


def test_sitemaps_within_sitemaps_end_somewhere(crawl):
    pages = {f"/{n}.xml": xml(INDEX.replace("/1.xml", f"/{n + 1}.xml")) for n in range(6)}
    done = crawled(crawl, pages, Kind.SITEMAP, "0.xml")
    assert done.gaps == {f"{done.root}3.xml": ("budget", "depth")}


def test_a_site_is_asked_where_it_keeps_its_sitemap(crawl):
    robots = Answer(b"Sitemap: /elsewhere.xml", "text/plain")
    pages = {**PAGES, "/robots.txt": robots, "/elsewhere.xml": xml(SITEMAP)}
    done = crawled(crawl, pages, Kind.SITEMAP)
    assert "/elsewhere.xml" in done.asked
    assert "/a?x=1&y=2" in done.asked
    assert f"{done.root}sitemap.xml" not in done.gaps


def test_a_site_without_a_sitemap_says_so(crawl):
    done = crawled(crawl, PAGES, Kind.SITEMAP)
    assert done.words == {f"{done.root}sitemap.xml": "not_found"}


def test_a_feed_s_entries_are_read(crawl):
    done = crawled(crawl, {**PAGES, "/rss": xml(RSS)}, Kind.FEED, "rss")
    assert {"/one", "/two", "/in.jpg", "/2.jpg"} <= set(done.asked)
    assert "/secret" not in done.asked
    assert done.pages[0].title == "News"


def test_a_page_leads_to_the_feeds_it_names(crawl):
    link = "<link rel=alternate type=application/atom+xml href=/atom>"
    pages = {**PAGES, "/": html(link), "/atom": xml(ATOM)}
    done = crawled(crawl, pages, Kind.FEED)
    assert {"/atom", "/one", "/in.jpg"} <= set(done.asked)


def test_entities_in_a_sitemap_are_a_gap(crawl):
    text = '<!DOCTYPE x [<!ENTITY a "b">]><urlset/>'
    done = crawled(crawl, {"/map.xml": xml(text)}, Kind.SITEMAP, "map.xml")
    assert done.gaps == {f"{done.root}map.xml": ("unreadable", "refused")}


@pytest.mark.parametrize("text", [RSS, ATOM, SITEMAP], ids=["rss", "atom", "sitemap"])
@pytest.mark.parametrize("kind", [Kind.WEB_SITE, Kind.PAGE])
def test_a_listing_named_as_a_page_is_read_as_what_it_is(crawl, text, kind):
    done = crawled(crawl, {**PAGES, "/news": xml(text)}, kind, "news")
    assert f"{done.root}news" not in done.gaps
    assert f"{done.root}news" in {page.url for page in done.pages}
    listed = read(text.replace("https://me.example/", done.root), f"{done.root}news").images
    assert {one.url for one in listed} <= {ref.url for page in done.pages for ref in page.images}


def test_other_xml_named_as_a_page_is_still_no_page(crawl):
    done = crawled(crawl, {"/x": xml("<root/>"), "/y": xml(BOMB)}, Kind.WEB_SITE, "x")
    assert done.gaps == {f"{done.root}x": ("not_an_image", "")}
    done = crawled(crawl, {"/y": xml(BOMB)}, Kind.WEB_SITE, "y")
    assert done.gaps == {f"{done.root}y": ("not_an_image", "")}
