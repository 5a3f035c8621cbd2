"""A profile as a whole: the key of one that is thrown away, and the end of any."""

import shutil

from exposure_app import log
from exposure_app.domain.errors import KeychainUnavailable
from exposure_app.paths import Home
from exposure_app.vault.erase import erase
from exposure_app.vault.keys import KeyStore, MemoryKeys


def throw_away_keys() -> KeyStore:
    """A key store for a vault that nobody opens twice: the key is only ever in memory."""
    return MemoryKeys()


def erase_home(home: Home) -> None:
    """Remove everything a profile keeps, the key first. The vault need not open.

    Raises:
        VaultBusy: it is open; nothing was removed.
        KeychainUnavailable: every file is gone, but the keychain did not let go of the key.
        DiskFull: there is no leave to remove a file.
    """
    try:
        erase(home.data)
    except KeychainUnavailable:
        _remove_folders(home)
        raise
    _remove_folders(home)


def _remove_folders(home: Home) -> None:
    log.stop()
    for folder in (home.cache, home.log, home.data):
        shutil.rmtree(folder, ignore_errors=True)
