"""A release is whole or it is none."""

import hashlib

import pytest

from exposure_app import __version__
from installers.release import collect
from installers.release.collect import WANTED

MACHINES = {"windows": "x64", "macos": "arm64", "linux": "x86_64"}


def called(system, ending, *, is_signed):
    word = "" if is_signed or ending == ".cdx.json" else "-unsigned"
    return f"exposure-{__version__}-{system}-{MACHINES[system]}{word}{ending}"


@pytest.fixture
def made(tmp_path):
    """What the machines of three systems hand over, before anything is signed."""
    for system, ending in WANTED:
        folder = tmp_path / "made" / f"packed-{system}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / called(system, ending, is_signed=False)).write_text(f"{system}{ending}")
        (folder / "SHA256SUMS").write_text("of this system alone")
    return tmp_path / "made"


def test_everything_of_three_systems_stands_in_one_list_of_sums(made, tmp_path):
    out = tmp_path / "out"
    assert collect.main([str(made), str(out)]) == 0
    lines = (out / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    assert len(listed) == len(WANTED)
    for name, digest in listed.items():
        body = (out / name).read_bytes()
        assert hashlib.sha256(body).hexdigest() == digest


@pytest.mark.parametrize(("system", "ending"), WANTED)
def test_with_a_file_missing_there_is_no_release(made, tmp_path, system, ending, capsys):
    (made / f"packed-{system}" / called(system, ending, is_signed=False)).unlink()
    assert collect.main([str(made), str(tmp_path / "out")]) == 1
    assert f"Missing: a {ending} for {system}." in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_signed_file_goes_out_instead_of_the_unsigned_one(made, tmp_path):
    (made / "signed-macos").mkdir()
    name = called("macos", ".dmg", is_signed=True)
    (made / "signed-macos" / name).write_text("signed")
    assert collect.main([str(made), str(tmp_path / "out")]) == 0
    images = [path.name for path in (tmp_path / "out").glob("*.dmg")]
    assert images == [name]


def test_a_release_that_was_to_be_signed_stops_at_what_is_not(made, tmp_path, capsys):
    assert collect.main([str(made), str(tmp_path / "out"), "--signed", "true"]) == 1
    assert capsys.readouterr().out.count("Not signed: ") == 5
    assert collect.main([str(made), str(tmp_path / "out"), "--signed", "false"]) == 0


def test_what_is_of_another_version_does_not_go_out(made, tmp_path):
    (made / "packed-linux" / "exposure-0.0.1-linux-x86_64.tar.xz").write_text("old")
    assert collect.main([str(made), str(tmp_path / "out")]) == 0
    assert not list((tmp_path / "out").glob("exposure-0.0.1-*"))
