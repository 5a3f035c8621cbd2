"""Only what was read is said to be read."""

import pytest

from exposure_app.confine.start import Program
from exposure_app.decoder.decoder import DECODER
from exposure_app.domain.errors import DecoderUnavailable
from exposure_app.faces.pictures import formats as known
from exposure_app.resources import resource
from exposure_app.session.profile import self_check
from exposure_app.session.profile.formats import formats
from exposure_app.signatures import HEAD_BYTES, Medium, medium
from exposure_app.wording import check_detail, check_words

WITHOUT = Program("tests.session.profile.without_parts")
GRAY = Program("tests.session.profile.reads_gray")


def test_a_file_of_each_format_is_read_and_its_library_named_with_its_version():
    told = formats()
    for library in ("Pillow", "libwebp", "libavif", "libheif", "libjxl", "PDFium", "FFmpeg"):
        assert library in told["found"]
    assert (told["missing"], told["unread"]) == ("", "")


def test_parts_that_are_not_here_are_no_problem_and_said():
    told = formats(WITHOUT, WITHOUT)
    assert told["missing"] == "heif, jxl, pdf, video"
    assert told["unread"] == ""
    assert "libavif" in told["found"]
    assert "FFmpeg" not in told["found"]


def test_what_is_here_and_does_not_read_is_not_among_what_reads():
    told = formats(media=GRAY)
    assert told["unread"] == "PDF, MP4"
    assert "Pillow" in told["found"]
    assert not {"PDFium", "FFmpeg"} & set(told["found"].replace(",", "").split())


def test_pictures_that_come_out_otherwise_than_they_were_made_count_as_not_read():
    assert formats(pictures=GRAY)["unread"].startswith("JPEG, PNG, GIF, BMP, WebP, AVIF, HEIC")


def test_a_reader_that_does_not_start_reads_nothing():
    with pytest.raises(DecoderUnavailable):
        formats(media=Program("no.such.module"))


def test_media_that_are_given_to_the_reader_of_pictures_are_told_as_not_read(monkeypatch):
    monkeypatch.setattr(self_check, "formats", lambda: formats(media=DECODER))
    check = self_check._try("formats", self_check._formats)
    assert not check.is_ok
    assert check_detail(check) == "PDF, MP4"
    assert check_words(check).what.endswith("could not be read: PDF, MP4.")
    assert check_words(check).remedy


@pytest.mark.parametrize("ending", ["avif", "bmp", "gif", "heic", "jpg", "jxl", "png", "webp"])
def test_a_sample_of_a_picture_is_one_by_its_content(ending):
    body = resource(f"samples/sample.{ending}").read_bytes()
    assert callable(known.opener(body))
    assert len(body) < 16_000


@pytest.mark.parametrize(("ending", "kind"), [("pdf", Medium.PDF), ("mp4", Medium.VIDEO)])
def test_a_sample_of_a_medium_is_one_by_its_content(ending, kind):
    assert medium(resource(f"samples/sample.{ending}").read_bytes()[:HEAD_BYTES]) is kind
