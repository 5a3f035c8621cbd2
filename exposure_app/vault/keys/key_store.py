"""Where a vault's key is kept: the contract, and the store that forgets."""

import hmac
from typing import Protocol

KEY_BYTES = 32
"""SQLCipher's raw key: AES-256."""

_CHECK_LABEL = b"exposure vault key check 1"


class KeyStore(Protocol):
    """Keeps one key per vault. Every method may raise `KeychainUnavailable`, within seconds."""

    @property
    def name(self) -> str:
        """What the user knows the store by, such as "macOS Keychain"."""
        ...

    def get(self, vault_id: str) -> bytes | None:
        """The key of a vault; None if there is no entry, or the entry is not a key."""
        ...

    def put(self, vault_id: str, key: bytes) -> None:
        """Keep `key`, replacing an older one; when this returns it can be read back.

        Raises:
            ValueError: `key` is not `KEY_BYTES` long.
        """
        ...

    def delete(self, vault_id: str) -> None:
        """Forget the key and the generation of a vault; nothing happens if there is none."""
        ...

    def generation(self, vault_id: str) -> int:
        """How far the vault had come when it was last written to, as far as is known; else 0."""
        ...

    def put_generation(self, vault_id: str, number: int) -> None:
        """Keep how far the vault has come."""
        ...


class MemoryKeys:
    """Keys that end with the process, for a vault that is meant to be thrown away."""

    name = "memory"

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._generations: dict[str, int] = {}

    def get(self, vault_id: str) -> bytes | None:
        """The key of a vault, or None."""
        return self._keys.get(vault_id)

    def put(self, vault_id: str, key: bytes) -> None:
        """Keep `key` until the process ends.

        Raises:
            ValueError: `key` is not `KEY_BYTES` long.
        """
        self._keys[vault_id] = checked(key)

    def delete(self, vault_id: str) -> None:
        """Forget the key and the generation of a vault."""
        self._keys.pop(vault_id, None)
        self._generations.pop(vault_id, None)

    def generation(self, vault_id: str) -> int:
        """What was put, or 0."""
        return self._generations.get(vault_id, 0)

    def put_generation(self, vault_id: str, number: int) -> None:
        """Keep it until the process ends."""
        self._generations[vault_id] = number


def checked(key: bytes) -> bytes:
    """`key` itself.

    Raises:
        ValueError: it is not `KEY_BYTES` long.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a vault key has 32 bytes")
    return key


def check_value(key: bytes) -> str:
    """A hex value that tells a wrong key from a damaged file, and says nothing else of the key.

    HMAC-SHA256 over a fixed label. It gives a guesser of passphrases nothing that the first
    page of the database does not: each guess costs one Argon2id either way.
    """
    return hmac.digest(checked(key), _CHECK_LABEL, "sha256").hex()


def matches(key: bytes, check: str) -> bool:
    """Whether `check` was made from `key`."""
    return hmac.compare_digest(check_value(key).encode(), check.encode())
