"""The vault as a whole: where its key is, what to know of its place, a backup of it, its end."""

from pathlib import Path

from exposure_app.domain.receipts import Receipt
from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.domain.work import CancelToken
from exposure_app.session.profile.files import erase_home
from exposure_app.session.profile.opened import OpenProfile
from exposure_app.vault.files.location import is_on_network
from exposure_app.vault.files.readers import may_others_read


class VaultVerbs:
    """See `Session.vault`. Each may be called from any thread, one at a time."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._vault = profile.vault

    @property
    def key_place(self) -> str:
        """Where the key is: a keychain's own name, "passphrase" or "memory"."""
        return self._vault.key_place

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens the vault, and no keychain does."""
        return not self._vault.key_change.header.is_in_store

    def notices(self) -> list[StorageNotice]:
        """What a person should know of where the vault is."""
        noticed = {
            StorageNotice.OLDER_COPY: self._vault.is_older_copy,
            StorageNotice.NETWORK_DRIVE: is_on_network(self._vault.files.folder),
            StorageNotice.OTHERS_MAY_READ: may_others_read(self._vault.files.folder),
            StorageNotice.KEY_LEFT_BEHIND: self._vault.key_change.is_left_behind,
        }
        return [notice for notice, is_so in noticed.items() if is_so]

    def change_passphrase(self, current: str, new: str) -> None:
        """From now on `new` opens the vault, and `current` does not.

        Raises:
            NoPassphrase: the key is in a keychain. WrongPassphrase: `current` does not open it.
            PassphraseNeeded: `new` is empty. DiskFull: nothing was changed.
        """
        self._vault.key_change.change_passphrase(current, new)

    def move_to_passphrase(self, new: str) -> None:
        """Take the key out of the keychain; from now on `new` opens the vault.

        Raises:
            PassphraseNeeded: `new` is empty. DiskFull: nothing was changed.
        """
        self._vault.key_change.move_to_passphrase(new)

    def move_to_keychain(self) -> None:
        """Put the key into this computer's keychain; no passphrase opens the vault any more.

        Raises:
            KeychainUnavailable: there is none that we trust, or it does not work.
            DiskFull: nothing was changed.
        """
        self._vault.key_change.move_to_keychain()

    def back_up(self, path: Path, passphrase: str, *, cancel: CancelToken) -> int:
        """Write all that is kept to one encrypted file, proved; return its size in bytes.

        Raises:
            PassphraseNeeded, DiskFull, CannotWrite, VaultDamaged, BackupDamaged, Cancelled: an
                older backup of this name is as it was.
        """
        return self._vault.back_up(path, passphrase, cancel=cancel)

    def erase(self) -> Receipt:
        """Remove everything this profile keeps, the key first; the session is closed after.

        Raises:
            As `erase_home`.
        """
        gone = self._vault.holdings()
        self._profile.close()
        return erase_home(self._profile.home, gone)
