"""Qt brings readers of many formats; it is given nothing but pictures this program made itself."""

import ast

import pytest
from PIL.PngImagePlugin import PngInfo

from exposure_app.domain.sources import Footing
from tests.conftest import PROJECT
from tests.pictures import portrait
from tests.session.profiles import audit, enrol_portrait, opened

# It is handed what `Session` gives out: crops, contexts and enrolled photos, JPEG by our own hand.
READS_JPEGS = {"jpeg.py"}
FROM_BYTES = {"loadFromData", "fromData"}
FROM_ELSEWHERE = {"QImageReader", "QMovie", "QPicture", "QWebEngineView", "QTextBrowser"}


def names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


@pytest.mark.parametrize("folder", ["ui", "paper"])
def test_only_these_files_turn_bytes_into_pictures(folder):
    for file in (PROJECT / "exposure_app" / folder).rglob("*.py"):
        used = set(names(ast.parse(file.read_text("utf-8"))))
        assert not used & FROM_ELSEWHERE, file
        assert not used & FROM_BYTES or file.name in READS_JPEGS, file


def test_what_is_shown_of_a_found_picture_was_made_anew(tmp_path):
    marker = PngInfo()
    marker.add_text("Comment", "MARKER")
    (tmp_path / "album").mkdir()
    portrait().save(tmp_path / "album" / "a.png", pnginfo=marker)
    with opened(tmp_path / "profile") as session:
        enrol_portrait(session, tmp_path)
        session.sources.add(str(tmp_path / "album"), Footing.OWNED)
        audit(session)
        [finding] = session.findings.all()
        for shown in (
            session.findings.crop_jpeg(finding.id),
            session.findings.context_jpeg(finding.id),
        ):
            assert shown.startswith(b"\xff\xd8\xff")
            assert b"MARKER" not in shown
