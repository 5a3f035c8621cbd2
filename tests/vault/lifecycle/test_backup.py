"""A backup gives back what was backed up, here or elsewhere, or nothing is changed."""

import os
import shutil

import pytest

from exposure_app.domain.errors import (
    BackupDamaged,
    BackupTooNew,
    CannotRead,
    CannotWrite,
    PassphraseNeeded,
    VaultBusy,
    VaultDamaged,
    VaultInTheWay,
    WrongBackupPassphrase,
)
from exposure_app.domain.work import Cancelled, CancelToken
from exposure_app.vault.database.schema import STEPS
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.keys.passphrase import Derivation
from exposure_app.vault.lifecycle import backup_file
from exposure_app.vault.lifecycle.restore import restore
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.contents import everything
from tests.vault.filled import NEW_PASSPHRASE, fill, record, request, subject
from tests.vault.markers import found_in


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """As strong as they must be in earnest, and not as slow."""
    monkeypatch.setattr(Derivation, "new", lambda: Derivation(os.urandom(16), 64, 1, 1))


@pytest.fixture
def keys():
    return MemoryKeys()


@pytest.fixture
def kept(folder, keys):
    """A closed vault, some pieces long; returns all that is in it."""
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        vault.ledger.add_many([request(number) for number in range(300)])
    return everything(folder, keys)


@pytest.fixture
def backup(tmp_path, folder, keys, kept, monkeypatch):
    monkeypatch.setattr(backup_file, "PIECE", 10_000)
    path = tmp_path / "kept elsewhere" / "my.backup"
    path.parent.mkdir()
    back_up(folder, keys, path)
    return path


def back_up(folder, keys, path, cancel=None):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        return vault.back_up(path, NEW_PASSPHRASE, cancel=cancel or CancelToken())


def bring_back(folder, backup, keys, *, ask=nobody_asked, replaces=False, by=NEW_PASSPHRASE):
    restore(
        folder, backup, by, keys=keys, ask_passphrase=ask, replaces=replaces, cancel=CancelToken()
    )


def test_everything_is_there_on_another_computer_under_a_new_key(tmp_path, backup, keys, kept):
    elsewhere, other_keys = tmp_path / "another computer", MemoryKeys()
    bring_back(elsewhere, backup, other_keys)
    assert everything(elsewhere, other_keys) == kept
    assert not set(keys._keys.values()) & set(other_keys._keys.values())
    assert sorted(path.suffix for path in elsewhere.iterdir()) == [".db", ".json", ".lock"]


def test_a_restored_vault_is_a_vault_like_any_other(tmp_path, backup):
    elsewhere, keys = tmp_path / "another computer", MemoryKeys()
    bring_back(elsewhere, backup, keys)
    with Vault.open(elsewhere, keys=keys, ask_passphrase=nobody_asked) as vault:
        record(vault)
        assert not vault.is_older_copy
        vault.key_change.move_to_passphrase(NEW_PASSPHRASE)
        assert vault.back_up(tmp_path / "again", "a third", cancel=CancelToken()) > 0
    bring_back(elsewhere, tmp_path / "again", keys, replaces=True, by="a third")
    with Vault.open(elsewhere, keys=keys, ask_passphrase=nobody_asked) as vault:
        assert len(vault.findings.all()) == 2


def test_a_keychain_or_else_a_passphrase_keeps_the_new_key(tmp_path, backup, secret_service):
    elsewhere = tmp_path / "another computer"
    bring_back(elsewhere, backup, None)
    with Vault.open(elsewhere, keys=None, ask_passphrase=nobody_asked) as vault:
        assert vault.key_place == "Secret Service"


def test_without_a_keychain_a_passphrase_of_its_own_is_asked_for_once(tmp_path, backup):
    elsewhere, asked = tmp_path / "another computer", []

    def ask(is_new):
        asked.append(is_new)
        return "a passphrase of its own"

    bring_back(elsewhere, backup, None, ask=ask)
    assert asked == [True]
    with Vault.open(elsewhere, keys=None, ask_passphrase=ask) as vault:
        assert vault.key_place == "passphrase"


def test_the_file_shows_nothing_and_nobody_else_may_read_it(backup):
    assert found_in(backup.parent) == []
    if os.name == "posix":
        assert backup.stat().st_mode & 0o077 == 0


def test_nothing_is_left_beside_the_backup_or_in_the_vault(backup, folder):
    assert [path.name for path in backup.parent.iterdir()] == ["my.backup"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "vault.db",
        "vault.json",
        "vault.lock",
    ]


def test_what_others_write_meanwhile_is_no_harm(folder, keys, kept, tmp_path):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault, vault.transaction():
        vault.ledger.add_many([request(1)])
        vault.back_up(tmp_path / "backup", NEW_PASSPHRASE, cancel=CancelToken())
    bring_back(tmp_path / "other", tmp_path / "backup", keys)
    assert len(everything(tmp_path / "other", keys)[5]) in {301, 302}


@pytest.mark.parametrize("wrong", ["", "a guess", NEW_PASSPHRASE.upper()])
def test_another_passphrase_is_told_and_changes_nothing(
    tmp_path, folder, backup, keys, kept, wrong
):
    with pytest.raises(WrongBackupPassphrase) as caught:
        bring_back(tmp_path / "other", backup, MemoryKeys(), by=wrong)
    assert caught.value.path == str(backup)
    with pytest.raises(WrongBackupPassphrase):
        bring_back(folder, backup, keys, replaces=True, by=wrong)
    assert everything(folder, keys) == kept


def damaged(content):
    """(name, bytes) of a backup after each kind of damage."""
    for at in (0, 5, 20, 40, 60, 100, 130, 5_000, 12_000, len(content) - 1):
        flipped = bytearray(content)
        flipped[at] ^= 1
        yield f"bit flipped at {at}", bytes(flipped)
    piece = 10_000 + 16
    first = backup_file._FIELDS.size + 32
    for name, cut in {"empty": 0, "mark": 16, "head": first, "one piece": first + piece}.items():
        yield f"cut after {name}", content[:cut]
    yield "cut by one", content[:-1]
    yield "longer", content + b"\0"
    one, two = content[first : first + piece], content[first + piece : first + 2 * piece]
    yield "pieces swapped", content[:first] + two + one + content[first + 2 * piece :]
    yield "piece dropped", content[:first] + content[first + piece :]
    yield "foreign", b"PK\x03\x04" + bytes(2000)


def test_damage_of_any_kind_is_told_and_changes_nothing(tmp_path, folder, backup, keys, kept):
    content = backup.read_bytes()
    broken = tmp_path / "broken"
    for name, changed in damaged(content):
        broken.write_bytes(changed)
        with pytest.raises(BackupDamaged):
            bring_back(folder, broken, keys, replaces=True)
        assert not list(folder.glob("*.new")), name
        assert len(keys._keys) == 1, name
    assert everything(folder, keys) == kept


def test_a_backup_of_a_later_format_is_too_new(tmp_path, folder, backup, keys, monkeypatch):
    monkeypatch.setattr(backup_file, "FORMAT", 2)
    back_up(folder, keys, backup)
    monkeypatch.undo()
    with pytest.raises(BackupTooNew):
        bring_back(tmp_path / "other", backup, MemoryKeys())


def test_a_backup_of_a_later_vault_is_too_new(tmp_path, folder, backup, keys):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        with vault._database.transaction() as connection:
            connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        vault.back_up(backup, NEW_PASSPHRASE, cancel=CancelToken())
    with pytest.raises(BackupTooNew):
        bring_back(tmp_path / "other", backup, MemoryKeys())


def test_a_backup_of_an_older_vault_is_taken_to_todays_tables(tmp_path):
    from tests.vault.old_vaults import OLD_VAULTS

    old = tmp_path / "old"
    shutil.copytree(OLD_VAULTS / "v1", old)
    from exposure_app.vault.database.connection import Database
    from exposure_app.vault.files.files import VaultFiles
    from exposure_app.vault.keys.header import read_header
    from exposure_app.vault.keys.unlock import find_key

    files = VaultFiles(old)
    database = Database(files.database, find_key(read_header(files.header), None, passphrase))
    from exposure_app.vault.lifecycle.backup import back_up as back_up_database

    back_up_database(files, database, tmp_path / "b", NEW_PASSPHRASE, cancel=CancelToken())
    database.close()
    keys = MemoryKeys()
    bring_back(tmp_path / "new", tmp_path / "b", keys)
    assert len(everything(tmp_path / "new", keys)[3]) == 2


def test_a_vault_that_is_here_goes_only_if_that_was_said(folder, backup, keys, kept):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        vault.subjects.add(subject("newer", "came after the backup"))
    with pytest.raises(VaultInTheWay):
        bring_back(folder, backup, keys)
    assert len(everything(folder, keys)[0]) == 3
    bring_back(folder, backup, keys, replaces=True)
    assert everything(folder, keys) == kept
    assert not (folder / "vault.db").exists()
    assert len(keys._keys) == 1


@pytest.mark.parametrize("damage", ["header", "database", "no header", "no database", "no key"])
def test_a_vault_that_does_not_open_is_replaced_by_a_backup(folder, backup, keys, kept, damage):
    match damage:
        case "header":
            (folder / "vault.json").write_bytes(b"\x00" * 10)
        case "database":
            (folder / "vault.db").write_bytes(b"\x00" * 5000)
        case "no header":
            (folder / "vault.json").unlink()
        case "no database":
            (folder / "vault.db").unlink()
        case "no key":
            keys._keys.clear()
    with pytest.raises(VaultInTheWay):
        bring_back(folder, backup, keys)
    bring_back(folder, backup, keys, replaces=True)
    assert everything(folder, keys) == kept
    assert len(list(folder.glob("*.db"))) == 1


def test_a_restoring_that_fails_leaves_a_damaged_vault_as_it_was(folder, backup, keys, snapshot):
    (folder / "vault.json").unlink()
    before = snapshot()
    with pytest.raises(PassphraseNeeded):
        bring_back(folder, backup, None, ask=lambda is_new: None, replaces=True)
    assert snapshot() == before
    for _ in range(2):
        with pytest.raises(VaultDamaged):
            Vault.open(folder, keys=keys, ask_passphrase=nobody_asked)
    assert snapshot() == before


def test_an_open_vault_is_not_replaced(folder, backup, keys):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked), pytest.raises(VaultBusy):
        bring_back(folder, backup, keys, replaces=True)


def test_a_backup_that_cannot_be_read_is_named(tmp_path, folder, backup, keys, kept):
    for missing in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(CannotRead) as caught:
            bring_back(folder, missing, keys, replaces=True)
        assert caught.value.path == str(missing)
    assert everything(folder, keys) == kept


def test_a_backup_that_fails_leaves_the_older_one(folder, backup, keys, monkeypatch):
    before = backup.read_bytes()
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        back_up(folder, keys, backup, cancel=stopped)
    with pytest.raises(CannotWrite):
        back_up(folder, keys, backup.parent / "no such folder" / "b")

    def change_a_byte(file, key, body):
        seal(file, key, (part[:-1] + b"?" if len(part) > 100 else part for part in body))

    seal = backup_file.seal
    monkeypatch.setattr("exposure_app.vault.lifecycle.backup.seal", change_a_byte)
    with pytest.raises(BackupDamaged):
        back_up(folder, keys, backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir()] == ["my.backup"]


def test_a_backup_without_a_passphrase_is_not_made(folder, keys, kept, tmp_path):
    with (
        Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault,
        pytest.raises(PassphraseNeeded),
    ):
        vault.back_up(tmp_path / "b", "", cancel=CancelToken())
    assert not (tmp_path / "b").exists()


def test_a_damaged_vault_is_not_backed_up_over_a_good_backup(folder, backup, keys):
    before = backup.read_bytes()
    content = bytearray((folder / "vault.db").read_bytes())
    content[-2000] ^= 1
    (folder / "vault.db").write_bytes(content)
    with pytest.raises(VaultDamaged):
        back_up(folder, keys, backup)
    assert backup.read_bytes() == before


def test_a_replaced_vaults_key_leaves_the_real_keychain(folder, backup, secret_service):
    with Vault.open(folder.parent / "b", keys=None, ask_passphrase=nobody_asked) as vault:
        old = vault.key_change.header.vault_id
    bring_back(folder.parent / "b", backup, None, replaces=True)
    assert KeychainKeys().get(old) is None
    with Vault.open(folder.parent / "b", keys=None, ask_passphrase=nobody_asked) as vault:
        assert len(vault.findings.all()) == 2
