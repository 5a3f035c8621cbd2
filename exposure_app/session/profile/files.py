"""A profile as a whole: the key of one that is thrown away, and the end of any."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from exposure_app import log
from exposure_app.domain.errors import KeychainUnavailable, VaultError
from exposure_app.domain.receipts import Holdings, Receipt
from exposure_app.domain.work import CancelToken
from exposure_app.paths import Home
from exposure_app.vault.files.files import VaultFiles
from exposure_app.vault.keys.key_store import KeyStore, MemoryKeys
from exposure_app.vault.keys.unlock import AskPassphrase
from exposure_app.vault.lifecycle.erase import erase
from exposure_app.vault.lifecycle.restore import restore
from exposure_app.vault.vault import Vault


def throw_away_keys() -> KeyStore:
    """A key store for a vault that nobody opens twice: the key is only ever in memory."""
    return MemoryKeys()


def restore_home(
    home: Home,
    backup: Path,
    backup_passphrase: str,
    *,
    ask_passphrase: AskPassphrase,
    replaces: bool,
    cancel: CancelToken,
    keys: KeyStore | None = None,
) -> None:
    """Make what a backup holds this profile's vault, under a key that is new.

    Args:
        ask_passphrase, keys: where that key is kept, as for a new vault.
        replaces: whether the vault that is here, if any, may go; it need not open.

    Raises:
        CannotRead, BackupDamaged, BackupTooNew, WrongBackupPassphrase: not with this backup.
        VaultInTheWay: a vault is here, and may not go. VaultBusy: it is open.
        KeychainUnavailable, PassphraseNeeded, DiskFull, Cancelled.
            After any of these nothing has changed.
    """
    restore(
        home.data, backup, backup_passphrase,
        keys=keys, ask_passphrase=ask_passphrase, replaces=replaces, cancel=cancel,
    )  # fmt: skip


def erase_home(home: Home, gone: Holdings | None = None) -> Receipt:
    """Remove everything a profile keeps, the key first; say what that was.

    The vault need not open, and no passphrase is asked for: who lost it must be able to start anew.

    Args:
        gone: what it holds, if that was counted; else it is, where the vault opens by itself.

    Raises:
        VaultBusy: it is open; nothing was removed.
        KeychainUnavailable: every file is gone, but the keychain did not let go of the key.
        DiskFull: there is no leave to remove a file.
    """
    is_here = VaultFiles(home.data).header.is_file()
    if gone is None:
        gone = _counted(home) if is_here else Holdings()
    files = sum(path.is_file() for folder in _folders(home) for path in folder.rglob("*"))
    try:
        erase(home.data)
    except KeychainUnavailable:
        _remove_folders(home)
        raise
    _remove_folders(home)
    return Receipt("", gone, datetime.now(UTC), files=files, is_key_gone=is_here)


def _counted(home: Home) -> Holdings | None:
    try:
        with Vault.open(home.data, keys=None, ask_passphrase=lambda _is_new: None) as vault:
            return vault.holdings()
    except VaultError:
        return None


def _folders(home: Home) -> list[Path]:
    return [folder for folder in (home.cache, home.log, home.data) if folder.is_dir()]


def _remove_folders(home: Home) -> None:
    log.stop()
    for folder in (home.cache, home.log, home.data):
        shutil.rmtree(folder, ignore_errors=True)
