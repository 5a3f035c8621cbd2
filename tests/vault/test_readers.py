"""Folders that others may read are told of; ours are made so that nobody else can."""

import os
import sys

import pytest

from exposure_app.domain.errors import DiskFull
from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.paths import Home
from exposure_app.session import Session, throw_away_keys
from exposure_app.vault.files.readers import allows_others, may_others_read, security_of
from exposure_app.wording import storage_notice

HER_OWN = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)"


@pytest.mark.parametrize(
    ("descriptor", "is_so"),
    [
        (HER_OWN, False),
        ("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)", False),
        (HER_OWN + "(D;;FA;;;WD)", False),
        (HER_OWN + "(A;ID;0x1200a9;;;BU)", True),
        (HER_OWN + "(A;OICIIOID;GXGR;;;AU)", True),
        ("D:(A;OICI;FA;;;WD)", True),
        ("D:NO_ACCESS_CONTROL", True),
        ("", True),
    ],
)
def test_a_list_of_windows_says_whether_others_are_in_it(descriptor, is_so):
    assert allows_others(descriptor) is is_so


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_windows_says_who_may_read_a_folder(tmp_path):
    assert security_of(tmp_path).startswith("D:")
    assert may_others_read(tmp_path) is allows_others(security_of(tmp_path))


def test_of_a_folder_that_is_not_there_nothing_is_said(tmp_path):
    assert not may_others_read(tmp_path / "not there")


def test_a_drive_that_is_not_there_ends_in_words(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiskFull) as caught:
        Home.at(tmp_path / "file" / "home").create()
    assert caught.value.reason == "no_folder"


@pytest.mark.skipif(os.name != "posix", reason="emulates a drive without accounts by its mode")
def test_a_vault_on_a_drive_that_keeps_no_accounts_apart_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.chmod", lambda _path, _mode: None)
    monkeypatch.setattr("os.mkdir", _made_for_all(os.mkdir))
    home = Home.at(tmp_path / "stick")
    home.create()
    with Session.open(home, ask_passphrase=lambda _new: None, keys=throw_away_keys()) as session:
        assert session.vault.notices() == [StorageNotice.OTHERS_MAY_READ]
    assert "may read" in storage_notice(StorageNotice.OTHERS_MAY_READ).what


def _made_for_all(mkdir):
    def made(path, _mode=0o777):
        before = os.umask(0)
        mkdir(path, 0o777)
        os.umask(before)

    return made
