"""What Google's files beside the photos of an unpacked Takeout say becomes their context."""

import os

import pytest

from exposure_app.crawl.files import sidecars
from exposure_app.crawl.files.export import crawl_export
from exposure_app.crawl.files.folder import crawl_folder
from exposure_app.domain.context import NO_CONTEXT, Context, Coordinates
from exposure_app.domain.images import FetchedImage
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from tests.crawl.crawling import JPEG
from tests.crawl.exports import sidecar, takeout, zipped
from tests.crawl.sources import a_source


@pytest.fixture
def unpacked(tmp_path):
    def into(files):
        for name, body in files.items():
            path = tmp_path / "unpacked" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return tmp_path / "unpacked"

    return into


def crawled(root, cancel=None):
    return list(crawl_folder(a_source(root, Kind.FOLDER), cancel=cancel or CancelToken()))


def contexts(items):
    images = [item for item in items if isinstance(item, FetchedImage)]
    return {one.url.rpartition("/")[2].replace("%28", "(").replace("%29", ")"): one.ref.context
            for one in images}  # fmt: skip


def gaps(items):
    return [(one.url.rpartition("/")[2], one.gap.why) for one in items if isinstance(one, Skipped)]


def test_an_unpacked_takeout_says_what_the_archive_says(tmp_path, unpacked):
    archive = zipped(tmp_path / "takeout.zip", takeout())
    in_archive = list(crawl_export(a_source(archive, Kind.EXPORT), cancel=CancelToken()))
    found = crawled(unpacked(takeout()))
    assert contexts(found) == contexts(in_archive)
    assert contexts(found)["a.jpg"].caption == "old style"
    assert contexts(found)["a.jpg"].where == Coordinates(50.95, 1.85)
    assert gaps(found) == []


def test_only_what_stands_in_the_same_folder_is_said(unpacked):
    found = crawled(unpacked({
        "one/a.jpg": JPEG, "two/a.jpg.json": sidecar("a.jpg", description="of another"),
        "two/b.jpg": JPEG, "two/sub/a.jpg": JPEG,
    }))  # fmt: skip
    assert {one.ref.context for one in found if isinstance(one, FetchedImage)} == {NO_CONTEXT}
    assert gaps(found) == [("a.jpg.json", "not_an_image")]


@pytest.mark.parametrize(
    "body", [b"{", b"null", b"[" * 90_000, b'{"photoTakenTime": 3}', b"\xff\xfe\x00{"]
)
def test_a_file_that_says_nothing_is_told_as_the_file_it_is(unpacked, body):
    found = crawled(unpacked({"a.jpg": JPEG, "a.jpg.json": body}))
    assert contexts(found) == {"a.jpg": NO_CONTEXT}
    assert gaps(found) == [("a.jpg.json", "not_an_image")]


def test_a_file_too_large_to_be_one_is_not_read(unpacked, monkeypatch):
    monkeypatch.setattr(sidecars, "MAX_BYTES", 200)
    words = sidecar("a.jpg", description="long " * 60)
    assert contexts(crawled(unpacked({"a.jpg": JPEG, "a.jpg.json": words}))) == {
        "a.jpg": NO_CONTEXT
    }


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made otherwise there")
def test_a_link_or_a_pipe_beside_a_photo_is_not_read(unpacked, tmp_path):
    (tmp_path / "elsewhere.json").write_text(sidecar("a.jpg", description="elsewhere"))
    root = unpacked({"a.jpg": JPEG, "b.jpg": JPEG})
    (root / "a.jpg.json").symlink_to(tmp_path / "elsewhere.json")
    os.mkfifo(root / "b.jpg.json")
    found = crawled(root)
    assert set(contexts(found).values()) == {NO_CONTEXT}
    assert gaps(found) == [("a.jpg.json", "out_of_scope"), ("b.jpg.json", "not_an_image")]


def test_a_picture_that_calls_itself_a_file_beside_another_is_still_looked_at(unpacked):
    found = crawled(unpacked({"a.jpg": JPEG, "a.jpg.json": JPEG}))
    assert set(contexts(found)) == {"a.jpg", "a.jpg.json"}


def test_a_stop_is_heard_between_two_of_them(unpacked):
    root = unpacked({f"{n}.jpg{end}": JPEG for n in range(3) for end in ("", ".json")})
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        sidecars.told_in(root, sorted(one.name for one in root.iterdir()), cancel=cancel)


def test_a_context_is_of_the_photo_alone(unpacked):
    found = crawled(unpacked({"a.jpg": JPEG, "a.jpg.json": sidecar("a.jpg"), "b.jpg": JPEG}))
    assert contexts(found)["b.jpg"] == Context()
