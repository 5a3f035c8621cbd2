"""Erase erases: the key first, since without it the rest is noise."""

from pathlib import Path

from exposure_app.domain.errors import KeychainUnavailable, VaultError
from exposure_app.vault.files.files import VaultFiles, remove_overwritten
from exposure_app.vault.files.lock import VaultLock
from exposure_app.vault.keys.header import Header, KeyMode, read_header
from exposure_app.vault.keys.key_store import KeyStore
from exposure_app.vault.keys.keychain import KeychainKeys


def erase(folder: Path, *, keys: KeyStore | None = None) -> None:
    """Remove the vault in `folder`: its key, then every file of it. The vault need not open.

    Works as well on one that is damaged, whose key is gone, or half erased; nothing happens where
    there is none.

    Args:
        keys: where its key is kept; None for this computer's keychain.

    Raises:
        VaultBusy: it is open; nothing was removed.
        KeychainUnavailable: every file is gone, but the keychain did not let go of the key.
        DiskFull: there is no leave to remove a file.
    """
    if not folder.is_dir():
        return
    files = VaultFiles(folder)
    lock = VaultLock.take(files.lock)
    try:
        left_behind = _forget_key(files, keys)
        for path in (*files.all_databases(), files.unfinished_header, files.header):
            remove_overwritten(path)
    except BaseException:
        lock.release()
        raise
    lock.remove()
    if left_behind is not None:
        raise left_behind


def _forget_key(files: VaultFiles, keys: KeyStore | None) -> KeychainUnavailable | None:
    for path in (files.header, files.unfinished_header):
        header = _header(path)
        if header is None or (header.mode is KeyMode.MEMORY and keys is None):
            continue
        entries = {header.vault_id if header.is_in_store else "", header.leftover_key} - {""}
        for entry in entries:
            try:
                (keys or KeychainKeys()).delete(entry)
            except KeychainUnavailable as problem:
                return KeychainUnavailable(problem.reason, header.backend)
    return None


def _header(path: Path) -> Header | None:
    try:
        return read_header(path) if path.is_file() else None
    except VaultError:
        return None
