"""Where the key is, and how that is changed without the vault ever being without a way in."""

import json
import shutil

import pytest

from exposure_app.domain.errors import (
    DiskFull,
    KeychainUnavailable,
    KeyMissing,
    NoPassphrase,
    PassphraseNeeded,
    WrongPassphrase,
)
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.filled import NEW_PASSPHRASE, PASSPHRASE, fill
from tests.vault.old_vaults import OLD_VAULTS


def header(folder):
    return json.loads((folder / "vault.json").read_text())


def new_passphrase(_is_new):
    return NEW_PASSPHRASE


def opens(folder, keys=None, ask=nobody_asked):
    with Vault.open(folder, keys=keys, ask_passphrase=ask) as vault:
        return len(vault.findings.all()) == 2


@pytest.fixture
def with_passphrase(folder):
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        fill(vault)
    return folder


def test_the_new_passphrase_opens_the_vault_and_the_old_does_not(with_passphrase, folder):
    content = (folder / "vault.db").read_bytes()
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        vault.key_change.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
        assert vault.key_place == "passphrase"
    assert opens(folder, ask=new_passphrase)
    with pytest.raises(WrongPassphrase):
        opens(folder, ask=passphrase)
    assert (folder / "vault.db").read_bytes() == content


@pytest.mark.parametrize("version", [1, 2])
def test_the_passphrase_of_a_vault_whose_key_it_made_itself_can_be_changed(folder, version):
    """Until 0.2 there was no key but the one that the passphrase makes."""
    shutil.copytree(OLD_VAULTS / f"v{version}", folder)
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        vault.key_change.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert opens(folder, ask=new_passphrase)
    with pytest.raises(WrongPassphrase):
        opens(folder, ask=passphrase)


def test_who_does_not_know_the_passphrase_does_not_change_it(with_passphrase, folder, snapshot):
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        before = snapshot()
        with pytest.raises(WrongPassphrase):
            vault.key_change.change_passphrase("a guess", NEW_PASSPHRASE)
        with pytest.raises(PassphraseNeeded):
            vault.key_change.change_passphrase(PASSPHRASE, "")
        assert snapshot() == before
    assert opens(folder, ask=passphrase)


def test_a_vault_whose_key_is_in_a_keychain_has_no_passphrase_to_change(open_vault):
    with pytest.raises(NoPassphrase) as caught:
        open_vault().key_change.change_passphrase("any", NEW_PASSPHRASE)
    assert caught.value.keychain == "memory"


def test_the_key_leaves_the_real_keychain_and_comes_back(folder, secret_service):
    with Vault.open(folder, keys=None, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        vault.key_change.move_to_passphrase(NEW_PASSPHRASE)
        assert (vault.key_place, vault.key_change.is_left_behind) == ("passphrase", False)
    assert KeychainKeys().get(header(folder)["vault_id"]) is None
    assert opens(folder, ask=new_passphrase)
    with Vault.open(folder, keys=None, ask_passphrase=new_passphrase) as vault:
        vault.key_change.move_to_keychain()
        assert vault.key_place == "Secret Service"
    assert opens(folder)
    assert "argon2id" not in header(folder)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_locked_keychain_leaves_the_passphrase_in_force(
    folder, with_passphrase, locked_secret_service, snapshot
):
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        before = snapshot()
        with pytest.raises(KeychainUnavailable):
            vault.key_change.move_to_keychain()
        assert snapshot() == before
    assert opens(folder, ask=passphrase)


def test_without_a_keychain_the_passphrase_stays_in_force(folder, with_passphrase, snapshot):
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        before = snapshot()
        with pytest.raises(KeychainUnavailable) as caught:
            vault.key_change.move_to_keychain()
        assert caught.value.reason == "none"
        assert snapshot() == before


def test_a_keychain_that_gives_another_key_back_is_not_relied_on(folder, with_passphrase):
    class Lying(MemoryKeys):
        def get(self, vault_id):
            return bytes(32) if vault_id in self._keys else None

    keys = Lying()
    with Vault.open(folder, keys=keys, ask_passphrase=passphrase) as vault:
        with pytest.raises(KeyMissing):
            vault.key_change.move_to_keychain()
        assert vault.key_place == "passphrase"
    assert keys._keys == {}
    assert opens(folder, keys, ask=passphrase)


def test_a_keychain_that_keeps_its_copy_is_asked_again_at_each_opening(folder):
    class Clinging(MemoryKeys):
        is_locked = True

        def delete(self, vault_id):
            if self.is_locked:
                raise KeychainUnavailable("locked")
            super().delete(vault_id)

    keys = Clinging()
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        fill(vault)
        vault.key_change.move_to_passphrase(NEW_PASSPHRASE)
        assert vault.key_change.is_left_behind
    with Vault.open(folder, keys=keys, ask_passphrase=new_passphrase) as vault:
        assert vault.key_change.is_left_behind
    assert len(keys._keys) == 1
    keys.is_locked = False
    with Vault.open(folder, keys=keys, ask_passphrase=new_passphrase) as vault:
        assert not vault.key_change.is_left_behind
    assert keys._keys == {}
    assert opens(folder, keys, ask=new_passphrase)


def test_the_key_is_not_lost_where_its_new_header_is_in_force_and_then_something_fails(
    folder, with_passphrase, monkeypatch
):
    keys = MemoryKeys()
    with Vault.open(folder, keys=keys, ask_passphrase=passphrase) as vault:
        put = keys.put

        def put_and_then_lose_the_drive(vault_id, key):
            put(vault_id, key)
            syncs = iter([None])

            def sync_folder(_files):
                if next(syncs, "over") == "over":
                    raise DiskFull("gone")

            monkeypatch.setattr(type(vault.files), "sync_folder", sync_folder)

        monkeypatch.setattr(keys, "put", put_and_then_lose_the_drive)
        with pytest.raises(DiskFull):
            vault.key_change.move_to_keychain()
    monkeypatch.undo()
    assert header(folder)["mode"] == "memory"
    assert opens(folder, keys)


def test_a_closed_vault_keeps_its_key_no_longer(open_vault):
    vault = open_vault()
    vault.close()
    assert vault.key_change._key == vault._database._key == b""
