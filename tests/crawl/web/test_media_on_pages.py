"""Videos and documents that pages show or lead to, on a site and in saved files."""

import base64
import json

import pytest

from exposure_app.crawl.files import warc
from exposure_app.crawl.files.har import crawl_har
from exposure_app.crawl.files.warc import crawl_warc
from exposure_app.crawl.untrusted import content_kind
from exposure_app.crawl.untrusted.media_frames import MediaFrames
from exposure_app.crawl.web.crawler import SiteCrawler
from exposure_app.domain.images import Page
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import CancelToken
from exposure_app.media import pdf, video
from exposure_app.signatures import Medium
from tests.crawl.crawling import JPEG, Crawled, crawling
from tests.crawl.saved_files import record
from tests.crawl.sources import a_source
from tests.media.documents import Document
from tests.media.videos import video_bytes
from tests.pictures import coffee, portrait
from tests.site import Answer, Site, html, jpeg

READ = {Medium.VIDEO: video.frames, Medium.PDF: pdf.pictures}
HERE = MediaFrames(
    lambda medium, file, url, _cancel: READ[medium](file, url),
    lambda _source, _sha256: None,
    lambda _sha256, _places: None,
)
"""The real readers, in this process."""


@pytest.fixture(scope="module")
def film():
    return video_bytes([(coffee(), 50), (portrait(), 50)], g=25)


@pytest.fixture(scope="module")
def paper():
    document = Document()
    for picture in (coffee(), portrait()):
        document.page((document.keep(picture), (50, 300, 300, 300)))
    return document.body()


@pytest.fixture
def crawl():
    with crawling() as crawl:
        crawl.crawler = SiteCrawler(crawl.fetcher, crawl.robots, crawl.politeness, inside=HERE)
        yield crawl


def crawled(crawl, pages, kind=Kind.WEB_SITE, path="", **budget):
    with Site(pages) as site:
        done = crawl.crawl(a_source(site.url + path, kind, **budget))
        done.asked, done.root = site.paths_asked(), site.url
    return done


def pictures(done):
    return {one.url.removeprefix(done.root): one for one in done.images}


def test_a_video_that_a_page_shows_is_looked_into_with_its_times(crawl, film):
    done = crawled(crawl, {
        "/": html("<h2>Calais</h2><video><source src=/films/1 type=video/mp4></video>"),
        "/films/1": Answer(film, "video/mp4"),
    })  # fmt: skip
    assert list(pictures(done)) == ["films/1#t=0", "films/1#t=2"]
    [first, _] = done.images
    assert first.ref.page_url == done.root
    assert first.ref.context.nearby == "Calais"
    assert done.gaps == {}


def test_a_document_that_a_page_leads_to_is_looked_into_with_its_pages(crawl, paper):
    pages = {"/": html("<a href=/cv.pdf>My life</a>"), "/cv.pdf": Answer(paper, "text/plain")}
    done = crawled(crawl, pages)
    assert list(pictures(done)) == ["cv.pdf#page=1", "cv.pdf#page=2"]
    assert [page.url for page in done.pages] == [done.root]
    assert done.images[0].ref.context.caption == "My life"


def test_a_document_behind_a_link_that_names_none_is_looked_into(crawl, paper):
    done = crawled(crawl, {"/": html("<a href=/get?id=3>x</a>"), "/get": Answer(paper)})
    assert list(pictures(done)) == ["get?id=3#page=1", "get?id=3#page=2"]


def test_a_document_may_be_a_source_s_one_page(crawl, paper):
    done = crawled(crawl, {"/cv.pdf": Answer(paper)}, kind=Kind.PAGE, path="cv.pdf")
    assert list(pictures(done)) == ["cv.pdf#page=1", "cv.pdf#page=2"]


def test_a_page_about_a_video_is_a_page(crawl):
    done = crawled(crawl, {
        "/": html("<a href=/film.mp4>f</a>"), "/film.mp4": html("<img src=/1.jpg>"),
        "/1.jpg": jpeg(JPEG),
    })  # fmt: skip
    assert list(pictures(done)) == ["1.jpg"]
    assert done.gaps == {}


def test_what_is_shown_may_lie_anywhere_and_what_is_linked_on_the_site_alone(crawl, film, paper):
    with Site({"/a.mp4": Answer(film), "/b.pdf": Answer(paper)}) as elsewhere:
        away = elsewhere.url.replace("127.0.0.1", "localhost")
        page = html(f"<video src={away}a.mp4></video><a href={away}b.pdf>b</a>")
        done = crawled(crawl, {"/": page})
        # On this computer, so that it is refused: but it was wanted.
        assert done.words == {f"{away}a.mp4": "refused_address"}
    [page] = done.pages
    assert [ref.url for ref in page.images] == [f"{away}a.mp4"]


@pytest.mark.parametrize("is_told", [True, False])
def test_one_that_is_too_large_is_a_gap_and_costs_what_came_of_it(crawl, monkeypatch, is_told):
    monkeypatch.setattr(content_kind, "MAX_MEDIUM_BYTES", 300_000)

    def large(handler):
        handler.send_response(200)
        if is_told:
            handler.send_header("Content-Length", "400000")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(bytes(400_000))

    pages = {"/": html("<video src=/a.mp4></video><img src=/1.jpg>"), "/a.mp4": large,
             "/1.jpg": jpeg(JPEG)}  # fmt: skip
    done = crawled(crawl, pages, max_bytes=1_000_000)
    assert done.gaps == {f"{done.root}a.mp4": ("too_large", "over 300000 bytes")}
    assert list(pictures(done)) == ["1.jpg"]


def test_it_stays_within_the_bytes_of_the_source(crawl, film):
    pages = {"/": html("<video src=/a.mp4></video>"), "/a.mp4": Answer(film)}
    done = crawled(crawl, pages, max_bytes=len(film) // 2)
    assert done.gaps == {f"{done.root}a.mp4": ("budget", "bytes")}
    assert done.images == []


@pytest.mark.parametrize(
    ("answer", "gap"),
    [
        (Answer(status=404), ("not_found", "HTTP 404")),
        (Answer(b"\x00\x00\x00\x18ftypmp42" + bytes(500), "video/mp4"), ("unreadable", "damaged")),
    ],
)
def test_one_that_cannot_be_looked_into_is_a_gap(crawl, answer, gap):
    done = crawled(crawl, {"/": html("<video src=/a.mp4></video>"), "/a.mp4": answer})
    assert done.gaps == {f"{done.root}a.mp4": gap}
    assert done.images == []


def test_a_list_of_pieces_is_handed_on_for_the_decoder_to_refuse(crawl):
    pieces = Answer(b"#EXTM3U\n", "application/x-mpegURL")
    done = crawled(crawl, {"/": html("<video src=/a.m3u8></video>"), "/a.m3u8": pieces})
    assert [one.untrusted_body for one in done.images] == [pieces.body]


@pytest.mark.parametrize(
    ("pages", "rule"),
    [
        ({"/": html("<video src=/a.mp4></video>"),
          "/robots.txt": Answer(b"User-agent: *\nDisallow: /a", "text/plain")}, ""),
        ({"/": html("<meta name=robots content=noimageai><video src=/a.mp4></video>")},
         "noimageai"),
    ],
)  # fmt: skip
def test_what_a_site_refuses_is_not_asked_for(crawl, film, pages, rule):
    done = crawled(crawl, {**pages, "/a.mp4": Answer(film)})
    assert done.gaps == {f"{done.root}a.mp4": ("robots", rule)}
    assert "/a.mp4" not in done.asked


def test_a_video_may_refuse_by_its_own_header(crawl, film):
    answer = Answer(film, headers={"X-Robots-Tag": "noimageai"})
    done = crawled(crawl, {"/": html("<video src=/a.mp4></video>"), "/a.mp4": answer})
    assert done.gaps == {f"{done.root}a.mp4": ("robots", "noimageai")}
    assert done.images == []


def test_without_a_reader_it_says_which_part_it_needs(film):
    pages = {"/": html("<video src=/a.mp4></video>"), "/a.mp4": Answer(film)}
    with crawling() as crawl:
        done = crawled(crawl, pages)
    assert done.gaps == {f"{done.root}a.mp4": ("unreadable", "needs the part video")}


def test_its_pictures_come_one_by_one_and_a_stop_is_heard_between_them(crawl, film):
    with Site({"/": html("<video src=/a.mp4></video>"), "/a.mp4": Answer(film)}) as site:
        cancel = CancelToken()
        stream = crawl.crawler.crawl(a_source(site.url), cancel=cancel)
        assert isinstance(next(stream), Page)
        assert next(stream).url.endswith("#t=0")
        stream.close()
        assert site.paths_asked().count("/a.mp4") == 1


# --- saved files ---------------------------------------------------------------------------------

HOME = "https://me.example/"
PAGE = b"<video src=film.mp4></video><a href=cv.pdf>cv</a><a href=else.pdf>else</a>"


def saved_har(path, answers_of):
    entries = [
        {"request": {"url": url}, "response": {"status": status, "content": {
            "mimeType": kind, "encoding": "base64", "text": base64.b64encode(body).decode()}}}
        for url, kind, body, status in answers_of
    ]  # fmt: skip
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    return Crawled(list(crawl_har(a_source(path, Kind.HAR), inside=HERE, cancel=CancelToken())))


def saved_warc(path, answers_of):
    path.write_bytes(b"".join(record(url, kind, body) for url, kind, body, _ in answers_of))
    return Crawled(list(crawl_warc(a_source(path, Kind.WARC), inside=HERE, cancel=CancelToken())))


SAVED = pytest.mark.parametrize("saved", [saved_har, saved_warc])


@SAVED
def test_in_a_saved_file_they_are_looked_into_as_on_the_site(tmp_path, saved, film, paper):
    done = saved(tmp_path / "saved", [
        (HOME, "text/html", PAGE, 200), (f"{HOME}film.mp4", "video/mp4", film, 200),
        (f"{HOME}cv.pdf", "application/pdf", paper, 200),
    ])  # fmt: skip
    assert [one.url.removeprefix(HOME) for one in done.images] == [
        "film.mp4#t=0", "film.mp4#t=2", "cv.pdf#page=1", "cv.pdf#page=2",
    ]  # fmt: skip
    assert {one.ref.page_url for one in done.images} == {HOME}
    # What the page leads to and the file lacks is no gap: it was never opened.
    assert done.gaps == {}


@SAVED
def test_one_that_no_page_shows_is_looked_into_all_the_same(tmp_path, saved, paper):
    done = saved(tmp_path / "saved", [(f"{HOME}cv.pdf", "application/pdf", paper, 200)])
    assert [one.url for one in done.images] == [f"{HOME}cv.pdf#page=1", f"{HOME}cv.pdf#page=2"]


@SAVED
def test_one_that_the_file_lacks_is_a_gap(tmp_path, saved):
    done = saved(tmp_path / "saved", [(HOME, "text/html", PAGE, 200)])
    assert done.gaps == {f"{HOME}film.mp4": ("not_found", "not saved")}


def test_of_a_part_of_a_video_nothing_is_read(tmp_path, film):
    part = [(HOME, "text/html", PAGE, 200), (f"{HOME}film.mp4", "video/mp4", film[:999], 206)]
    done = saved_har(tmp_path / "saved", part)
    assert done.gaps == {f"{HOME}film.mp4": ("not_found", "not saved")}


def test_a_video_in_an_archive_may_be_larger_than_a_picture(tmp_path, monkeypatch, film):
    monkeypatch.setattr(warc, "MAX_IMAGE_BYTES", 1_000)
    done = saved_warc(tmp_path / "saved", [(f"{HOME}film.mp4", "video/mp4", film, 200)])
    assert len(done.images) == 2
    monkeypatch.setattr(warc, "MAX_MEDIUM_BYTES", 1_000)
    done = saved_warc(tmp_path / "saved", [(f"{HOME}film.mp4", "video/mp4", film, 200)])
    assert done.gaps == {f"{HOME}film.mp4": ("too_large", "over 1000 bytes")}
