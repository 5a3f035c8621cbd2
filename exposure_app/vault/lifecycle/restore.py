"""A vault from a backup, on this computer or another. It gets a key that nobody had before.

    1. vault-N.db.copy   what the backup seals, once all of it has proved to be whole
    2. vault.json.new    a header that is not in force yet; then the key, where it says
    3. vault-N.db        the copy's content under the new key, every page authenticated
    4. vault.json        the header gets its name: from here on this is the vault

Until step 4 a vault that was here is untouched and in force; after it, what was its is removed, its
key included. A crash in between leaves the one or the other whole, and the next opening removes
the rest.
"""

from collections.abc import Iterator
from dataclasses import replace
from os import urandom
from pathlib import Path

from exposure_app.domain.errors import (
    BackupDamaged,
    BackupTooNew,
    CannotRead,
    VaultDamaged,
    VaultError,
    VaultInTheWay,
    VaultTooNew,
)
from exposure_app.domain.work import CancelToken
from exposure_app.vault.database.connection import Database
from exposure_app.vault.database.schema import migrate
from exposure_app.vault.files.files import VaultFiles, file_errors, new_private, remove_overwritten
from exposure_app.vault.files.lock import VaultLock
from exposure_app.vault.keys.header import Header, read_header
from exposure_app.vault.keys.key_store import KEY_BYTES, KeyStore
from exposure_app.vault.keys.unlock import AskPassphrase
from exposure_app.vault.lifecycle.backup_file import unseal
from exposure_app.vault.lifecycle.cleanup import tidy
from exposure_app.vault.lifecycle.creation import is_made, keep_new_key, start_over
from exposure_app.vault.lifecycle.key_change import put_in_force


def restore(
    folder: Path,
    backup: Path,
    backup_passphrase: str,
    *,
    keys: KeyStore | None,
    ask_passphrase: AskPassphrase,
    replaces: bool,
    cancel: CancelToken,
) -> None:
    """Make the vault that `backup` holds the vault in `folder`.

    Args:
        keys, ask_passphrase: where its new key is kept, as for a new vault.
        replaces: whether a vault that is here may go; it need not open.

    Raises:
        CannotRead, BackupDamaged, BackupTooNew, WrongBackupPassphrase: not with this backup.
        VaultInTheWay: a vault is here, and may not go.
        VaultBusy: it is open. KeychainUnavailable, PassphraseNeeded: no place for a key.
        DiskFull: no room. Cancelled: on request.
            After any of these what was here before is here, and opens.
    """
    files = VaultFiles(folder, f"vault-{urandom(4).hex()}.db")
    files.make_folder()
    lock = VaultLock.take(files.lock)
    try:
        old = _in_the_way(files, replaces=replaces)
        copy_key = _unpack(backup, backup_passphrase, files.copy, cancel)
        remembered: list[str] = []

        def ask(is_new: bool) -> str | None:
            # Asked once; to prove the new header, it is given again.
            if not remembered and (said := ask_passphrase(is_new)):
                remembered.append(said)
            return remembered[0] if remembered else None

        _check(files.copy, copy_key, str(backup))
        leftover = old.vault_id if old is not None and old.is_in_store else ""
        header, key = keep_new_key(files, keys, ask, leftover_key=leftover)
        _fill(files, copy_key, key)
        cancel.check()
        put_in_force(files, header, key, keys, ask)
        tidy(files, header, keys)
    except BaseException:
        _clear_away(files, keys)
        raise
    finally:
        lock.release()


def _in_the_way(files: VaultFiles, *, replaces: bool) -> Header | None:
    """The header of the vault that is to be replaced, if there is one that can be read."""
    try:
        is_here = is_made(files)
    except VaultDamaged:
        is_here = True
    if is_here and not replaces:
        raise VaultInTheWay
    try:
        return read_header(files.header) if files.header.is_file() else None
    except VaultError:
        return None


def _unpack(backup: Path, passphrase: str, to: Path, cancel: CancelToken) -> bytes:
    """Write the copy that a backup seals; return the copy's key."""
    pieces = _pieces(backup, passphrase, cancel)
    first = next(pieces)
    if len(first) < KEY_BYTES:
        raise BackupDamaged(str(backup))
    with file_errors(), new_private(to) as copy:
        copy.write(first[KEY_BYTES:])
        for piece in pieces:
            copy.write(piece)
    return first[:KEY_BYTES]


def _pieces(backup: Path, passphrase: str, cancel: CancelToken) -> Iterator[bytes]:
    try:
        with backup.open("rb") as file:
            for piece in unseal(file, passphrase, str(backup)):
                cancel.check()
                yield piece
    except OSError as cause:
        raise CannotRead(str(backup)) from cause


def _check(copy: Path, key: bytes, backup: str) -> None:
    """See that the copy is a vault we can read, before anything is made of it."""
    try:
        database = Database(copy, key)
    except (VaultDamaged, ValueError) as cause:
        raise BackupDamaged(backup) from cause
    try:
        migrate(database)
        database.check_integrity()
    except VaultTooNew as cause:
        raise BackupTooNew(backup) from cause
    except VaultDamaged as cause:
        raise BackupDamaged(backup) from cause
    finally:
        database.close()


def _fill(files: VaultFiles, copy_key: bytes, key: bytes) -> None:
    copy = Database(files.copy, copy_key)
    try:
        copy.copy_to(files.database, key)
    finally:
        copy.close()
    remove_overwritten(files.copy)
    database = Database(files.database, key)
    try:
        database.write_ahead()
        database.check_integrity()
    finally:
        database.close()


def _clear_away(files: VaultFiles, keys: KeyStore | None) -> None:
    """Remove what was begun, and nothing else; the vault that was here is in force."""
    if files.header.is_file():
        try:
            header = read_header(files.header)
        except VaultError:
            header = None
        if header is not None:
            if header.database != files.database_name:
                tidy(replace(files, database_name=header.database), header, keys)
            return
    start_over(files, keys)
