"""What every kind of saved file promises alike, whatever is in it."""

import json
import zipfile

import pytest

from exposure_app.crawl.files.export import crawl_export
from exposure_app.crawl.files.har import crawl_har
from exposure_app.crawl.files.warc import crawl_warc
from exposure_app.crawl.locator import recognise
from exposure_app.domain.images import FetchedImage, Page
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from tests.crawl.crawling import JPEG
from tests.crawl.saved_files import HOME, ME, export, har, wacz, warc
from tests.crawl.sources import a_source

KINDS = [
    pytest.param("a.har", har, crawl_har, Kind.HAR, id="har"),
    pytest.param("a.warc.gz", warc, crawl_warc, Kind.WARC, id="warc"),
    pytest.param("a.wacz", wacz, crawl_warc, Kind.WARC, id="wacz"),
    pytest.param("a.zip", export, crawl_export, Kind.EXPORT, id="export"),
]
kinds = pytest.mark.parametrize(("name", "make", "crawl", "kind"), KINDS)


def crawled(path, crawl, kind, cancel=None):
    return list(crawl(a_source(path, kind), cancel=cancel or CancelToken()))


def of(kind, items):
    return [item for item in items if isinstance(item, kind)]


@kinds
def test_a_saved_file_is_told_by_its_content(tmp_path, name, make, crawl, kind):
    path = make(tmp_path / name)
    renamed = path.rename(tmp_path / "whatever.bin")
    assert recognise(str(renamed)) == (str(renamed.resolve()), kind)


@kinds
def test_a_page_comes_with_its_title_before_its_pictures(tmp_path, name, make, crawl, kind):
    items = crawled(make(tmp_path / name), crawl, kind)
    [page] = of(Page, items)
    [picture] = [item for item in of(FetchedImage, items) if item.untrusted_body == JPEG]
    assert page.title == "Summer"
    assert picture.url in [ref.url for ref in page.images]
    assert items.index(page) < items.index(picture)


@kinds
def test_what_a_page_says_of_a_picture_comes_with_it(tmp_path, name, make, crawl, kind):
    items = crawled(make(tmp_path / name), crawl, kind)
    [picture] = [item for item in of(FetchedImage, items) if item.untrusted_body == JPEG]
    context = picture.ref.context
    assert (context.page_title, context.alt, context.caption) == ("Summer", "Ada", "at sea")


@kinds
def test_what_a_page_shows_and_the_file_lacks_is_a_gap(tmp_path, name, make, crawl, kind):
    gaps = of(Skipped, crawled(make(tmp_path / name), crawl, kind))
    assert [(gap.url.rpartition("/")[2], gap.gap.why) for gap in gaps] == [
        ("away.jpg", "not_found")
    ]


@kinds
def test_a_file_cut_short_is_a_gap_and_never_a_crash(tmp_path, name, make, crawl, kind):
    body = make(tmp_path / name).read_bytes()
    path = tmp_path / "cut"
    for length in range(0, len(body), 7):
        path.write_bytes(body[:length])
        for item in crawled(path, crawl, kind):
            assert isinstance(item, Page | FetchedImage | Skipped)


@kinds
def test_a_changed_byte_costs_what_it_changed_and_never_a_crash(tmp_path, name, make, crawl, kind):
    body = bytearray(make(tmp_path / name).read_bytes())
    path = tmp_path / "bent"
    for at in range(0, len(body), 5):
        body[at] ^= 0x55
        path.write_bytes(body)
        body[at] ^= 0x55
        for item in crawled(path, crawl, kind):
            assert isinstance(item, Page | FetchedImage | Skipped)


@kinds
def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path, name, make, crawl, kind):
    words = {item.gap.why for item in crawled(tmp_path / name, crawl, kind)}
    assert words == {"not_found"}


@kinds
def test_a_stop_is_heard(tmp_path, name, make, crawl, kind):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        crawled(make(tmp_path / name), crawl, kind, cancel)


@kinds
def test_no_two_reads_differ(tmp_path, name, make, crawl, kind):
    path = make(tmp_path / name)
    one, other = ([(type(item), item.url) for item in crawled(path, crawl, kind)] for _ in range(2))
    assert one == other


# --- HAR -----------------------------------------------------------------------------------------


def test_a_har_s_secrets_are_never_held(tmp_path):
    from exposure_app.crawl.files import har as module

    entries = module._entries(har(tmp_path / "a.har"))
    assert "secret" not in repr(entries)


def test_a_body_that_a_browser_left_out_is_a_gap(tmp_path):
    path = har(tmp_path / "a.har")
    document = json.loads(path.read_text())
    del document["log"]["entries"][1]["response"]["content"]["text"]
    path.write_text(json.dumps(document))
    gaps = {gap.url: gap.gap.detail for gap in of(Skipped, crawled(path, crawl_har, Kind.HAR))}
    assert gaps[ME] == "not saved"


def test_a_picture_of_a_har_belongs_to_the_page_that_the_browser_showed(tmp_path):
    path = har(tmp_path / "a.har", pages=b"<p>a script put it there</p>")
    items = crawled(path, crawl_har, Kind.HAR)
    [picture] = of(FetchedImage, items)
    assert picture.ref.page_url == HOME


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"log": 1}', '{"log": {"version": "1", "entries": {}}}', "[" * 100_000,
     '{"log": {"version": "1.2", "entries": [1, {}, {"request": {"url": 1}}]}}'],
)  # fmt: skip
def test_what_is_no_har_is_a_gap_at_most(tmp_path, text):
    path = tmp_path / "a.har"
    path.write_text(text)
    assert {type(item) for item in crawled(path, crawl_har, Kind.HAR)} <= {Skipped}


# --- WARC ----------------------------------------------------------------------------------------


def test_a_plain_warc_reads_as_a_packed_one_does(tmp_path):
    packed = crawled(warc(tmp_path / "a.warc.gz"), crawl_warc, Kind.WARC)
    plain = crawled(warc(tmp_path / "b.warc", gzip=False), crawl_warc, Kind.WARC)
    assert [item.url for item in plain] == [item.url for item in packed]


# --- export --------------------------------------------------------------------------------------


def zipped(path, files, **how):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body, **how)
    return path


def gaps_of(path):
    items = crawled(path, crawl_export, Kind.EXPORT)
    return {gap.url.partition("#")[2]: gap.gap.why for gap in of(Skipped, items)}


def test_pictures_are_found_in_any_layout_and_in_archives_within(tmp_path):
    inner = zipped(tmp_path / "inner", {"deep/2.jpg": JPEG}).read_bytes()
    path = zipped(tmp_path / "a.zip", {"your_media/1.jpg": JPEG, "part 2.zip": inner})
    items = crawled(path, crawl_export, Kind.EXPORT)
    assert [item.url.partition("#")[2] for item in items] == [
        "your_media/1.jpg",
        "part 2.zip/deep/2.jpg",
    ]
    assert items[0].ref.page_url == f"{path.as_uri()}#your_media"


@pytest.mark.parametrize("name", ["/etc/1.jpg", "../1.jpg", "a/../../1.jpg", "C:\\1.jpg"])
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    [word] = gaps_of(zipped(tmp_path / "a.zip", {name: JPEG})).values()
    assert word == "out_of_scope"


def test_a_link_is_refused(tmp_path):
    info = zipfile.ZipInfo("link.jpg")
    info.external_attr = 0o120777 << 16
    assert gaps_of(zipped(tmp_path / "a.zip", {info: "/etc/passwd"})) == {
        "link.jpg": "out_of_scope"
    }


def test_archives_within_archives_end_somewhere(tmp_path):
    body = zipped(tmp_path / "0", {"1.jpg": JPEG}).read_bytes()
    for depth in range(5):
        body = zipped(tmp_path / f"{depth}.zip", {"in.zip": body}).read_bytes()
    assert set(gaps_of(tmp_path / "4.zip").values()) == {"budget"}


def test_a_bomb_costs_its_allowance_and_the_rest_is_said_to_be_left_out(tmp_path, monkeypatch):
    from exposure_app.crawl.files import zip_members

    monkeypatch.setattr(zip_members, "SPARE_BYTES", 1_000_000)
    bomb = JPEG + bytes(30_000_000)
    path = zipped(tmp_path / "a.zip", {"0.jpg": JPEG, "1.jpg": bomb, "2.jpg": bomb})
    items = crawled(path, crawl_export, Kind.EXPORT)
    assert [item.url.partition("#")[2] for item in of(FetchedImage, items)] == ["0.jpg"]
    assert gaps_of(path) == {"1.jpg": "budget", "2.jpg": "budget"}


def test_a_list_of_members_too_long_to_hold_is_not_read(tmp_path, monkeypatch):
    from exposure_app.crawl.files import zip_members

    monkeypatch.setattr(zip_members, "MAX_DIRECTORY_BYTES", 100)
    path = zipped(tmp_path / "a.zip", {f"{n}.jpg": JPEG for n in range(9)})
    assert list(gaps_of(path).values()) == ["too_large"]


def test_text_is_passed_over_and_other_files_are_gaps(tmp_path):
    files = {"a.json": "{}", "b.csv": "x,y", "c.mp3": b"ID3\x03\0\0\0\0\0\0", "d.txt": ""}
    assert gaps_of(zipped(tmp_path / "a.zip", files)) == {"c.mp3": "not_an_image"}


def test_a_locked_member_says_so(tmp_path):
    path = zipped(tmp_path / "a.zip", {"1.jpg": JPEG})
    body = bytearray(path.read_bytes())
    body[6] |= 1  # APPNOTE 4.4.4, bit 0, in the local header and in the directory
    body[body.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(body)
    [gap] = of(Skipped, crawled(path, crawl_export, Kind.EXPORT))
    assert (gap.gap.why, gap.gap.detail) == ("unreadable", "locked")


def test_what_an_export_shows_from_the_web_is_not_fetched(tmp_path):
    page = b"<img src='https://tracker.example/pixel.gif'>"
    items = crawled(zipped(tmp_path / "a.zip", {"a.html": page}), crawl_export, Kind.EXPORT)
    assert [(item.url, item.gap.why) for item in items] == [
        ("https://tracker.example/pixel.gif", "out_of_scope")
    ]


def test_a_name_is_fit_for_a_screen(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a\x1b[31m\u202e<b>%.jpg": JPEG})
    [picture] = crawled(path, crawl_export, Kind.EXPORT)
    assert picture.url.partition("#")[2] == "a%1B[31m%E2%80%AE%3Cb%3E%25.jpg"


def test_a_warc_of_wrong_lengths_writes_nothing_to_the_terminal(tmp_path, capfd):
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
        b"Content-Type: application/http\r\nContent-Length: 20\r\n\r\n"
        b"HTTP/1.1 200 OK\r\n\r\nsecret words of a stranger\r\n\r\n"
    )
    path = tmp_path / "wrong.warc"
    path.write_bytes(record + record)
    crawled(path, crawl_warc, Kind.WARC)
    assert capfd.readouterr() == ("", "")


def test_a_warc_with_blanks_in_an_address_writes_it_into_no_log(tmp_path, caplog):
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/a secret\r\n"
        b"Content-Type: application/http\r\nContent-Length: 24\r\n\r\n"
        b"HTTP/1.1 404 Not here\r\n\r\n\r\n\r\n"
    )
    path = tmp_path / "blanks.warc"
    path.write_bytes(record)
    crawled(path, crawl_warc, Kind.WARC)
    assert caplog.records == []
