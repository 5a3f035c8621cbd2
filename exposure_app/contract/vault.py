"""The vault: where its key is, backups, and what was removed: `vault ...` and `erase`."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from exposure_app.contract.document import Document
from exposure_app.domain.receipts import Receipt
from exposure_app.domain.storage_notices import StorageNotice


def vault_document(key_place: str, notices: Iterable[StorageNotice]) -> Document:
    """`vault status`, `vault move`: where the key is, and what to know of where the vault is."""
    return {"key": key_place, "notices": [notice.value for notice in notices]}


def passphrase_document() -> Document:
    """`vault passphrase`: once it is changed, that is where the key is."""
    return {"key": "passphrase"}


def backup_document(file: Path, size: int) -> Document:
    """`vault backup`: the file as it was named, and its size in bytes."""
    return {"backup": str(file), "bytes": size}


def restored_document(file: Path) -> Document:
    """`vault restore`: the backup as it was named."""
    return {"restored": str(file)}


def erased_document(receipt: Receipt) -> Document:
    """`erase`: what was removed, in numbers."""
    return {"erased": True, **receipt_document(receipt)}


def receipt_document(receipt: Receipt) -> Document:
    """What was removed, in numbers; `gone` is None where nobody could count."""
    return {
        "removed_at": receipt.removed_at.isoformat(),
        "gone": asdict(receipt.gone) if receipt.gone else None,
        "files": receipt.files,
        "key_is_gone": receipt.is_key_gone,
    }
