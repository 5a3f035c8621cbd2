"""Videos and documents in folders and exports, with the real readers behind a plain call."""

import io
import zipfile
from hashlib import sha256

import numpy as np
import pytest

from exposure_app.crawl.files.export import crawl_export
from exposure_app.crawl.files.folder import crawl_folder
from exposure_app.crawl.locator import meaning_of, recognise
from exposure_app.crawl.untrusted import media_frames
from exposure_app.crawl.untrusted.media_frames import MediaFrames, identity
from exposure_app.domain.images import FetchedImage, UnchangedImage
from exposure_app.domain.moments import moment_in
from exposure_app.domain.sources import Kind
from exposure_app.domain.work import Cancelled, CancelToken, Skipped
from exposure_app.media import pdf, video
from exposure_app.shots import unpacked
from exposure_app.signatures import HEAD_BYTES, Medium, medium
from tests.crawl.sources import a_source
from tests.media.documents import Document, locked_document
from tests.media.videos import video_bytes
from tests.pictures import coffee, gravel, portrait


class Memory:
    """Remembers what was read, in memory; counts how often a file was."""

    def __init__(self):
        self.kept = {}
        self.reads = 0

    def inside(self):
        return MediaFrames(
            self._pictures, lambda _source, sha256: self.kept.get(sha256), self.kept.__setitem__
        )

    def _pictures(self, what, file, url, cancel):
        self.reads += 1
        read = video.frames if what is Medium.VIDEO else pdf.pictures
        return read(file, url)


def film():
    return video_bytes([(coffee(), 50), (portrait(), 50)], g=25)


FILM = film()


def paper():
    document = Document()
    me, cup = document.keep(portrait()), document.keep(coffee())
    document.page((me, (50, 500, 100, 100)), (cup, (300, 500, 150, 100)))
    return document.body()


@pytest.fixture
def memory():
    return Memory()


def of_folder(folder, memory, cancel=None):
    source = a_source(folder, Kind.FOLDER)
    return list(crawl_folder(source, inside=memory.inside(), cancel=cancel or CancelToken()))


@pytest.mark.parametrize(
    ("body", "kind"), [(FILM, Medium.VIDEO), (paper(), Medium.PDF), (b"\n\n%PDF-1.4", Medium.PDF)]
)
def test_a_video_and_a_document_are_known_by_their_beginning(body, kind):
    assert medium(body[:HEAD_BYTES]) is kind


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"text that mentions %PDF-1.7",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\0\0\0\x18ftypavif",
        b"\0\0\0\x18ftypM4A ",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"OggS" + bytes(60),
        b"G" * 100,
        b"#EXTM3U",
    ],
)
def test_other_files_are_neither(head):
    assert medium(head) is None


def test_each_scene_of_a_video_is_a_picture_of_its_folder_with_its_time(tmp_path, memory):
    path = tmp_path / "film & co #1.mp4"
    path.write_bytes(FILM)
    items = of_folder(tmp_path, memory)
    assert [type(one) for one in items] == [FetchedImage] * len(items)
    assert items[0].url == f"{path.as_uri()}#t=0"
    assert 1.9 < moment_in(items[1].url).seconds < 3.1
    assert {one.ref.page_url for one in items} == {tmp_path.as_uri()}
    assert len({one.sha256 for one in items}) == len(items) >= 2
    for item, picture in zip(items, (coffee(), portrait()), strict=True):
        for frame in unpacked(item.untrusted_body):
            expected = np.asarray(picture.resize(frame.shape[1::-1]), int)
            assert np.abs(frame - expected).mean() < 15


def test_pictures_of_a_document_are_numbered_within_their_page(tmp_path, memory):
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper())
    url = path.as_uri()
    assert [one.url for one in of_folder(tmp_path, memory)] == [
        f"{url}#page=1", f"{url}#page=1&picture=2",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "body"), [("a.mp4", FILM), ("a.pdf", paper())])
def test_an_unchanged_file_is_not_read_again_and_shows_the_same_pictures(
    tmp_path, memory, name, body
):
    (tmp_path / name).write_bytes(body)
    first = of_folder(tmp_path, memory)
    again = of_folder(tmp_path, memory)
    assert memory.reads == 1
    assert all(isinstance(one, UnchangedImage) for one in again)
    assert [(one.url, one.sha256) for one in again] == [(one.url, one.sha256) for one in first]


def test_a_copy_under_another_name_shows_the_same_pictures(tmp_path, memory):
    for name in ("a.mp4", "b.mp4"):
        (tmp_path / name).write_bytes(FILM)
    items = of_folder(tmp_path, memory)
    half = len(items) // 2
    assert memory.reads == 1
    assert [one.sha256 for one in items[:half]] == [one.sha256 for one in items[half:]]


def test_a_file_that_was_not_read_to_its_end_is_a_gap_and_read_again_next_time(tmp_path, memory):
    body = video_bytes([(coffee(), 50), (portrait(), 50)], g=25, form="matroska")
    (tmp_path / "cut.mkv").write_bytes(body[: len(body) // 2])
    for reads in (1, 2):
        *pictures, gap = of_folder(tmp_path, memory)
        assert pictures
        assert isinstance(gap, Skipped)
        assert (gap.gap.why, gap.gap.detail) == ("unreadable", "damaged")
        assert gap.url.endswith("cut.mkv")
        assert memory.reads == reads


def test_a_shot_has_few_frames_and_is_told_from_when_to_when(tmp_path, memory):
    moving = [(gravel().crop((x, 0, x + 300, 300)), 25) for x in range(0, 180, 12)]
    (tmp_path / "a.mp4").write_bytes(video_bytes(moving, g=25))
    items = of_folder(tmp_path, memory)
    assert len(items) < 15
    assert all(1 <= len(unpacked(one.untrusted_body)) <= media_frames.MAX_FRAMES for one in items)
    moments = [moment_in(one.url) for one in items]
    assert any(one.until is not None for one in moments)
    ends = [one.until or one.seconds for one in moments]
    assert all(end < later.seconds for end, later in zip(ends, moments[1:], strict=False))


def test_a_locked_document_is_a_gap(tmp_path, memory):
    (tmp_path / "locked.pdf").write_bytes(locked_document())
    [gap] = of_folder(tmp_path, memory)
    assert gap.gap.detail == "locked"


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.txt"])
def test_what_a_file_is_called_does_not_matter(tmp_path, memory, name):
    (tmp_path / name).write_bytes(FILM)
    assert isinstance(of_folder(tmp_path, memory)[0], FetchedImage)


def test_a_document_without_a_picture_is_remembered_too(tmp_path, memory):
    document = Document()
    document.page(text="words")
    (tmp_path / "a.pdf").write_bytes(document.body())
    assert of_folder(tmp_path, memory) == of_folder(tmp_path, memory) == []
    assert memory.reads == 1


def test_without_readers_each_is_a_gap_that_names_its_part(tmp_path):
    (tmp_path / "a.mp4").write_bytes(FILM)
    (tmp_path / "b.pdf").write_bytes(paper())
    items = list(crawl_folder(a_source(tmp_path, Kind.FOLDER), cancel=CancelToken()))
    assert [one.gap.detail for one in items] == ["needs the part video", "needs the part pdf"]


def test_stop_takes_effect_between_two_frames(tmp_path, memory):
    (tmp_path / "a.mp4").write_bytes(FILM)
    cancel = CancelToken()
    source = a_source(tmp_path, Kind.FOLDER)
    items = crawl_folder(source, inside=memory.inside(), cancel=cancel)
    next(items)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(items)
    assert memory.kept == {}


def test_an_export_and_a_zip_within_it_are_looked_into(tmp_path, memory):
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w") as archive:
        archive.writestr("files/paper.pdf", paper())
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("posts/film.mp4", FILM)
        archive.writestr("posts/index.html", "<p>words</p>")
        archive.writestr("more.zip", nested.getvalue())
    source = a_source(path, Kind.EXPORT)
    items = list(crawl_export(source, inside=memory.inside(), cancel=CancelToken()))
    urls = [one.url for one in items]
    below = path.as_uri() + "#"
    assert urls[0] == f"{below}posts/film.mp4&t=0"
    assert urls[-2:] == [
        f"{below}more.zip/files/paper.pdf&page=1",
        f"{below}more.zip/files/paper.pdf&page=1&picture=2",
    ]
    assert items[0].ref.page_url == f"{below}posts"
    assert items[0].sha256 == identity(sha256(FILM).hexdigest(), "t=0")


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [("film.mp4", FILM, Kind.VIDEO), ("paper.pdf", paper(), Kind.PDF)],
)
def test_a_typed_or_dropped_file_is_recognised_and_looked_into_alone(
    tmp_path, memory, name, body, kind
):
    path = tmp_path / name
    path.write_bytes(body)
    (tmp_path / "other.jpg").write_bytes(b"\xff\xd8\xff")
    assert recognise(str(path)) == (str(path.resolve()), kind)
    assert recognise(path.as_uri(), kind)[1] is kind
    meaning = meaning_of(str(path))
    assert (meaning.kind, meaning.fits, meaning.is_picture) == (kind, (), False)
    items = list(crawl_folder(a_source(path, kind), inside=memory.inside(), cancel=CancelToken()))
    assert {one.url.partition("#")[0] for one in items} == {path.resolve().as_uri()}
