"""kill -9 before each single step of what changes a vault as a whole: the old, or the new."""

import os
import shutil
import sys

import pytest

from exposure_app.domain.errors import VaultError
from exposure_app.domain.work import CancelToken
from exposure_app.vault.database.schema import STEPS, version_of
from exposure_app.vault.keys.passphrase import Derivation
from exposure_app.vault.lifecycle.restore import restore
from exposure_app.vault.vault import Vault
from tests.vault.child_process import child
from tests.vault.file_keys import FileKeys
from tests.vault.filled import MARKER, NEW_PASSPHRASE, PASSPHRASE, fill, subject
from tests.vault.old_vaults import OLD_VAULTS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")

ASKED = {
    "change_passphrase": PASSPHRASE, "move_to_keychain": PASSPHRASE, "open": PASSPHRASE,
}  # fmt: skip
"""What has a passphrase before the change; the others have their key in a file."""


@pytest.fixture(autouse=True)
def light(monkeypatch):
    monkeypatch.setattr(Derivation, "new", lambda: Derivation(os.urandom(16), 64, 1, 1))


@pytest.fixture
def home(tmp_path):
    """Where the copies are; "0" is the vault as it is before."""
    (tmp_path / "0").mkdir()
    return tmp_path


def make(home, change):
    folder = home / "0" / "vault"
    keys = None if change in ASKED else FileKeys(folder)
    with Vault.open(folder, keys=keys, ask_passphrase=lambda is_new: PASSPHRASE) as vault:
        fill(vault)
        if change.startswith("restore"):
            vault.back_up(home / "0" / "backup", NEW_PASSPHRASE, cancel=CancelToken())
        if change == "restore_over":
            vault.subjects.add(subject("newer", "came after the backup"))
        if change == "back_up":
            (home / "0" / "backup").write_bytes(b"an older backup")
    if change == "restore":
        shutil.rmtree(folder)
        FileKeys(folder)._path.unlink()


def kill_at_each_step(home, change, stride=1):
    """The folders of vaults whose change was killed, and of the one that lived."""
    with child("change_all", home, change, stride) as killer:
        endings = [line.split() for line in killer.stdout]
    assert {code for _, code in endings[:-1]} == {"-9"}
    assert endings[-1][1] == "0"
    return [home / step / "vault" for step, _ in endings]


def open_either(folder):
    """The vault, by the passphrase that opens it now; and which one that was."""
    for asked in (PASSPHRASE, NEW_PASSPHRASE):
        try:
            keys = FileKeys(folder)
            return Vault.open(folder, keys=keys, ask_passphrase=lambda _new, a=asked: a), asked
        except VaultError as problem:
            last = problem
    raise last


def check_tidy(folder):
    left = {path.name for path in folder.iterdir()} - {"vault.lock"}
    assert len([name for name in left if name.endswith(".db")]) == 1
    assert not [name for name in left if name.endswith((".new", ".copy", ".part"))], left


@pytest.mark.slow
@pytest.mark.parametrize("change", ["change_passphrase", "move_to_passphrase", "move_to_keychain"])
def test_a_key_on_its_way_is_always_in_the_old_place_or_the_new(home, change):
    make(home, change)
    places = []
    for folder in kill_at_each_step(home, change):
        vault, asked = open_either(folder)
        with vault:
            assert len(vault.findings.all()) == 2
            places.append((vault.key_place, asked if vault.key_place == "passphrase" else ""))
        keys_left = len(FileKeys(folder).all())
        assert keys_left == (vault.key_place == "memory"), "a key where nobody needs it"
        check_tidy(folder)
    assert len(set(places)) == 2
    assert places == sorted(places, key=places.index), "it went back and forth"


@pytest.mark.slow
def test_a_migration_that_is_killed_leaves_a_vault_that_opens(home):
    shutil.copytree(OLD_VAULTS / "v1", home / "0" / "vault", dirs_exist_ok=True)
    # Each statement of each step is one; the passphrase's key takes its time in every opening.
    folders = kill_at_each_step(home, "open", stride=9)
    assert len(folders) > 8
    for folder in folders:
        with open_either(folder)[0] as vault:
            assert version_of(vault._database) == len(STEPS)
            assert len(vault.findings.all()) == 2
            vault.check_integrity()
        check_tidy(folder)
    open_either(folder)[0].close()
    assert not (folder / "vault.db.before").exists()


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_the_older_one(home, tmp_path):
    make(home, "back_up")
    wholes = 0
    for folder in kill_at_each_step(home, "back_up", stride=2):
        vault, _ = open_either(folder)
        with vault:
            assert len(vault.findings.all()) == 2
        check_tidy(folder)
        backup = folder.parent / "backup"
        if backup.read_bytes() == b"an older backup":
            continue
        wholes += 1
        elsewhere = folder.parent / "elsewhere"
        restore(
            elsewhere, backup, NEW_PASSPHRASE, keys=FileKeys(elsewhere),
            ask_passphrase=lambda is_new: None, replaces=False, cancel=CancelToken(),
        )  # fmt: skip
        with open_either(elsewhere)[0] as restored:
            assert len(restored.findings.all()) == 2
    assert wholes


@pytest.mark.slow
@pytest.mark.parametrize("change", ["restore", "restore_over"])
def test_a_restoring_that_is_killed_leaves_what_was_there_or_all_of_the_backup(home, change):
    make(home, change)
    seen = []
    for folder in kill_at_each_step(home, change, stride=2):
        vault, _ = open_either(folder)
        with vault:
            names = {one.name for one in vault.subjects.all()}
            vault.check_integrity()
        if change == "restore":
            assert names in (set(), {MARKER, f"sister of {MARKER}"})
        else:
            assert {MARKER, f"sister of {MARKER}"} <= names
        seen.append(len(names))
        check_tidy(folder)
        assert len(FileKeys(folder).all()) == 1, "a key of nobody's vault"
    assert len(set(seen)) == 2


@pytest.mark.slow
def test_an_erasing_that_is_killed_leaves_nothing_that_can_be_read_once_the_key_is_gone(home):
    make(home, "erase")
    from exposure_app.vault.lifecycle.erase import erase

    for folder in kill_at_each_step(home, "erase"):
        keys = FileKeys(folder)
        if keys.all() and (folder / "vault.json").exists() and (folder / "vault.db").exists():
            with open_either(folder)[0] as vault:
                assert len(vault.findings.all()) == 2
        erase(folder, keys=keys)
        assert keys.all() == {}
        assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_a_removal_that_is_killed_is_done_or_not_begun(home):
    make(home, "remove_subject")
    for folder in kill_at_each_step(home, "remove_subject"):
        with open_either(folder)[0] as vault:
            assert (len(vault.subjects.all()), len(vault.findings.all())) in {(2, 2), (1, 1)}
