"""Backing up an open vault to one file, and proving that the file gives it back.

    1. vault.db.copy   a copy of the database under a key of its own, every page authenticated
    2. FILE.part       the copy's key and the copy, sealed under the passphrase
    3. FILE.part       read back with the passphrase alone; each byte must be the copy's
    4. FILE            the part gets its name: until here, an older backup of this name is untouched

A crash leaves the copy, which the next opening removes, and perhaps the part, which the next backup
of the same name replaces.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from exposure_app.domain.errors import BackupDamaged, CannotWrite, PassphraseNeeded
from exposure_app.domain.work import CancelToken
from exposure_app.local_files import extended
from exposure_app.vault.database.connection import Database
from exposure_app.vault.files.files import VaultFiles, new_private, remove_overwritten
from exposure_app.vault.keys.key_store import KEY_BYTES
from exposure_app.vault.lifecycle.backup_file import PIECE, seal, unseal


def back_up(
    files: VaultFiles, database: Database, path: Path, passphrase: str, *, cancel: CancelToken
) -> int:
    """Write a backup of all that is kept now; return its size in bytes.

    Args:
        path: its name; what was there before stays until the new backup is proved.

    Raises:
        PassphraseNeeded: an empty one protects nothing.
        DiskFull: there is no room beside the vault for the copy.
        CannotWrite: there is no room or no leave where the backup is to be.
        VaultDamaged: a page is not what was written; a backup would keep the damage.
        BackupDamaged: what was written did not come back. Cancelled: on request.
            After any of these an older backup of this name is as it was.
    """
    if not passphrase:
        raise PassphraseNeeded
    key = os.urandom(KEY_BYTES)
    target = extended(path.absolute())
    part = target.with_name(f"{path.name}.part")
    try:
        database.copy_to(files.copy, key)
        copy = Database(files.copy, key)
        try:
            copy.check_integrity()
        finally:
            copy.close()
        cancel.check()
        try:
            _write(part, passphrase, files.copy, key, cancel)
            _prove(part, passphrase, files.copy, key, cancel)
            part.replace(target)
            VaultFiles(target.parent).sync_folder()
            return target.stat().st_size
        except OSError as cause:
            raise CannotWrite(str(path)) from cause
        finally:
            part.unlink(missing_ok=True)
    finally:
        remove_overwritten(files.copy)


def _write(part: Path, passphrase: str, copy: Path, key: bytes, cancel: CancelToken) -> None:
    with new_private(part) as file, copy.open("rb") as source:
        seal(file, passphrase, _body(key, source, cancel))


def _prove(part: Path, passphrase: str, copy: Path, key: bytes, cancel: CancelToken) -> None:
    """Read the part as a restoring would, beside what it was made of."""
    with part.open("rb") as file, copy.open("rb") as source:
        right = bytearray(key)
        for piece in unseal(file, passphrase, str(part)):
            cancel.check()
            while len(right) < len(piece) and (more := source.read(PIECE)):
                right += more
            if bytes(right[: len(piece)]) != piece:
                raise BackupDamaged(str(part))
            del right[: len(piece)]
        if right or source.read(1):
            raise BackupDamaged(str(part))


def _body(key: bytes, source: BinaryIO, cancel: CancelToken) -> Iterator[bytes]:
    yield key
    while part := source.read(PIECE):
        cancel.check()
        yield part
