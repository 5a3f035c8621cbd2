import hashlib
from dataclasses import replace

import pytest

from installers.release import write_sums


def test_a_file_that_nobody_signed_says_so_in_its_name(release):
    assert release.file(".msi", is_signed=False).name == "exposure-1.2.3-windows-x64-unsigned.msi"
    assert release.file(".msi", is_signed=True).name == "exposure-1.2.3-windows-x64.msi"


@pytest.mark.parametrize(
    ("version", "number"), [("1.2.3", "1.2.3.0"), ("0.2.0rc1", "0.2.0.0"), ("2.1", "2.1.0.0")]
)
def test_windows_gets_four_figures(release, version, number):
    assert replace(release, version=version).number == number


def test_the_sums_are_those_of_the_files_in_the_form_that_sha256sum_reads(tmp_path):
    files = [tmp_path / "b.msi", tmp_path / "a.exe"]
    for path in files:
        path.write_bytes(path.name.encode() * 1000)
    sums = write_sums(files, tmp_path)
    expected = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in sorted(files)]
    assert sums.read_text("utf-8").splitlines() == expected
