import sys

import pytest

from exposure_app.faces.pictures import formats
from exposure_app.session.profile import library_versions


def test_each_library_that_reads_files_is_tried_and_named_with_its_version():
    found = library_versions.formats()
    for library in ("Pillow", "libwebp", "libavif", "libheif", "libjxl", "PDFium", "FFmpeg"):
        assert library in found["found"]
    assert found["missing"] == ""
    assert formats.pi_heif is not None


@pytest.mark.parametrize(
    ("part", "module"),
    [("heif", "pi_heif"), ("jxl", "pillow_jxl"), ("pdf", "pypdfium2"), ("video", "av")],
)
def test_a_part_that_is_not_here_is_no_problem_and_said(monkeypatch, part, module):
    monkeypatch.setitem(sys.modules, module, None)
    assert library_versions.formats()["missing"] == part
