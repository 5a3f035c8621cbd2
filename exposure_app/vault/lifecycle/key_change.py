"""Where an open vault's key is kept, and how that is changed: the database is never written anew.

A change is one new header: written beside the one in force, read back, its way to the key walked
to the end, and only then renamed over the old one. A crash before that leaves the old way in, one
after it the new way; `cleanup` removes what is left over at the next opening. What the change does
not do is told in decision 0019: whoever has an old copy of the header and knows the old passphrase
still has the key.
"""

from contextlib import suppress
from dataclasses import replace

from exposure_app.domain.errors import NoPassphrase, VaultDamaged, VaultError
from exposure_app.vault.files.files import VaultFiles, file_errors
from exposure_app.vault.keys.header import Header, KeyMode, read_header, write_header
from exposure_app.vault.keys.key_store import KeyStore, MemoryKeys
from exposure_app.vault.keys.keychain import KeychainKeys
from exposure_app.vault.keys.unlock import AskPassphrase, find_key, with_passphrase
from exposure_app.vault.lifecycle.cleanup import tidy


class KeyChange:
    """The key of one open vault."""

    def __init__(
        self, files: VaultFiles, header: Header, key: bytes, keys: KeyStore | None
    ) -> None:
        self._files = files
        self._key = key
        self._keys = keys
        self.header = header

    @property
    def place(self) -> str:
        """Where the key is: a key store's name, "passphrase" or "memory"."""
        return self.header.backend or self.header.mode.value

    @property
    def is_left_behind(self) -> bool:
        """Whether a keychain may still hold a key that was moved away from there."""
        return bool(self.header.leftover_key)

    def forget(self) -> None:
        """Keep the key no longer; the vault is closed."""
        self._key = b""

    def change_passphrase(self, current: str, new: str) -> None:
        """From now on `new` opens the vault, and `current` does not.

        Raises:
            NoPassphrase: the key is in a key store.
            WrongPassphrase: `current` does not open it. PassphraseNeeded: `new` is empty.
            DiskFull: `current` still opens it.
        """
        if self.header.is_in_store:
            raise NoPassphrase(self.place)
        find_key(self.header, None, lambda _is_new: current)
        self._go_by(with_passphrase(self.header, self._key, new), new)

    def move_to_passphrase(self, new: str) -> None:
        """Take the key out of the key store; from now on `new` opens the vault.

        A key store that does not let go of its copy is asked again at each opening:
        `is_left_behind` says so until then.

        Raises:
            PassphraseNeeded: `new` is empty.
            DiskFull: the key is where it was.
        """
        header = with_passphrase(self.header, self._key, new)
        if self.header.is_in_store:
            header = replace(header, leftover_key=header.vault_id)
        self._go_by(header, new)
        self.header = tidy(self._files, self.header, self._keys)

    def move_to_keychain(self) -> None:
        """Put the key into this computer's keychain; the passphrase opens nothing any more.

        Raises:
            KeychainUnavailable: there is none that we trust, or it does not work. The passphrase
                still opens the vault.
            DiskFull: likewise.
        """
        if self.header.is_in_store:
            return
        store = self._keys or KeychainKeys()
        header = replace(
            self.header,
            mode=KeyMode.MEMORY if store.name == MemoryKeys.name else KeyMode.KEYCHAIN,
            backend=store.name,
            derivation=None,
            wrapped=b"",
            leftover_key="",
        )
        # Before the key, so that after a crash we know which entry of the keychain to remove.
        write_header(self._files.unfinished_header, header)
        self._files.sync_folder()
        try:
            store.put(header.vault_id, self._key)
            put_in_force(self._files, header, self._key, self._keys, lambda _is_new: None)
            self.header = header
        except BaseException:
            # Whichever header is in force by now: the key it does not need is the one to remove.
            with suppress(VaultError):
                self.header = tidy(self._files, read_header(self._files.header), self._keys)
            raise

    def _go_by(self, header: Header, passphrase: str) -> None:
        write_header(self._files.unfinished_header, header)
        put_in_force(self._files, header, self._key, self._keys, lambda _is_new: passphrase)
        self.header = header


def put_in_force(
    files: VaultFiles, header: Header, key: bytes, keys: KeyStore | None, ask: AskPassphrase
) -> None:
    """Let the unfinished header, which says `header`, be the vault's, once it has led to `key`.

    It is not written here: between two writings of it, nothing would tell of a key already kept.

    Raises:
        VaultDamaged: it does not; the old one stays in force.
        DiskFull, KeychainUnavailable, KeyMissing: likewise.
    """
    written = read_header(files.unfinished_header)
    if written != header or find_key(written, keys, ask) != key:
        raise VaultDamaged
    files.sync_folder()
    with file_errors():
        files.unfinished_header.replace(files.header)
    files.sync_folder()
