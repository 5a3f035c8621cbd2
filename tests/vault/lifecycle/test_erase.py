"""Erase erases: the key and every file, whatever state they are in."""

import json

import pytest

from exposure_app.domain.errors import KeychainUnavailable, VaultBusy
from exposure_app.vault.files import files
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.lifecycle.erase import erase
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.filled import fill


def make(folder, keys=None, ask=nobody_asked):
    with Vault.open(folder, keys=keys, ask_passphrase=ask) as vault:
        fill(vault)
    return json.loads((folder / "vault.json").read_text())["vault_id"]


def left(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_the_key_and_every_file_are_gone(folder, secret_service):
    vault_id = make(folder)
    assert KeychainKeys().get(vault_id) is not None
    erase(folder)
    assert left(folder) == []
    assert KeychainKeys().get(vault_id) is None


def test_the_key_goes_first(folder):
    order = []

    class Watching(MemoryKeys):
        def delete(self, vault_id):
            super().delete(vault_id)
            order.append(left(folder))

    keys = Watching()
    make(folder, keys)
    erase(folder, keys=keys)
    assert order == [["vault.db", "vault.json", "vault.lock"]]
    assert keys._keys == {}


def test_erasing_twice_or_nothing_is_fine(folder):
    erase(folder)
    keys = MemoryKeys()
    make(folder, keys)
    erase(folder, keys=keys)
    erase(folder, keys=keys)
    erase(folder)
    assert left(folder) == []


def test_a_vault_whose_key_is_gone_is_erased(folder, secret_service):
    KeychainKeys().delete(make(folder))
    erase(folder)
    assert left(folder) == []


def test_a_vault_whose_passphrase_is_forgotten_is_erased(folder):
    make(folder, ask=passphrase)
    erase(folder)
    assert left(folder) == []


def test_a_throw_away_vault_is_erased_without_its_key(folder):
    make(folder, MemoryKeys())
    erase(folder)
    assert left(folder) == []


@pytest.mark.parametrize("damage", ["header", "database", "no header", "no database", "leftovers"])
def test_a_damaged_or_half_erased_vault_is_erased(folder, damage):
    make(folder, ask=passphrase)
    match damage:
        case "header":
            (folder / "vault.json").write_bytes(b"\x00" * 10)
        case "database":
            (folder / "vault.db").write_bytes(b"\x00" * 10)
        case "no header":
            (folder / "vault.json").unlink()
        case "no database":
            (folder / "vault.db").unlink()
        case "leftovers":
            for name in ("vault.db-wal", "vault.db-shm", "vault.db-journal", "vault.json.new"):
                (folder / name).write_bytes(b"left by a crash")
    erase(folder)
    assert left(folder) == []


def test_an_unfinished_vaults_key_goes_too(folder):
    keys = MemoryKeys()
    make(folder, keys)
    (folder / "vault.json").rename(folder / "vault.json.new")
    erase(folder, keys=keys)
    assert keys._keys == {}
    assert left(folder) == []


def test_an_open_vault_is_not_erased(folder):
    keys = MemoryKeys()
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        with pytest.raises(VaultBusy):
            erase(folder, keys=keys)
        assert vault.subjects.all() == []
    assert len(keys._keys) == 1


def test_a_keychain_that_keeps_the_key_is_told_after_the_files_are_gone(folder):
    class Locked(MemoryKeys):
        name = "KWallet"

        def delete(self, vault_id):
            raise KeychainUnavailable("locked")

    keys = Locked()
    make(folder, keys)
    with pytest.raises(KeychainUnavailable) as caught:
        erase(folder, keys=keys)
    assert (caught.value.reason, caught.value.expected) == ("locked", "KWallet")
    assert left(folder) == []


def test_a_new_vault_after_erase_knows_nothing_of_the_old(folder):
    keys = MemoryKeys()
    before = make(folder, keys)
    erase(folder, keys=keys)
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        assert vault.subjects.all() == []
    assert json.loads((folder / "vault.json").read_text())["vault_id"] != before


def test_files_are_overwritten_before_they_are_removed(folder, tmp_path, monkeypatch):
    make(folder, MemoryKeys())
    size = (folder / "vault.db").stat().st_size
    # A second name for the same blocks shows what became of them.
    (tmp_path / "same blocks").hardlink_to(folder / "vault.db")
    monkeypatch.setattr(files, "_CHUNK_BYTES", 1000)
    erase(folder)
    assert (tmp_path / "same blocks").read_bytes() == bytes(size)
