import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.crawl.files.file_kind import file_kinds, kind_of
from exposure_app.domain.sources import Kind

HEADS = {
    b"\xff\xd8\xff\xe0": Kind.FOLDER,
    b"GIF89a" + b"G" * 400: Kind.FOLDER,
    b"\x00\x00\x00\x18ftypheic": Kind.FOLDER,
    b"\x00\x00\x00\x18ftypmp42": Kind.VIDEO,
    b"\x1a\x45\xdf\xa3": Kind.VIDEO,
    b"G" * 600: Kind.VIDEO,
    b"\n%PDF-1.7": Kind.PDF,
    b'{"log": {"version": "1.2"': Kind.HAR,
    b"WARC/1.1\r\n": Kind.WARC,
    b"PK\x03\x04": Kind.EXPORT,
    b"Dear diary": None,
    b"": None,
}
STARTS = st.sampled_from([*HEADS, b"BM", b"II*\0", b"\x1f\x8b", b"RIFF....WEBP", b"RIFF....AVI "])


def says_yes(path, head):
    return [one.kind for one in file_kinds().values() if one.is_one(path, head)]


def test_every_kind_that_lies_on_this_computer_has_a_reader_and_no_other_has():
    assert set(file_kinds()) == {kind for kind in Kind if not kind.shape.is_on_the_web}


@pytest.mark.parametrize(("head", "kind"), HEADS.items())
def test_a_file_is_told_by_what_it_begins_with(tmp_path, head, kind):
    assert kind_of(tmp_path / "a", head) is kind


@given(STARTS, st.binary(max_size=600))
def test_no_file_is_of_two_kinds(start, rest):
    assert len(says_yes(Path("nowhere"), start + rest)) <= 1


def test_an_archive_of_the_web_is_no_export(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", b"")
    assert says_yes(path, path.read_bytes()) == [Kind.WARC]
