"""A vault that does not open, or cannot be written."""

from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError


class VaultError(ExposureError):
    """The encrypted store could not be opened or written."""


@dataclass(eq=False)
class KeychainUnavailable(VaultError):
    """No trusted keychain answered. `reason`: none, untrusted, locked, timed_out or failed.

    expected: the keychain that holds this vault's key, by its own name; "" for a new vault.
    """

    reason: str
    expected: str = ""


class PassphraseNeeded(VaultError):
    """There is no keychain, so the vault needs a passphrase, and none was given."""


class WrongPassphrase(VaultError):
    """The passphrase does not open this vault."""


class KeyMissing(VaultError):
    """The vault is there, but its key is gone from the keychain. It is never replaced."""


class VaultDamaged(VaultError):
    """The file is not a vault, or its pages do not authenticate."""


@dataclass(eq=False)
class VaultTooNew(VaultError):
    """A newer version of the app wrote this vault; opening it could damage it."""

    found_version: int
    known_version: int


class VaultBusy(VaultError):
    """Another process holds the vault."""


class DiskFull(VaultError):
    """No room, or no leave, to write; what was there stays readable."""
