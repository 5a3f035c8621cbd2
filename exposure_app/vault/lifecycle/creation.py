"""A new vault, step by step, so that a crash between any two steps leaves nothing half made.

    1. vault.json.new   the header, under a name that says "not yet"
    2. the key          put in the keychain and read back
    3. vault.db         with all its tables, durable
    4. vault.json       the header gets its name: from here on there is a vault

A crash before 4 leaves `vault.json.new`; nobody was told of a vault yet, so the next opening
removes what steps 1 to 3 left and begins again. A database without either header is not ours to
remove: it is reported as damage.
"""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from exposure_app.domain.errors import KeychainUnavailable, VaultDamaged, VaultTooNew
from exposure_app.vault.database.connection import Database
from exposure_app.vault.database.schema import migrate
from exposure_app.vault.files.files import VaultFiles, file_errors, write_private
from exposure_app.vault.keys.header import Header, read_header, write_header
from exposure_app.vault.keys.key_store import KEY_BYTES, KeyStore
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.keys.unlock import AskPassphrase, choose_passphrase, header_for_store


class Opened(NamedTuple):
    """A vault that was made or opened."""

    header: Header
    key: bytes
    database: Database


def is_made(files: VaultFiles) -> bool:
    """Whether there is a vault to open rather than one to make.

    Raises:
        VaultDamaged: a part of a vault is there, and another is not.
    """
    if files.header.exists():
        return True
    if not files.unfinished_header.exists() and _databases(files):
        raise VaultDamaged
    return False


def make(files: VaultFiles, keys: KeyStore | None, ask: AskPassphrase) -> Opened:
    """Make a vault, its key where `keys` says, and open it.

    Raises:
        KeychainUnavailable: `keys` was given, and does not work.
        PassphraseNeeded: there is no keychain, and no passphrase was given.
        DiskFull: no room, or no leave.
        VaultDamaged: a database is here that this would be in place of.
    """
    start_over(files, keys)
    if _databases(files):
        raise VaultDamaged
    header, key = keep_new_key(files, keys, ask)
    # Made by us, so that the permissions stand before the content; SQLite copies them.
    write_private(files.database, b"")
    database = Database(files.database, key)
    try:
        database.write_ahead()
        migrate(database)
        database.forget_old_pages()
        with file_errors():
            files.unfinished_header.replace(files.header)
        files.sync_folder()
    except BaseException:
        database.close()
        raise
    return Opened(header, key, database)


def keep_new_key(
    files: VaultFiles, keys: KeyStore | None, ask: AskPassphrase, *, leftover_key: str = ""
) -> tuple[Header, bytes]:
    """Steps 1 and 2: a key nobody had before, kept, and a header that says where.

    Args:
        leftover_key: what the header says of another vault's key.

    Raises:
        As `make`.
    """
    if keys is not None:
        return _keep_in(files, keys, leftover_key)
    with suppress(KeychainUnavailable):
        return _keep_in(files, KeychainKeys(), leftover_key)
    header, key = choose_passphrase(ask)
    header = replace(header, database=files.database_name, leftover_key=leftover_key)
    write_header(files.unfinished_header, header)
    files.sync_folder()
    return header, key


def _keep_in(files: VaultFiles, store: KeyStore, leftover_key: str) -> tuple[Header, bytes]:
    key = os.urandom(KEY_BYTES)
    header = replace(
        header_for_store(store, key), database=files.database_name, leftover_key=leftover_key
    )
    # Before the key, so that after a crash we know which entry of the keychain to remove.
    write_header(files.unfinished_header, header)
    files.sync_folder()
    store.put(header.vault_id, key)
    return header, key


def start_over(files: VaultFiles, keys: KeyStore | None) -> None:
    """Remove what a crash left of a vault that was being made or restored here.

    Raises:
        DiskFull: a file cannot be removed.
    """
    begun = files.database_name
    if files.unfinished_header.is_file():
        with suppress(VaultDamaged, VaultTooNew):
            header = read_header(files.unfinished_header)
            begun = header.database
            with suppress(KeychainUnavailable):
                if header.is_in_store:
                    (keys or KeychainKeys()).delete(header.vault_id)
        with file_errors():
            for path in _databases(files):
                if path.name.startswith(begun):
                    path.unlink(missing_ok=True)
    with file_errors():
        for path in set(files.all_databases()).difference(_databases(files)):
            path.unlink(missing_ok=True)
        # Last: as long as it is there, the rest is known to be ours to remove.
        files.unfinished_header.unlink(missing_ok=True)


def _databases(files: VaultFiles) -> list[Path]:
    """The databases here, without copies on their way, which are nobody's only one."""
    return [path for path in files.all_databases() if ".copy" not in path.name]
