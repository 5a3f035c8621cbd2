"""What every key store must do; the one in memory and the real one alike."""

import uuid

import pytest

from exposure_app.vault.keys.key_store import MemoryKeys, check_value, matches
from exposure_app.vault.keys.keychain import KeychainKeys
from tests.vault.file_keys import FileKeys

KEYS = {
    "zeros": bytes(32),
    "ones": b"\xff" * 32,
    "ends in a newline": b"k" * 31 + b"\n",
    "every kind of byte": bytes(range(0, 256, 8)),
}


class KeyStoreContract:
    @pytest.fixture
    def keys(self):
        raise NotImplementedError

    @pytest.fixture
    def vault_id(self):
        return str(uuid.uuid4())

    def test_a_vault_it_never_saw_has_no_key(self, keys, vault_id):
        assert keys.get(vault_id) is None

    @pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
    def test_a_key_comes_back_as_it_was(self, keys, vault_id, key):
        keys.put(vault_id, key)
        assert keys.get(vault_id) == key

    def test_a_new_key_replaces_the_old(self, keys, vault_id):
        keys.put(vault_id, KEYS["ones"])
        keys.put(vault_id, KEYS["zeros"])
        assert keys.get(vault_id) == KEYS["zeros"]

    def test_deleting_takes_one_key_and_leaves_the_others(self, keys, vault_id):
        other = str(uuid.uuid4())
        keys.put(vault_id, KEYS["ones"])
        keys.put(other, KEYS["zeros"])
        keys.delete(vault_id)
        assert keys.get(vault_id) is None
        assert keys.get(other) == KEYS["zeros"]

    def test_deleting_what_is_not_there_is_fine(self, keys, vault_id):
        keys.delete(vault_id)
        keys.delete(vault_id)

    @pytest.mark.parametrize("length", [0, 16, 31, 33])
    def test_a_key_of_another_length_is_refused(self, keys, vault_id, length):
        with pytest.raises(ValueError, match="32 bytes"):
            keys.put(vault_id, bytes(length))
        assert keys.get(vault_id) is None

    def test_how_far_a_vault_has_come_is_remembered_until_its_key_goes(self, keys, vault_id):
        assert keys.generation(vault_id) == 0
        keys.put(vault_id, KEYS["ones"])
        for number in (1, 2**40):
            keys.put_generation(vault_id, number)
            assert keys.generation(vault_id) == number
        assert keys.get(vault_id) == KEYS["ones"]
        keys.delete(vault_id)
        assert keys.generation(vault_id) == 0

    def test_it_has_a_name(self, keys):
        assert keys.name


class TestMemoryKeys(KeyStoreContract):
    @pytest.fixture
    def keys(self):
        return MemoryKeys()


class TestFileKeys(KeyStoreContract):
    @pytest.fixture
    def keys(self, tmp_path):
        return FileKeys(tmp_path / "vault")


class TestSecretService(KeyStoreContract):
    @pytest.fixture
    def keys(self, secret_service):
        return KeychainKeys()

    def test_a_key_is_there_for_another_opening(self, keys, vault_id):
        keys.put(vault_id, KEYS["ones"])
        assert KeychainKeys().get(vault_id) == KEYS["ones"]

    def test_it_is_named_as_the_user_knows_it(self, keys):
        assert keys.name == "Secret Service"

    def test_an_entry_that_is_not_a_key_counts_as_none(self, keys, vault_id):
        keys.put(vault_id, KEYS["ones"])
        for damaged in ("", "no hex", "ff" * 31, "ff" * 33):
            keys._backend.set_password(f"exposure_app {vault_id}", "vault key", damaged)
            assert keys.get(vault_id) is None

    def test_a_generation_that_is_no_number_counts_as_none(self, keys, vault_id):
        for damaged in ("", "-1", "seven", "1" * 40):
            keys._backend.set_password(f"exposure_app {vault_id} generation", "vault key", damaged)
            assert keys.generation(vault_id) == 0


def test_a_check_value_knows_its_key_and_no_other():
    assert matches(KEYS["ones"], check_value(KEYS["ones"]))
    assert not matches(KEYS["zeros"], check_value(KEYS["ones"]))
    assert KEYS["ones"].hex() not in check_value(KEYS["ones"])
