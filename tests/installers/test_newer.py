"""The maker's side: a key, and a signed file that the program reads, or no file."""

import stat
import sys

import pytest
from cryptography.hazmat.primitives import serialization

from exposure_app import RELEASED, __version__
from exposure_app.newer.notice import read_notice
from exposure_app.newer.signed_file import MakersKey, opened
from installers import newer
from tests.newer.notices import KEY, MAKER, PAGE, place_at


@pytest.fixture
def pem(tmp_path):
    """The maker's private key in a file."""
    path = tmp_path / "key.pem"
    path.write_bytes(
        MAKER.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "newest.txt"


@pytest.fixture(autouse=True)
def _no_place_yet(monkeypatch):
    monkeypatch.setattr(newer, "place_of_build", lambda: None)


def make(out, pem, *more):
    return newer.main(
        ["make", str(out), "--page", PAGE, "--safe-since", "0.1.0", "--key", str(pem), *more]
    )


def test_a_file_is_made_of_this_checkouts_version_and_day(out, pem, capsys):
    assert make(out, pem) == 0
    notice = read_notice(opened(out.read_bytes(), KEY))
    assert (notice.version, notice.released.isoformat()) == (__version__, RELEASED)
    assert (notice.until - notice.signed).days == 60
    assert notice.page == PAGE
    assert "names no place yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    "more",
    [
        ("--days", "101"),
        ("--days", "-1"),
        ("--version", "newest"),
        ("--safe-since", "99.0"),
        ("--page", "http://example.org/"),
        ("--released", "2999-01-01"),
    ],
)
def test_a_file_that_the_program_would_not_believe_is_not_made(out, pem, more):
    out.write_text("the one before")
    assert make(out, pem, *more) == 1
    assert out.read_text() == "the one before"
    assert list(out.parent.glob("newest*")) == [out]


def test_another_key_than_the_builds_makes_no_file(out, pem, monkeypatch):
    other = place_at("https://releases.example.org")
    monkeypatch.setattr(newer, "place_of_build", lambda: other)
    assert make(out, pem) == 0
    out.unlink()
    key = MakersKey(KEY.number, bytes(32))
    monkeypatch.setattr(newer, "place_of_build", lambda: type(other)(other.address, key))
    assert make(out, pem) == 1
    assert not out.exists()


def test_the_key_may_come_in_a_variable_and_must_come_from_somewhere(out, pem, monkeypatch):
    words = ["make", str(out), "--page", PAGE, "--safe-since", "0.1.0"]
    monkeypatch.setenv(newer.KEY_VARIABLE, pem.read_text())
    assert newer.main(words) == 0
    monkeypatch.delenv(newer.KEY_VARIABLE)
    with pytest.raises(SystemExit, match="name a key"):
        newer.main(words)


@pytest.mark.parametrize("passphrase", ["", "for tests only"])
def test_a_new_key_is_for_its_owner_alone_and_its_public_half_is_printed(
    tmp_path, out, monkeypatch, capsys, passphrase
):
    path = tmp_path / "new.pem"
    monkeypatch.setenv(newer.PASSPHRASE_VARIABLE, passphrase)
    assert newer.main(["key", str(path)]) == 0
    line = capsys.readouterr().out.strip()
    public = MakersKey.read(line.partition('"')[2].rstrip('"'))
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (b"ENCRYPTED" in path.read_bytes()) is bool(passphrase)
    assert make(out, path) == 0
    assert read_notice(opened(out.read_bytes(), public))
    with pytest.raises(FileExistsError):
        newer.main(["key", str(path)])
