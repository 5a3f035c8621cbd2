"""What a passphrase makes: the key that a vault's key is wrapped with, where no keychain has it."""

import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from exposure_app.vault.keys.key_store import KEY_BYTES

SALT_BYTES = 16

_MAX_MEMORY_KIB = 1024 * 1024
_MAX_ITERATIONS = 64
_MAX_LANES = 64
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a passphrase becomes a key: Argon2id (RFC 9106) and its parameters.

    The defaults are the RFC's second recommended choice (section 4): 3 passes over 64 MiB in 4
    lanes.

    salt: random, one per vault; not secret.
    """

    salt: bytes
    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    @classmethod
    def new(cls) -> "Derivation":
        """Today's parameters with a fresh salt."""
        return cls(os.urandom(SALT_BYTES))

    def __post_init__(self) -> None:
        # They are read from a file anyone may have written: it must not make us ask for 100 GiB.
        is_sound = (
            len(self.salt) >= SALT_BYTES
            and 1 <= self.lanes <= _MAX_LANES
            and 1 <= self.iterations <= _MAX_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= _MAX_MEMORY_KIB
        )
        if not is_sound:
            raise ValueError("parameters of Argon2id out of bounds")

    def key(self, passphrase: str) -> bytes:
        """The key of `KEY_BYTES` bytes; about 0.1 s and `memory_kib` of memory.

        The passphrase is put in Unicode's form NFC first (RFC 8265, OpaqueString), since two
        keyboards may spell one letter differently.
        """
        kdf = Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8"))


def wrapped(key: bytes, wrapping_key: bytes, vault_id: str) -> bytes:
    """`key`, to be opened with `wrapping_key` alone, and for this vault alone: AES-256-GCM."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(wrapping_key).encrypt(nonce, key, vault_id.encode())


def unwrapped(untrusted: bytes, wrapping_key: bytes, vault_id: str) -> bytes | None:
    """What was wrapped; None under another key."""
    nonce, sealed = untrusted[:_NONCE_BYTES], untrusted[_NONCE_BYTES:]
    try:
        return AESGCM(wrapping_key).decrypt(nonce, sealed, vault_id.encode())
    except (InvalidTag, ValueError):
        return None
