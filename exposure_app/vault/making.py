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

from exposure_app.domain.errors import KeychainUnavailable, VaultDamaged, VaultError
from exposure_app.vault.database import Database
from exposure_app.vault.files import VaultFiles, file_errors, write_private
from exposure_app.vault.header import Header, KeyMode, read_header, write_header
from exposure_app.vault.keychain import KeychainKeys
from exposure_app.vault.keys import KEY_BYTES, KeyStore
from exposure_app.vault.schema import migrate
from exposure_app.vault.unlock import AskPassphrase, choose_passphrase, header_for_store


def is_made(files: VaultFiles) -> bool:
    """Whether there is a vault to open rather than one to make.

    Raises:
        VaultDamaged: a part of a vault is there, and another is not.
    """
    if files.header.exists():
        if not files.database.is_file():
            raise VaultDamaged
        return True
    if not files.unfinished_header.exists() and any(p.exists() for p in files.database_files):
        raise VaultDamaged
    return False


def make(files: VaultFiles, keys: KeyStore | None, ask: AskPassphrase) -> tuple[Header, Database]:
    """Make a vault, its key where `keys` says, and open it.

    Raises:
        KeychainUnavailable: `keys` was given, and does not work.
        PassphraseNeeded: there is no keychain, and no passphrase was given.
        DiskFull: no room, or no leave.
    """
    _start_over(files, keys)
    header, key = _keep_key(files, keys, ask)
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
    return header, database


def _keep_key(files: VaultFiles, keys: KeyStore | None, ask: AskPassphrase) -> tuple[Header, bytes]:
    if keys is not None:
        return _keep_in(files, keys)
    with suppress(KeychainUnavailable):
        return _keep_in(files, KeychainKeys())
    header, key = choose_passphrase(ask)
    write_header(files.unfinished_header, header)
    files.sync_folder()
    return header, key


def _keep_in(files: VaultFiles, store: KeyStore) -> tuple[Header, bytes]:
    key = os.urandom(KEY_BYTES)
    header = header_for_store(store, key)
    # Before the key, so that after a crash we know which entry of the keychain to remove.
    write_header(files.unfinished_header, header)
    files.sync_folder()
    store.put(header.vault_id, key)
    return header, key


def _start_over(files: VaultFiles, keys: KeyStore | None) -> None:
    if not files.unfinished_header.is_file():
        return
    with suppress(VaultError):
        header = read_header(files.unfinished_header)
        if header.mode is not KeyMode.PASSPHRASE:
            (keys or KeychainKeys()).delete(header.vault_id)
    with file_errors():
        for path in files.database_files:
            path.unlink(missing_ok=True)
        # Last: as long as it is there, the rest is known to be ours to remove.
        files.unfinished_header.unlink()
