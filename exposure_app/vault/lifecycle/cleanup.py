"""After a crash, or a change: removes what the header in force does not speak of.

Everything here was ours and is of no use any more: a header that was never put in force and the
key it was for, a key that was moved away, a database that was replaced, a copy on its way. Called
only once the vault has opened, so that nothing is removed in favour of what does not work.
"""

from contextlib import suppress
from dataclasses import replace

from exposure_app.domain.errors import KeychainUnavailable, VaultError
from exposure_app.vault.files.files import VaultFiles, file_errors, remove_overwritten
from exposure_app.vault.keys.header import Header, read_header, write_header
from exposure_app.vault.keys.key_store import KeyStore
from exposure_app.vault.keys.keychain import KeychainKeys


def tidy(files: VaultFiles, header: Header, keys: KeyStore | None) -> Header:
    """Remove what is left over; return the header as it stands then.

    What a key store does not let go of stays noted, for the next opening. A file that cannot be
    removed stays for it too: this is no reason to keep the vault shut.
    """
    with suppress(VaultError):
        _remove_unfinished(files, header, keys)
        current = {*files.database_files, files.before}
        for path in files.all_databases():
            if path not in current:
                remove_overwritten(path)
        header = _let_go(files, header, keys)
    return header


def _remove_unfinished(files: VaultFiles, header: Header, keys: KeyStore | None) -> None:
    if not files.unfinished_header.is_file():
        return
    unfinished = None
    with suppress(VaultError):
        unfinished = read_header(files.unfinished_header)
    if unfinished and unfinished.is_in_store and not _needs(header, unfinished.vault_id):
        (keys or KeychainKeys()).delete(unfinished.vault_id)
    with file_errors():
        # Last: as long as it is there, we know which key to remove.
        files.unfinished_header.unlink()


def _let_go(files: VaultFiles, header: Header, keys: KeyStore | None) -> Header:
    if not header.leftover_key:
        return header
    if not _needs(header, header.leftover_key):
        with suppress(KeychainUnavailable):
            (keys or KeychainKeys()).delete(header.leftover_key)
            settled = replace(header, leftover_key="")
            write_header(files.unfinished_header, settled)
            files.sync_folder()
            with file_errors():
                files.unfinished_header.replace(files.header)
            files.sync_folder()
            return settled
    return header


def _needs(header: Header, vault_id: str) -> bool:
    """Whether the key store's entry of this id opens the vault."""
    return header.is_in_store and header.vault_id == vault_id
