"""Videos and documents, read by a process that can do nothing else."""

import io

import numpy as np
import pytest

from exposure_app.decoder.decoder import MEDIA, Decoder
from exposure_app.domain import errors
from exposure_app.media import pdf, video
from tests.media.documents import Document, locked_document
from tests.media.videos import video_bytes
from tests.pictures import coffee, portrait

SCENES = [(coffee(), 30), (portrait(), 30)]
VIDEOS = [
    pytest.param({"g": 1000}, id="H.264"),
    pytest.param({"codec": "libx265", "x265-params": "log-level=0"}, id="HEVC"),
    pytest.param(
        {"codec": "libvpx-vp9", "form": "webm", "deadline": "realtime", "cpu-used": 8}, id="VP9"
    ),
    pytest.param({"codec": "libsvtav1", "preset": 12, "svtav1-params": "lp=1"}, id="AV1"),
    pytest.param({"codec": "mpeg2video", "form": "mpegts"}, id="MPEG-2"),
]


@pytest.fixture(scope="module")
def decoder():
    with Decoder(workers=0, program=MEDIA) as decoder:
        yield decoder


def same(told, plain):
    for (facts, pixels), (expected, wanted) in zip(told, plain, strict=True):
        assert facts == expected
        np.testing.assert_array_equal(pixels, wanted)
    return len(plain)


@pytest.mark.parametrize("options", VIDEOS)
def test_a_video_shows_the_same_there_as_here(decoder, tmp_path, options):
    path = tmp_path / "film"
    path.write_bytes(video_bytes(SCENES, **options))
    with path.open("rb", buffering=0) as file:
        told = list(decoder.pictures("video", file, {}))
    assert same(told, list(video.frames(io.BytesIO(path.read_bytes()), ""))) >= 2


def test_a_document_shows_the_same_there_as_here(decoder):
    document = Document()
    me, form = document.keep(portrait()), document.form(document.keep(coffee()), (200, 200))
    document.page((me, (50, 500, 100, 100)), text="words in a font of the system")
    document.page((form, (50, 500, 100, 100)), text="and rendered")
    body = document.body()
    told = list(decoder.pictures("pdf", body, {}))
    assert same(told, list(pdf.pictures(io.BytesIO(body), ""))) == 2


@pytest.mark.parametrize(
    ("job", "body", "why", "detail"),
    [
        ("pdf", locked_document(), errors.Unreadable, "locked"),
        ("pdf", b"%PDF-1.7\n" + bytes(99), errors.Unreadable, "damaged"),
        ("video", b"no video", errors.NotAnImage, ""),
        ("video", video_bytes(SCENES)[:9000], errors.Unreadable, "damaged"),
    ],
)
def test_why_there_is_nothing_to_see_is_told_with_the_address(decoder, job, body, why, detail):
    with pytest.raises(why) as caught:
        list(decoder.pictures(job, body, {}, url="file:///a"))
    assert (caught.value.url, caught.value.detail) == ("file:///a", detail)


def test_a_document_with_too_many_pages_says_so(decoder):
    document = Document()
    for _ in range(pdf.MAX_PAGES + 1):
        document.page()
    with pytest.raises(errors.BudgetSpent) as caught:
        list(decoder.pictures("pdf", document.body(), {}, url="file:///a"))
    assert caught.value.limit == "pages"


def test_whoever_stops_reading_in_the_middle_does_not_hold_up_the_next(decoder):
    told = decoder.pictures("video", video_bytes(SCENES * 4), {})
    next(told)
    told.close()
    document = Document()
    document.page((document.keep(portrait()), (50, 500, 100, 100)))
    assert len(list(decoder.pictures("pdf", document.body(), {}))) == 1
