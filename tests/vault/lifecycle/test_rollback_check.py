"""A vault that was exchanged for an older copy of itself says so; one after a crash does not."""

import shutil

import pytest

from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.vault.keys.key_store import MemoryKeys
from exposure_app.vault.vault import Vault
from tests.vault.conftest import nobody_asked, passphrase
from tests.vault.filled import fill, request


@pytest.fixture
def keys():
    return MemoryKeys()


def write(folder, keys, number=1):
    """Open, say what was noticed, write."""
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        noticed = vault.is_older_copy
        vault.ledger.add_many([request(number)])
        return noticed


def test_an_older_copy_put_back_is_noticed_until_it_is_written_to(folder, keys, tmp_path):
    assert not write(folder, keys)
    shutil.copytree(folder, tmp_path / "last month")
    assert not write(folder, keys)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "last month", folder)
    for _ in range(2):
        with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
            assert vault.is_older_copy
            assert len(vault.ledger.all()) == 1
    assert write(folder, keys)
    assert not write(folder, keys)


def test_a_database_alone_put_back_is_noticed_too(folder, keys, tmp_path):
    write(folder, keys)
    shutil.copy(folder / "vault.db", tmp_path / "older")
    write(folder, keys)
    shutil.copy(tmp_path / "older", folder / "vault.db")
    assert write(folder, keys)


def test_a_crash_before_the_keychain_heard_of_it_is_no_older_copy(folder, keys, monkeypatch):
    def crash(vault_id, number):
        raise KeychainUnavailable("timed_out")

    write(folder, keys)
    with monkeypatch.context() as patch:
        patch.setattr(keys, "put_generation", crash)
        assert not write(folder, keys)
    assert not write(folder, keys)


def test_a_write_that_was_undone_is_not_counted(folder, keys):
    with Vault.open(folder, keys=keys, ask_passphrase=nobody_asked) as vault:
        with pytest.raises(ZeroDivisionError), vault.transaction():
            raise ZeroDivisionError
        assert not keys._generations
        fill(vault)
        assert list(keys._generations.values()) == [1]


def test_a_keychain_that_does_not_answer_any_more_stops_no_write(folder, keys, monkeypatch):
    def fail(*_):
        raise KeychainUnavailable("locked")

    write(folder, keys)
    monkeypatch.setattr(keys, "generation", fail)
    monkeypatch.setattr(keys, "put_generation", fail)
    assert not write(folder, keys)


def test_the_real_keychain_remembers(folder, tmp_path, secret_service):
    write(folder, None)
    shutil.copy(folder / "vault.db", tmp_path / "older")
    write(folder, None)
    shutil.copy(tmp_path / "older", folder / "vault.db")
    assert write(folder, None)


def test_a_vault_with_a_passphrase_has_nothing_to_compare_with(folder):
    with Vault.open(folder, keys=None, ask_passphrase=passphrase) as vault:
        fill(vault)
        assert not vault.is_older_copy
