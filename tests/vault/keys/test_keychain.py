"""Keychains that are locked, absent, hanging, lying, or not to be trusted."""

import socket
import threading
import time

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.null import Keyring as NullKeyring
from keyring.backends.SecretService import Keyring as SecretServiceKeyring
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.vault.keys import keychain
from exposure_app.vault.keys.keychain import KeychainKeys

KEY = bytes(range(32))


class InMemoryBackend(KeyringBackend):
    """A backend whose entries this file can spoil."""

    priority = 1
    viable = False  # keyring knows every class ever defined, and must not choose this one

    def __init__(self):
        super().__init__()
        self.entries = {}

    def get_password(self, service, username):
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self.entries[service, username] = password

    def delete_password(self, service, username):
        del self.entries[service, username]


class PlaintextKeyring(InMemoryBackend):
    """As keyrings.alt has it: works, and keeps everything in a file."""


class NotQuiteSecretService(SecretServiceKeyring):
    """A subclass may keep its secrets anywhere."""

    viable = False


@pytest.fixture
def trusted(monkeypatch):
    """Let the tests' own backends through, to see what happens behind the list."""

    def trust(backend_class):
        name = f"{backend_class.__module__}.{backend_class.__qualname__}"
        monkeypatch.setitem(keychain.TRUSTED, name, "Test Keychain")
        return KeychainKeys(backend_class(), limit_s=1.0)

    return trust


def reason(call, *arguments):
    with pytest.raises(KeychainUnavailable) as caught:
        call(*arguments)
    return caught.value.reason


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_locked_keychain_is_told_apart(locked_secret_service):
    keys = KeychainKeys()
    assert reason(keys.get, "vault") == "locked"
    assert reason(keys.put, "vault", KEY) == "locked"
    assert reason(keys.delete, "vault") == "locked"


def test_without_a_bus_there_is_no_keychain(look_around):
    assert reason(KeychainKeys) == "none"


def test_a_bus_that_is_gone_is_no_keychain(look_around, monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    assert reason(KeychainKeys) == "none"


def test_a_bus_that_never_answers_is_left_in_time(look_around, monkeypatch, tmp_path):
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
        began = time.monotonic()
        assert reason(lambda: KeychainKeys(limit_s=0.3)) == "timed_out"
        assert time.monotonic() - began < 5


def test_a_dialog_nobody_answers_is_left_in_time(trusted):
    answered = threading.Event()

    class Asking(InMemoryBackend):
        def get_password(self, service, username):
            answered.wait(60)

    keys = trusted(Asking)
    assert reason(keys.get, "vault") == "timed_out"
    answered.set()


@pytest.mark.parametrize("backend", [NullKeyring, PlaintextKeyring, NotQuiteSecretService])
def test_a_backend_not_on_the_list_is_refused(backend):
    assert reason(KeychainKeys, backend()) == "untrusted"


@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", f"{__name__}.PlaintextKeyring"])
def test_a_backend_named_by_the_environment_is_refused_all_the_same(monkeypatch, name):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    assert reason(KeychainKeys) == "untrusted"


@pytest.mark.parametrize("name", ["no.such.module", "keyring.backends.null.NoSuchClass", "x"])
def test_a_backend_that_cannot_be_loaded_is_a_failure_not_a_crash(monkeypatch, name):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    assert reason(KeychainKeys) == "failed"


def chain_of(*children):
    class Chain(ChainerBackend):
        backends = children
        viable = False

    return Chain()


def test_of_a_chain_only_a_trusted_link_is_used(secret_service):
    plain = PlaintextKeyring()
    keys = KeychainKeys(chain_of(plain, SecretServiceKeyring()))
    keys.put("chained", KEY)
    assert keys.name == "Secret Service"
    assert keys.get("chained") == KEY
    assert not plain.entries
    keys.delete("chained")


def test_a_chain_without_a_trusted_link_is_refused():
    assert reason(KeychainKeys, chain_of(PlaintextKeyring(), NullKeyring())) == "untrusted"


def test_a_keychain_that_drops_what_it_is_given_is_found_out(trusted):
    class Dropping(InMemoryBackend):
        def set_password(self, service, username, password):
            pass

    assert reason(trusted(Dropping).put, "vault", KEY) == "failed"


def test_a_keychain_that_cuts_what_it_is_given_is_found_out(trusted):
    class Cutting(InMemoryBackend):
        def set_password(self, service, username, password):
            super().set_password(service, username, password[:32])

    assert reason(trusted(Cutting).put, "vault", KEY) == "failed"


def test_a_keychain_that_does_not_delete_is_found_out(trusted):
    class Clinging(InMemoryBackend):
        def delete_password(self, service, username):
            pass

    keys = trusted(Clinging)
    keys.put("vault", KEY)
    assert reason(keys.delete, "vault") == "failed"


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (KeyringLocked("dismissed"), "locked"),
        (NoKeyringError("gone"), "none"),
        (InitError("no collection"), "failed"),
        (PasswordSetError("no"), "failed"),
        (OSError("bus"), "failed"),
        (RuntimeError("odd"), "failed"),
        (ModuleNotFoundError("gi"), "failed"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "odd"), "failed"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_whatever_a_backend_raises_becomes_one_reason(trusted, raised, told):
    class Raising(InMemoryBackend):
        def get_password(self, service, username):
            raise raised

        def set_password(self, service, username, password):
            raise raised

    keys = trusted(Raising)
    assert reason(keys.get, "vault") == told
    assert reason(keys.put, "vault", KEY) == told
    assert reason(keys.delete, "vault") == told


def test_no_reason_carries_the_key(trusted):
    class Telling(InMemoryBackend):
        def set_password(self, service, username, password):
            raise PasswordSetError(password)

    with pytest.raises(KeychainUnavailable) as caught:
        trusted(Telling).put("vault", KEY)
    assert KEY.hex() not in str(caught.value)
