"""Reports: written through the window's own controls to real files, and read back."""

import csv
import json

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from exposure_app.domain.errors import NothingToReport, UnknownFormat
from exposure_app.domain.findings import Verdict
from tests.ui.conftest import activate
from tests.ui.real.hands import choosing, go, press, settle, words


@pytest.fixture
def trust(qtbot, audited):
    """The page, after one of the findings was confirmed."""
    first = audited.session.findings.all(subject="me")[0]
    audited.session.findings.judge(first.id, Verdict.ME)
    return go(qtbot, audited, "trust")


def save(qtbot, trust, path):
    with choosing(path):
        press(qtbot, trust.save)
    settle(qtbot, trust.window())
    return path


def test_a_page_to_read_is_saved_and_opened(qtbot, trust, tmp_path, site, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window = trust.window()
    path = save(qtbot, trust, tmp_path / "report.html")
    assert window.problems.what.text() == "The report is saved."
    assert window.problems.remedy.text() == str(path)
    page = path.read_text("utf-8")
    assert page.count("data:image/jpeg;base64,") >= 6
    assert f"{site.url}team" in page
    assert "Looks very much like you" in page or "looks very much like you" in page
    (read,) = [
        one
        for one in window.problems.findChildren(type(trust.save))
        if one.text() == "Open it" and one.isVisible()
    ]
    press(qtbot, read)
    assert opened == [QUrl.fromLocalFile(str(path))]


def test_on_paper_it_has_pages_and_text(qtbot, trust, tmp_path, site):
    pdfium = pytest.importorskip("pypdfium2")
    path = save(qtbot, trust, tmp_path / "report.pdf")
    document = pdfium.PdfDocument(path)
    text = "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    said = " ".join(text.split())
    assert "5 pictures on 2 pages look like somebody enrolled." in said
    assert "1 thing could not be checked." in said
    assert "Page title: Our team · Caption: Ada Lovelace · Alternative text: Ada at work" in said
    assert f"{site.url}team Picture: {site.url}" in said


def test_a_table_and_a_data_file_hold_what_the_vault_holds(qtbot, trust, tmp_path):
    session = trust.window().session
    with save(qtbot, trust, tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    places = [(one.id, place.page_url) for one in session.findings.all() for place in one.locations]
    assert sum(row["row"] == "found" for row in rows) == len(places) == 7
    assert sum(row["verdict"] == "me" for row in rows) >= 1
    document = json.loads(save(qtbot, trust, tmp_path / "report.json").read_text("utf-8"))
    assert {one["id"] for one in document["findings"]} == {one.id for one in session.findings.all()}
    assert document["coverage"]["images_referenced"] == 9
    assert [gap["why"] for gap in document["not_looked_at"]] == ["not_found"]


def test_to_share_it_leaves_out_names_addresses_and_faces(qtbot, trust, tmp_path, site, shelf):
    press(qtbot, trust.redacted)
    for name in ("shared.html", "shared.json", "shared.csv"):
        text = save(qtbot, trust, tmp_path / name).read_text("utf-8")
        assert site.url.rstrip("/") not in text
        assert str(shelf.album) not in text
        assert "Bea" not in text
        assert "Ada Lovelace" not in text
        assert "data:image/jpeg" not in text
    press(qtbot, trust.redacted)
    assert "Bea" in save(qtbot, trust, tmp_path / "mine.html").read_text("utf-8")


def test_what_cannot_be_written_is_explained(qtbot, trust, tmp_path, witness):
    save(qtbot, trust, tmp_path / "report.doc")
    assert witness.take() == [UnknownFormat]
    assert not (tmp_path / "report.doc").exists()
    assert ".html" in words(trust.window().problems)


def test_before_the_first_audit_there_is_nothing_to_report(qtbot, enrolled, tmp_path, witness):
    activate(qtbot, enrolled)
    trust = go(qtbot, enrolled, "trust")
    save(qtbot, trust, tmp_path / "report.html")
    assert witness.take() == [NothingToReport]
    assert not (tmp_path / "report.html").exists()
