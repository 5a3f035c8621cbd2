import os
from hashlib import sha256
from pathlib import Path

import pytest

from exposure_app.crawl.files import folder as folder_module
from exposure_app.crawl.files.folder import crawl_folder
from exposure_app.domain.images import FetchedImage
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.local_files import extended
from tests.crawl.crawling import JPEG
from tests.crawl.sources import a_source

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def crawled(path, **budget):
    source = a_source(path, Kind.FOLDER, **budget)
    return list(crawl_folder(source, cancel=CancelToken()))


def names(items, root):
    return [item.url.removeprefix(root.as_uri() + "/") for item in items]


def gaps(items, root):
    return {
        item.url.removeprefix(root.as_uri() + "/"): (item.gap.why, item.gap.detail)
        for item in items
        if not isinstance(item, FetchedImage)
    }


@pytest.fixture
def root(tmp_path):
    root = tmp_path.resolve() / "album"
    root.mkdir()
    return root


def put(path, body=JPEG):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def test_pictures_come_in_the_order_of_their_paths(root):
    for name in ["b.jpg", "a/2.jpg", "a/10.jpg", "c/d/e/f/x.png", "B2.jpg"]:
        put(root / name)
    expected = ["B2.jpg", "a/10.jpg", "a/2.jpg", "b.jpg", "c/d/e/f/x.png"]
    assert names(crawled(root), root) == expected


def test_a_path_longer_than_windows_takes_as_it_is_is_read(root):
    deep = Path(*["d" * 40] * 8)
    put(extended(root / deep / "a.jpg"))
    assert names(crawled(root), root) == [(deep / "a.jpg").as_posix()]


def test_a_picture_is_known_by_its_uri_its_folder_s_and_its_content(root):
    put(root / "my é" / "ü #1%.jpg")
    [image] = crawled(root)
    assert image.ref.url == (root / "my é" / "ü #1%.jpg").as_uri()
    assert image.ref.page_url == (root / "my é").as_uri()
    assert image.ref.source == "s1"
    assert image.untrusted_body == JPEG
    assert image.sha256 == sha256(JPEG).hexdigest()


def test_a_single_picture_is_a_folder_of_one(root):
    path = put(root / "me")
    put(root / "other.jpg")
    [image] = crawled(path)
    assert (image.ref.url, image.ref.page_url) == (path.as_uri(), root.as_uri())


def test_a_large_picture_is_read_to_its_end(root):
    body = JPEG + bytes(range(256)) * 10_000
    put(root / "a.jpg", body)
    assert crawled(root)[0].untrusted_body == body


def test_an_empty_file_is_handed_on_for_the_decoder_to_name(root):
    put(root / "a.jpg", b"")
    assert crawled(root)[0].untrusted_body == b""


def test_a_file_that_is_no_picture_is_a_gap_and_not_read_on(root, monkeypatch):
    put(root / "notes.jpg", b"text" * 1_000_000)
    put(root / "a.jpg")
    read = []
    monkeypatch.setattr(folder_module.sniff, "is_picture", lambda head: read.append(len(head)))
    assert gaps(crawled(root), root) == {
        "notes.jpg": ("not_an_image", ""),
        "a.jpg": ("not_an_image", ""),
    }
    assert max(read) == folder_module.sniff.HEAD_BYTES


def test_the_budget_of_a_crawl_does_not_cut_a_folder_short(root):
    for number in range(30):
        put(root / "/".join("abcdefgh") / f"{number}.jpg")
    assert len(crawled(root, max_images=3, max_pages=1, depth=0, max_bytes=10)) == 30


def test_hidden_folders_are_passed_over_and_hidden_files_only_if_no_pictures(root):
    put(root / ".thumbnails" / "a.jpg")
    put(root / ".DS_Store", b"\x00\x00\x00\x01Bud1")
    put(root / ".me.jpg")
    assert names(crawled(root), root) == [".me.jpg"]


def test_a_folder_that_is_hidden_itself_may_be_named(tmp_path):
    put(tmp_path / ".album" / "a.jpg")
    assert len(crawled(tmp_path / ".album")) == 1


@needs_links
def test_links_are_not_followed_and_one_that_leads_out_is_a_gap(root):
    put(root.parent / "elsewhere" / "secret.jpg")
    put(root / "in" / "a.jpg")
    (root / "folder-out").symlink_to(root.parent / "elsewhere")
    (root / "file-out.jpg").symlink_to(root.parent / "elsewhere" / "secret.jpg")
    (root / "folder-in").symlink_to(root / "in")
    (root / "file-in.jpg").symlink_to(root / "in" / "a.jpg")
    (root / "in" / "round").symlink_to(root)
    (root / "nowhere.jpg").symlink_to(root / "gone.jpg")
    (root / "self.jpg").symlink_to(root / "self.jpg")
    items = crawled(root)
    assert [item.url for item in items if isinstance(item, FetchedImage)] == [
        (root / "in" / "a.jpg").as_uri()
    ]
    words = {name: word for name, (word, _) in gaps(items, root).items()}
    assert words.pop("self.jpg") in ("unreadable", "not_found")
    assert words == {
        "folder-out": "out_of_scope",
        "file-out.jpg": "out_of_scope",
        "nowhere.jpg": "not_found",
    }


@needs_links
def test_a_folder_named_by_a_link_is_the_folder_it_leads_to(root):
    put(root / "a.jpg")
    (root.parent / "link").symlink_to(root)
    assert names(crawled(root.parent / "link"), root) == ["a.jpg"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_picture_and_is_not_waited_for(root):
    os.mkfifo(root / "a.jpg")
    assert gaps(crawled(root), root) == {"a.jpg": ("not_an_image", "")}


@pytest.mark.parametrize(
    ("cause", "gap"),
    [
        (PermissionError(13, "no"), ("unreadable", "denied")),
        (FileNotFoundError(2, "no"), ("not_found", "HTTP 404")),
        (OSError(5, "no"), ("unreadable", "damaged")),
    ],
)
def test_a_file_that_cannot_be_read_is_a_gap_and_the_crawl_goes_on(root, monkeypatch, cause, gap):
    for name in "abc":
        put(root / f"{name}.jpg")
    really = os.open

    def opened(path, flags):
        if path == extended(root / "b.jpg"):
            raise cause
        return really(path, flags)

    monkeypatch.setattr(folder_module.os, "open", opened)
    items = crawled(root)
    assert names(items, root) == ["a.jpg", "b.jpg", "c.jpg"]
    assert gaps(items, root) == {"b.jpg": gap}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder it may not enter")
def test_a_folder_that_may_not_be_entered_is_a_gap(root):
    put(root / "closed" / "a.jpg")
    (root / "closed").chmod(0)
    try:
        assert gaps(crawled(root), root) == {"closed": ("unreadable", "denied")}
    finally:
        (root / "closed").chmod(0o700)


def test_a_folder_that_is_gone_is_a_gap(tmp_path):
    [gap] = crawled(tmp_path / "gone")
    assert (gap.gap.why, gap.source) == ("not_found", "s1")


def test_a_file_beyond_the_limit_is_a_gap(root, monkeypatch):
    monkeypatch.setattr(folder_module, "MAX_FILE_BYTES", 10_000)
    put(root / "a.jpg", JPEG + b"x" * 10_001)
    put(root / "b.jpg", JPEG)
    assert gaps(crawled(root), root) == {"a.jpg": ("too_large", "over 10000 bytes")}


def test_a_stop_takes_effect_at_the_next_picture(root):
    for number in range(5):
        put(root / f"{number}.jpg")
    cancel = CancelToken()
    items = crawl_folder(a_source(root, Kind.FOLDER), cancel=cancel)
    assert isinstance(next(items), FetchedImage)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(items)
