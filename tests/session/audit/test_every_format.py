"""A folder with a file of each format: the same comes of it on every system."""

import pytest

from exposure_app.domain.sources import Footing
from tests.decoder.files import encoded
from tests.media.documents import Document
from tests.media.heic import heic_bytes
from tests.media.videos import video_bytes
from tests.pictures import portrait
from tests.session.profiles import audit, enrol_portrait, opened

SIDE = 480
KINDS = {
    "avif": "AVIF", "bmp": "BMP", "gif": "GIF", "jpg": "JPEG", "jxl": "JXL", "png": "PNG",
    "tif": "TIFF", "webp": "WEBP",
}  # fmt: skip
"""What Pillow writes; we read all but TIFF."""


def document(picture):
    made = Document()
    made.page((made.keep(picture), (50, 400, 300, 300)))
    return made.body()


@pytest.fixture
def album(tmp_path):
    folder = tmp_path / "album"
    folder.mkdir()
    me = portrait().resize((SIDE, SIDE))
    for ending, kind in KINDS.items():
        (folder / f"a.{ending}").write_bytes(encoded(me, kind))
    (folder / "a.heic").write_bytes(heic_bytes(me))
    (folder / "a.pdf").write_bytes(document(me))
    (folder / "a.mp4").write_bytes(video_bytes([(me, 25)], size=(SIDE, SIDE)))
    return folder


def test_who_is_on_a_file_of_each_format_is_found_on_each(tmp_path, album):
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        session.sources.add(str(album), Footing.MY_EXPORT)
        audit(session)
        done = session.audits.last()
        on = {
            place.image_url.partition("#")[0].rpartition(".")[2]
            for one in session.findings.all()
            for place in one.locations
        }
    read = {*KINDS, "heic", "pdf", "mp4"} - {"tif"}
    assert on == read
    assert (done.coverage.images_decoded, done.coverage.faces_found) == (len(read), len(read))
    assert [(gap.why, gap.url.rpartition(".")[2]) for gap in done.gaps] == [("not_an_image", "tif")]
