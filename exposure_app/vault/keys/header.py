"""`vault.json`: how a vault's key is kept. The only file in the clear, with nothing personal.

It is never edited: a new one is written beside it, proved, and takes its name in one step. So
there is always one header in force, and it says where everything else is.

Format 1 (until 0.2) had a passphrase make the database's key itself. Since format 2 the key is
random, and the passphrase makes the key that it is wrapped with; see decision 0019.
"""

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import UUID, uuid4

from exposure_app.domain.errors import VaultDamaged, VaultTooNew
from exposure_app.vault.files.files import DATABASE_NAME, FIRST_DATABASE, file_errors, write_private
from exposure_app.vault.keys.passphrase import Derivation

FORMAT = 2

_MAX_BYTES = 64 * 1024


class KeyMode(Enum):
    """Where the key comes from."""

    KEYCHAIN = "keychain"
    PASSPHRASE = "passphrase"  # noqa: S105 - the word, not one
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Header:
    """What has to be known to find the key.

    vault_id: a random UUID; names the entry in the keychain.
    backend: the keychain's name; "" for a passphrase.
    derivation: for a passphrase, else None.
    check: `key_store.check_value` of the key.
    wrapped: the key, under what `derivation` makes of the passphrase; empty where that is the key.
    database: the name of the database's file.
    leftover_key: the `vault_id` under which a keychain may still hold a key that nothing needs any
        more; "" for none.
    """

    vault_id: str
    mode: KeyMode
    backend: str
    derivation: Derivation | None
    check: str
    wrapped: bytes = b""
    database: str = FIRST_DATABASE
    leftover_key: str = ""

    @property
    def is_in_store(self) -> bool:
        """Whether the key is in a key store, and not made from a passphrase."""
        return self.mode is not KeyMode.PASSPHRASE

    @staticmethod
    def new_id() -> str:
        """A fresh `vault_id`."""
        return str(uuid4())


def write_header(path: Path, header: Header) -> None:
    """Write `header`, durably.

    Raises:
        DiskFull: no room, or no leave.
    """
    fields: dict[str, object] = {
        "format": FORMAT,
        "vault_id": header.vault_id,
        "mode": header.mode.value,
        "backend": header.backend,
        "check": header.check,
        "database": header.database,
        "leftover_key": header.leftover_key,
    }
    if header.derivation is not None:
        fields["argon2id"] = {
            "salt": header.derivation.salt.hex(),
            "memory_kib": header.derivation.memory_kib,
            "iterations": header.derivation.iterations,
            "lanes": header.derivation.lanes,
        }
        fields["wrapped"] = header.wrapped.hex()
    fields["sha256"] = _digest(fields)
    write_private(path, json.dumps(fields, indent=2).encode("ascii"))


def read_header(path: Path) -> Header:
    """Read what `write_header` wrote.

    Raises:
        VaultDamaged: anything else stands there; its own digest tells a flipped bit.
        VaultTooNew: a later format.
        DiskFull: there is no leave to read it.
    """
    with file_errors(), path.open("rb") as file:
        untrusted_text = file.read(_MAX_BYTES)
    try:
        fields = json.loads(untrusted_text)
        if fields.pop("sha256") != _digest(fields):
            raise VaultDamaged
        if fields["format"] > FORMAT:
            raise VaultTooNew(found_version=fields["format"], known_version=FORMAT)
        return _header_in(fields)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as cause:
        raise VaultDamaged from cause


def _header_in(fields: dict[str, object]) -> Header:
    mode = KeyMode(fields["mode"])
    return Header(
        vault_id=str(UUID(_text(fields["vault_id"]))),
        mode=mode,
        backend=_text(fields["backend"]),
        derivation=_derivation_in(fields["argon2id"]) if mode is KeyMode.PASSPHRASE else None,
        check=_text(fields["check"]),
        wrapped=bytes.fromhex(_text(fields.get("wrapped", ""))),
        database=_database_in(fields.get("database", FIRST_DATABASE)),
        leftover_key=_text(fields.get("leftover_key", "")),
    )


def _database_in(value: object) -> str:
    name = _text(value)
    # A name and no path: this file must not make us open, or remove, another.
    if not DATABASE_NAME.fullmatch(name):
        raise ValueError(name)
    return name


def _derivation_in(fields: object) -> Derivation:
    if not isinstance(fields, dict):
        raise TypeError
    return Derivation(
        salt=bytes.fromhex(_text(fields["salt"])),
        memory_kib=int(fields["memory_kib"]),
        iterations=int(fields["iterations"]),
        lanes=int(fields["lanes"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _digest(fields: dict[str, object]) -> str:
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
