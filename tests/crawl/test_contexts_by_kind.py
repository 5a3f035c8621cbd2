"""Whatever kind a place is of, its pictures come with what it says about them."""

import json

import pytest

from exposure_app.crawl.files.export import crawl_export
from exposure_app.crawl.files.folder import crawl_folder
from exposure_app.crawl.files.har import crawl_har
from exposure_app.crawl.files.warc import crawl_warc
from exposure_app.domain.images import FetchedImage
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import CancelToken
from tests.crawl.crawling import JPEG, crawling
from tests.crawl.exports import facebook, zipped
from tests.crawl.listings.accounts import bluesky, mastodon
from tests.crawl.listings.samples import RSS, SITEMAP
from tests.crawl.saved_files import har, warc
from tests.crawl.sources import a_source
from tests.site import Answer, Site, html, jpeg

PAGE = html("<title>Summer</title><img src=/1.jpg alt=Ada>")


def xml(text, root):
    text = text.replace("https://me.example/", root).replace("https://cdn.example/", root)
    return Answer(text.encode(), "application/xml")


def pages_of(kind, root):
    picture = {"/1.jpg": jpeg(JPEG), "/in.jpg": jpeg(JPEG + b"in")}
    match kind:
        case Kind.SITEMAP:
            return picture | {"/list": xml(SITEMAP, root)}
        case Kind.FEED:
            return picture | {"/list": xml(RSS, root)}
        case Kind.MASTODON:
            return mastodon(root.rstrip("/"))
        case Kind.BLUESKY:
            return bluesky(root.rstrip("/"))
    return picture | {"/": PAGE}


PATHS = {
    Kind.WEB_SITE: "", Kind.PAGE: "", Kind.SITEMAP: "list", Kind.FEED: "list",
    Kind.MASTODON: "@ada", Kind.BLUESKY: "profile/ada.example",
}  # fmt: skip
FILES = {
    Kind.HAR: ("a.har", har, crawl_har),
    Kind.WARC: ("a.warc.gz", warc, crawl_warc),
    Kind.EXPORT: ("a.zip", lambda path: zipped(path, facebook()), crawl_export),
}
SAY_NOTHING = {Kind.FOLDER, Kind.VIDEO, Kind.PDF}
"""A file of one's own says what it says of itself, in its EXIF, and nothing of another."""


def contexts(kind, tmp_path):
    if kind in FILES:
        name, make, crawl = FILES[kind]
        items = list(crawl(a_source(make(tmp_path / name), kind), cancel=CancelToken()))
    else:
        with Site({}) as site, crawling() as crawl:
            site.pages.update(pages_of(kind, site.url))
            items = crawl.crawl(a_source(site.url + PATHS[kind], kind)).items
    return [item.ref.context for item in items if isinstance(item, FetchedImage)]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in SAY_NOTHING])
def test_every_kind_says_something_of_its_pictures(tmp_path, kind):
    said = contexts(kind, tmp_path)
    assert said
    assert any(context.page_title or context.caption for context in said)


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.MASTODON, Kind.BLUESKY, Kind.EXPORT])
def test_kinds_that_have_dates_say_them(tmp_path, kind):
    assert any(context.date for context in contexts(kind, tmp_path))


def test_a_folder_s_files_say_nothing_of_each_other(tmp_path):
    (tmp_path / "1.jpg").write_bytes(JPEG)
    (tmp_path / "1.jpg.json").write_text(json.dumps({"title": "1.jpg"}))
    found = crawl_folder(a_source(tmp_path, Kind.FOLDER), cancel=CancelToken())
    assert [bool(item.ref.context) for item in found if isinstance(item, FetchedImage)] == [False]
