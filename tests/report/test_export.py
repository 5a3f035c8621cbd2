import ast
import csv
import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest

import exposure_app.report
from exposure_app.contract.audit import audit_document
from exposure_app.domain.errors import CannotWrite, UnknownFormat
from exposure_app.local_files import extended
from exposure_app.report.export import write
from exposure_app.wording import explain
from tests.report.samples import ColouredPictures, audit, finding, place


@pytest.fixture
def pictures():
    return ColouredPictures()


@pytest.mark.parametrize("name", ["r.html", "r.htm", "R.HTML"])
def test_html_is_written_as_a_page(tmp_path, pictures, name):
    write(tmp_path / name, audit(), pictures)
    assert (tmp_path / name).read_text().startswith("<!DOCTYPE html>\n<html ")


def test_json_is_the_contracts_document(tmp_path, pictures):
    write(tmp_path / "r.json", audit(), pictures)
    assert json.loads((tmp_path / "r.json").read_bytes()) == audit_document(audit())


def test_csv_opens_as_utf_8_in_a_spreadsheet(tmp_path, pictures):
    write(tmp_path / "r.csv", audit([finding(subject="Zoë")], []), pictures)
    body = (tmp_path / "r.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert row["subject"] == "Zoë"


@pytest.mark.parametrize("name", ["r.pdf", "r", "r.html.exe", ".html"])
def test_another_suffix_is_refused_and_nothing_written(tmp_path, pictures, name):
    with pytest.raises(UnknownFormat):
        write(tmp_path / name, audit(), pictures)
    assert list(tmp_path.glob("*r*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_is_readable_by_its_owner_alone(tmp_path, pictures):
    path = tmp_path / "r.html"
    path.touch(0o666)
    before = os.umask(0)
    try:
        write(path, audit(), pictures)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_older_report_is_replaced_and_no_part_file_is_left(tmp_path, pictures):
    path = tmp_path / "reports" / "r.csv"
    path.parent.mkdir()
    path.write_text("old")
    write(path, audit(), pictures)
    assert path.read_text() != "old"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_a_foreseen_problem(tmp_path, pictures):
    path = tmp_path / "nowhere" / "r.html"
    with pytest.raises(CannotWrite) as caught:
        write(path, audit(), pictures)
    assert caught.value.path == str(path)


def test_when_the_last_step_fails_the_old_file_stands_and_no_part_is_left(tmp_path, pictures):
    path = tmp_path / "reports" / "r.html"
    path.mkdir(parents=True)
    (path / "inside").write_text("old")
    with pytest.raises(CannotWrite):
        write(path, audit(), pictures)
    assert (path / "inside").read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_what_pictures_raise_reaches_the_caller_and_nothing_is_written(tmp_path):
    class Broken(ColouredPictures):
        def crop_jpeg(self, finding):
            raise RuntimeError("the vault is closed")

    with pytest.raises(RuntimeError, match="closed"):
        write(tmp_path / "r.html", audit(), Broken())
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize("suffix", ["html", "csv", "json"])
def test_a_file_name_that_is_no_utf_8_can_be_reported(tmp_path, pictures, suffix):
    odd = "file:///home/ada/caf\udce9.jpg"
    path = tmp_path / f"r.{suffix}"
    write(path, audit([finding(places=[place(odd, odd)])], []), pictures)
    text = path.read_text("utf-8")
    if suffix == "json":
        assert json.loads(text)["findings"][0]["places"][0]["page_url"] == odd


def test_a_report_is_written_where_a_path_is_longer_than_windows_takes_as_it_is(tmp_path, pictures):
    deep = tmp_path.joinpath(*["d" * 40] * 8)
    extended(deep).mkdir(parents=True)
    write(deep / "r.json", audit(), pictures)
    assert json.loads(extended(deep / "r.json").read_text("utf-8"))["findings"]


def test_no_report_can_hold_an_embedding_because_none_ever_gets_there():
    """By construction: this package never names a type that carries one."""
    folder = Path(exposure_app.report.__file__).parent
    named = {
        alias.name
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert "Finding" in named
    assert not named & {"Embedding", "Template", "Probe", "Face", "Looked", "Sighting"}


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be replaced")
def test_a_report_that_a_program_has_open_stays_and_is_said_to_be_in_use(tmp_path, pictures):
    path = tmp_path / "r.csv"
    path.write_text("old")
    with path.open() as opened, pytest.raises(CannotWrite) as caught:
        write(path, audit(), pictures)
    assert opened.closed
    assert path.read_text() == "old"
    assert list(tmp_path.glob(".r-*")) == []
    assert "close the program that has the file open" in explain(caught.value).remedy
