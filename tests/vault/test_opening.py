"""Making a vault and opening it again, with each kind of key."""

import errno
import json
import os
import stat

import pytest

from exposure_app.domain.errors import (
    DiskFull,
    KeychainUnavailable,
    KeyMissing,
    PassphraseNeeded,
    VaultBusy,
    VaultDamaged,
    WrongPassphrase,
)
from exposure_app.vault.files.files import file_errors
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.filled import fill, subject


def header(folder):
    return json.loads((folder / "vault.json").read_text())


def open_in(folder, keys=None, ask=nobody_asked):
    return Vault.open(folder, keys=keys, ask_passphrase=ask)


class Named(MemoryKeys):
    """A key store under another name."""

    def __init__(self, name):
        super().__init__()
        self.name = name


def test_what_was_kept_is_there_after_opening_again(open_vault):
    fill(open_vault())
    again = open_vault()
    assert [one.name for one in again.subjects.all()]
    assert len(again.findings.all()) == 2


@pytest.mark.parametrize("kind", ["memory", "passphrase", "keychain"])
def test_each_kind_of_key_opens_its_vault_again(folder, kind, request):
    keys, ask = None, nobody_asked
    if kind == "memory":
        keys = MemoryKeys()
    elif kind == "passphrase":
        ask = passphrase
    else:
        request.getfixturevalue("secret_service")
    with open_in(folder, keys, ask) as vault:
        vault.subjects.add(subject())
    with open_in(folder, keys, ask) as vault:
        assert vault.subjects.all() == [subject()]
    assert header(folder)["mode"] == kind


def test_a_trusted_keychain_is_used_without_asking(folder, secret_service):
    with open_in(folder) as vault:
        assert vault.key_place == "Secret Service"
    with open_in(folder) as vault:
        assert vault.key_place == "Secret Service"


def test_without_a_keychain_a_new_passphrase_is_asked_for(folder):
    asked = []

    def ask(is_new):
        asked.append(is_new)
        return "correct horse"

    with open_in(folder, ask=ask) as vault:
        assert vault.key_place == "passphrase"
    open_in(folder, ask=ask).close()
    assert asked == [True, False]


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_locked_keychain_is_not_replaced_by_a_plain_file(folder, locked_secret_service):
    with open_in(folder, ask=passphrase) as vault:
        assert vault.key_place == "passphrase"


@pytest.mark.parametrize("answer", [None, ""])
def test_without_keychain_and_passphrase_there_is_no_vault(folder, answer):
    with pytest.raises(PassphraseNeeded):
        open_in(folder, ask=lambda is_new: answer)
    assert not (folder / "vault.json").exists()
    open_in(folder, ask=passphrase).close()


def test_a_passphrase_typed_on_another_keyboard_is_the_same(folder):
    open_in(folder, ask=lambda is_new: "caf\u00e9").close()
    open_in(folder, ask=lambda is_new: "cafe\u0301").close()


def test_a_wrong_passphrase_changes_nothing(folder, snapshot):
    with open_in(folder, ask=passphrase) as vault:
        fill(vault)
    before = snapshot()
    with pytest.raises(WrongPassphrase):
        open_in(folder, ask=lambda is_new: "wrong")
    with pytest.raises(PassphraseNeeded):
        open_in(folder, ask=lambda is_new: None)
    assert snapshot() == before
    with open_in(folder, ask=passphrase) as vault:
        assert len(vault.findings.all()) == 2


def test_a_problem_in_asking_lets_go_of_the_vault(folder):
    open_in(folder, ask=passphrase).close()

    def failing(is_new):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_in(folder, ask=failing)
    open_in(folder, ask=passphrase).close()


def test_a_key_gone_from_the_keychain_is_never_replaced(folder, secret_service, snapshot):
    with open_in(folder) as vault:
        fill(vault)
    vault_id, keys = header(folder)["vault_id"], KeychainKeys()
    key = keys.get(vault_id)
    before = snapshot()
    keys.delete(vault_id)
    for _ in range(2):
        with pytest.raises(KeyMissing):
            open_in(folder, ask=passphrase)
    assert keys.get(vault_id) is None
    assert snapshot() == before
    keys.put(vault_id, key)
    with open_in(folder) as vault:
        assert len(vault.findings.all()) == 2


def test_another_key_in_the_keychain_is_not_tried_on_the_database(folder, snapshot):
    keys = MemoryKeys()
    open_in(folder, keys).close()
    before = snapshot()
    keys.put(header(folder)["vault_id"], bytes(32))
    with pytest.raises(KeyMissing):
        open_in(folder, keys)
    assert snapshot() == before


def test_a_keychain_that_does_not_answer_is_named(folder, monkeypatch, snapshot):
    open_in(folder, Named("KWallet")).close()
    before = snapshot()
    with pytest.raises(KeychainUnavailable) as caught:
        open_in(folder, ask=passphrase)
    assert (caught.value.reason, caught.value.expected) == ("none", "KWallet")
    assert snapshot() == before


def test_another_keychain_than_the_one_that_has_the_key_is_told_so(folder):
    open_in(folder, Named("KWallet")).close()
    with pytest.raises(KeychainUnavailable) as caught:
        open_in(folder, Named("Secret Service"))
    assert caught.value.expected == "KWallet"


def test_another_keychain_that_has_the_key_too_will_do(folder):
    first, second = Named("libsecret"), Named("Secret Service")
    open_in(folder, first).close()
    vault_id = header(folder)["vault_id"]
    second.put(vault_id, first.get(vault_id))
    open_in(folder, second).close()


def test_a_throw_away_vault_has_no_key_in_the_next_process(folder):
    open_in(folder, MemoryKeys()).close()
    with pytest.raises(KeyMissing):
        open_in(folder, None)


def test_two_vaults_have_two_keys(tmp_path):
    keys = MemoryKeys()
    open_in(tmp_path / "one", keys).close()
    open_in(tmp_path / "two", keys).close()
    one, two = header(tmp_path / "one"), header(tmp_path / "two")
    assert keys.get(one["vault_id"]) != keys.get(two["vault_id"])


@pytest.mark.parametrize("lost", ["vault.json", "vault.db"])
def test_a_vault_with_a_part_missing_is_never_begun_anew(open_vault, folder, snapshot, lost):
    fill(open_vault())
    open_vault().close()
    (folder / lost).unlink()
    before = snapshot()
    for _ in range(2):
        with pytest.raises(VaultDamaged):
            open_vault()
    assert snapshot() == before


@pytest.mark.parametrize("name", ["vault.json", "vault.db"])
def test_a_folder_in_a_files_place_is_damage(open_vault, folder, name):
    open_vault().close()
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(VaultDamaged):
        open_vault()


@pytest.mark.parametrize("of", ["filename", "filename2"])
def test_access_denied_to_a_folder_in_a_files_place_is_damage_as_windows_says_it(folder, of):
    folder.mkdir()
    said = PermissionError(errno.EACCES, "as Windows denies to open, remove or replace a folder")
    setattr(said, of, str(folder))
    with pytest.raises(VaultDamaged), file_errors():
        raise said
    setattr(said, of, str(folder / "vault.json"))
    with pytest.raises(DiskFull), file_errors():
        raise said


def test_an_emptied_database_is_damage_not_a_new_vault(open_vault, folder):
    fill(open_vault())
    open_vault().close()
    (folder / "vault.db").write_bytes(b"")
    with pytest.raises(VaultDamaged):
        open_vault()
    assert (folder / "vault.db").read_bytes() == b""


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions in the profile folder")
def test_nobody_else_may_read_any_file_whatever_the_umask(folder):
    before = os.umask(0)
    try:
        with open_in(folder, MemoryKeys()) as vault:
            fill(vault)
            files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(before)
    assert {"vault.db", "vault.db-wal", "vault.db-shm", "vault.json", "vault.lock"} <= set(files)
    assert set(files.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_open_vault_is_busy_for_a_second_opening_in_this_process(open_vault, folder):
    open_vault()
    with pytest.raises(VaultBusy):
        open_in(folder, MemoryKeys())


def test_a_closed_vault_says_so(vault):
    vault.close()
    vault.close()
    with pytest.raises(ValueError, match="closed"):
        vault.subjects.all()
    with pytest.raises(ValueError, match="closed"), vault.transaction():
        pass
