"""`vault.json`: how a vault's key is kept. The only file in the clear, with nothing personal.

It is written once, when the vault is made, and never again.
"""

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import UUID, uuid4

from exposure_app.domain.errors import VaultDamaged, VaultTooNew
from exposure_app.vault.files import file_errors, write_private
from exposure_app.vault.passphrase import Derivation

FORMAT = 1

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
    check: `keys.check_value` of the key.
    """

    vault_id: str
    mode: KeyMode
    backend: str
    derivation: Derivation | None
    check: str

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
    }
    if header.derivation is not None:
        fields["argon2id"] = {
            "salt": header.derivation.salt.hex(),
            "memory_kib": header.derivation.memory_kib,
            "iterations": header.derivation.iterations,
            "lanes": header.derivation.lanes,
        }
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
    )


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
