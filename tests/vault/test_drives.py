"""Drives that are full or read-only: a reason, and nothing lost. Real mounts."""

import os
import subprocess
import sys

import pytest

from exposure_app.domain.errors import CannotWrite, DiskFull
from exposure_app.domain.work import CancelToken
from exposure_app.paths import Home
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked
from tests.vault.filled import NEW_PASSPHRASE, fill, request


@pytest.fixture
def drive(tmp_path):
    """A drive of 2 MiB, mounted; taken away at the end."""
    place = tmp_path / "drive"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs leave to mount a drive")
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("needs leave to mount a drive")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.fixture
def keys():
    return MemoryKeys()


def open_it(folder, keys):
    return Vault.open(folder, keys=keys, ask_passphrase=nobody_asked)


def write_for_ever(vault, acknowledged):
    while True:
        vault.ledger.add_many([request(number) for number in range(500)])
        acknowledged.append(500)


def test_a_full_drive_keeps_what_was_there_and_goes_on_once_there_is_room(drive, keys):
    ballast = drive / "ballast"
    with open_it(drive / "vault", keys) as vault:
        fill(vault)
        ballast.write_bytes(bytes(700_000))
        acknowledged = []
        with pytest.raises(DiskFull) as caught:
            write_for_ever(vault, acknowledged)
        assert caught.value.reason == "full"
        kept = 1 + sum(acknowledged)
        assert len(vault.ledger.all()) == kept
        ballast.unlink()
        vault.ledger.add_many([request(1)])
        assert len(vault.ledger.all()) == kept + 1
        vault.check_integrity()


def test_a_full_drive_leaves_the_older_backup(drive, keys, tmp_path):
    backup = drive / "my.backup"
    backup.write_bytes(b"an older one")
    with open_it(tmp_path / "vault", keys) as vault:
        fill(vault)
        (drive / "ballast").write_bytes(bytes(2_000_000))
        with pytest.raises(CannotWrite):
            vault.back_up(backup, NEW_PASSPHRASE, cancel=CancelToken())
        assert len(vault.findings.all()) == 2
    assert backup.read_bytes() == b"an older one"
    assert not (drive / "my.backup.part").exists()


def test_a_drive_without_leave_to_write_is_told_and_nothing_is_changed(drive, keys):
    with open_it(drive / "vault", keys) as vault:
        fill(vault)
    subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
    with pytest.raises(DiskFull) as caught:
        open_it(drive / "vault", keys)
    assert caught.value.reason == "read_only"
    with pytest.raises(DiskFull) as caught:
        Home.at(drive / "profile").create()
    assert caught.value.reason == "read_only"
    subprocess.run(["mount", "-o", "remount,rw", str(drive)], check=True)
    with open_it(drive / "vault", keys) as vault:
        assert len(vault.findings.all()) == 2
