"""Keys in the operating system's keychain, if it is one we trust.

The keyring package takes whatever backend has the highest priority, which may be a plain file,
one that forgets, or a chain of several; so the backend is chosen from a list. Any call may hang
(a dialog nobody sees, a bus nobody answers), so each runs in a thread that may be left behind.
"""

import re
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoBackend
from keyring.errors import KeyringLocked, NoKeyringError

from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.guard.doors import Door, passing
from exposure_app.vault.keys.key_store import KEY_BYTES, checked

T = TypeVar("T")

LIMIT_S = 20.0
"""Long enough to type a password into the keychain's own dialog, short enough to be told."""

TRUSTED = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.libsecret.Keyring": "libsecret",
}
"""Backends that keep secrets encrypted under the user's login, by class; and their names."""

_USERNAME = "vault key"
_NUMBER = re.compile(r"[0-9]{1,18}")


class KeychainKeys:
    """One entry per vault in a trusted keychain. Safe to use from any thread.

    `name`: the keychain's own name, one of the values of `TRUSTED`.
    """

    def __init__(self, backend: KeyringBackend | None = None, *, limit_s: float = LIMIT_S) -> None:
        """Choose the keychain.

        Args:
            backend: the one to use, if it is trusted; None for the one keyring prefers.
            limit_s: the longest any call may take, in seconds.

        Raises:
            KeychainUnavailable: none, untrusted, timed_out or failed.
        """
        self._limit_s = limit_s
        self._backend, self.name = self._bounded(lambda: _trusted(backend or keyring.get_keyring()))

    def get(self, vault_id: str) -> bytes | None:
        """The key of a vault; None if there is no entry, or the entry is not a key.

        Raises:
            KeychainUnavailable: locked, timed_out or failed.
        """
        untrusted_secret = self._bounded(lambda: self._read(_service(vault_id)))
        return None if untrusted_secret is None else _key_in(untrusted_secret)

    def put(self, vault_id: str, key: bytes) -> None:
        """Keep `key`, and read it back.

        Raises:
            KeychainUnavailable: locked, timed_out or failed; also if another value came back.
            ValueError: `key` is not `KEY_BYTES` long.
        """
        secret = checked(key).hex()
        self._bounded(lambda: self._backend.set_password(_service(vault_id), _USERNAME, secret))
        if self.get(vault_id) != key:
            raise KeychainUnavailable("failed")

    def delete(self, vault_id: str) -> None:
        """Forget the key and the generation of a vault, and see that they are gone.

        Raises:
            KeychainUnavailable: locked, timed_out or failed; also if the entry is still there.
        """
        # The key last: as long as it is there, the rest is known to be worth removing.
        for service in (_generation_service(vault_id), _service(vault_id)):
            self._delete(service)

    def generation(self, vault_id: str) -> int:
        """What `put_generation` kept; 0 if there is no entry, or the entry is not a number.

        Raises:
            KeychainUnavailable: locked, timed_out or failed.
        """
        untrusted = self._bounded(lambda: self._read(_generation_service(vault_id)))
        return int(untrusted) if untrusted and _NUMBER.fullmatch(untrusted) else 0

    def put_generation(self, vault_id: str, number: int) -> None:
        """Keep how far the vault has come.

        Raises:
            KeychainUnavailable: locked, timed_out or failed.
        """
        service = _generation_service(vault_id)
        self._bounded(lambda: self._backend.set_password(service, _USERNAME, str(number)))

    def _delete(self, service: str) -> None:
        if self._bounded(lambda: self._read(service)) is None:
            return
        self._bounded(lambda: self._backend.delete_password(service, _USERNAME))
        if self._bounded(lambda: self._read(service)) is not None:
            raise KeychainUnavailable("failed")

    def _read(self, service: str) -> str | None:
        return self._backend.get_password(service, _USERNAME)

    def _bounded(self, call: Callable[[], T]) -> T:
        """What `call` returns, or `KeychainUnavailable` for anything else, in limited time."""
        answers: SimpleQueue[tuple[T, None] | tuple[None, Exception]] = SimpleQueue()

        def run() -> None:
            try:
                with passing(Door.KEYCHAIN):
                    answers.put((call(), None))
            except Exception as cause:  # noqa: BLE001 - backends let anything through
                answers.put((None, cause))

        Thread(target=run, name="keychain", daemon=True).start()
        try:
            answer = answers.get(timeout=self._limit_s)
        except Empty:
            raise KeychainUnavailable("timed_out") from None
        if answer[1] is not None:
            raise _unavailable(answer[1]) from answer[1]
        return answer[0]


def _service(vault_id: str) -> str:
    # One service per vault: Windows keeps one entry per service and moves the others about.
    return f"exposure_app {vault_id}"


def _generation_service(vault_id: str) -> str:
    return f"{_service(vault_id)} generation"


def _key_in(untrusted_secret: str) -> bytes | None:
    try:
        key = bytes.fromhex(untrusted_secret)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def _trusted(backend: KeyringBackend) -> tuple[KeyringBackend, str]:
    if isinstance(backend, NoBackend):
        raise KeychainUnavailable("none")
    candidates = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    for candidate in candidates:
        kind = type(candidate)
        # By exact name, not isinstance: a subclass may keep its secrets anywhere.
        if name := TRUSTED.get(f"{kind.__module__}.{kind.__qualname__}"):
            return candidate, name
    raise KeychainUnavailable("untrusted")


def _unavailable(cause: Exception) -> KeychainUnavailable:
    match cause:
        case KeychainUnavailable():
            return cause
        case KeyringLocked():
            return KeychainUnavailable("locked")
        case NoKeyringError():
            return KeychainUnavailable("none")
        case _:
            return KeychainUnavailable("failed")
