import os

import pytest

from installers import sizes


@pytest.fixture(autouse=True)
def figures(monkeypatch, tmp_path):
    path = tmp_path / "sizes.toml"
    path.write_text("[windows]\nunpacked = 3\nsetup = 1\n[linux]\nunpacked = 3\n", "utf-8")
    monkeypatch.setattr(sizes, "FIGURES", path)


@pytest.fixture
def payload(tmp_path):
    """2.5 million bytes: a program, a package of two files and one library in the middle."""
    root = tmp_path / "exposure"
    for name, size in {
        "exposure": 200_000,
        "_internal/cv2/cv2.so": 1_200_000,
        "_internal/cv2/data/a.dat": 100_000,
        "_internal/libpython.so": 1_000_000,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
    return root


def test_what_fits_is_told_with_its_largest_parts_first(payload, capsys):
    sizes.check_unpacked(payload, "windows")
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in told[:3]] == [
        "_internal/cv2", "_internal/libpython.so", "exposure",
    ]  # fmt: skip
    assert told[3] == "unpacked for windows: 2.5 MB of at most 3"


def test_a_byte_too_many_stops_the_build(payload):
    (payload / "_internal" / "more").write_bytes(bytes(500_001))
    with pytest.raises(sizes.TooLarge, match="of at most 3"):
        sizes.check_unpacked(payload, "windows")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_costs_nothing(payload):
    before = sizes.parts_of(payload).total()
    (payload / "_internal" / "link.so").symlink_to("libpython.so")
    assert sizes.parts_of(payload).total() == before


def test_an_installer_that_grew_stops_the_build(tmp_path):
    for name, size in {"a.msi": 2_000_000, "a-setup.exe": 900_000}.items():
        (tmp_path / name).write_bytes(bytes(size))
    files = [tmp_path / "a.msi", tmp_path / "a-setup.exe"]
    sizes.check_files(files, "windows")
    files[1].write_bytes(bytes(1_000_001))
    with pytest.raises(sizes.TooLarge, match="setup for windows"):
        sizes.check_files(files, "windows")
