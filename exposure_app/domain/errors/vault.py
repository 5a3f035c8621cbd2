"""A vault that does not open, or cannot be written."""

import errno
from dataclasses import dataclass

from exposure_app.domain.errors.base import ExposureError

_SAID_BY_WINDOWS = {
    21: "gone",  # ERROR_NOT_READY: no disk in the drive
    32: "in_use",  # ERROR_SHARING_VIOLATION
    33: "in_use",  # ERROR_LOCK_VIOLATION
    39: "full",  # ERROR_HANDLE_DISK_FULL
    112: "full",  # ERROR_DISK_FULL
    1295: "full",  # ERROR_DISK_QUOTA_EXCEEDED
}
"""Reasons by the system error codes of Windows, as winerror.h names them."""

_NO_FOLDER = {errno.EINVAL, errno.ENAMETOOLONG, errno.ENOTDIR, errno.EEXIST, errno.ELOOP}


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


@dataclass(eq=False)
class DiskFull(VaultError):
    """Nothing could be written; what was there stays as it is.

    reason: full, read_only, in_use (another program holds a file, on Windows), no_folder (nothing
        can have that name, or a file is in the folder's place), or gone (the drive does not answer,
        as one that was unplugged).
    """

    reason: str = "full"

    @classmethod
    def of(cls, cause: OSError) -> "DiskFull":
        """What the system said, as one of the reasons."""
        # Windows' own word is the finer one: C's stands for twenty of them at once.
        if reason := _SAID_BY_WINDOWS.get(getattr(cause, "winerror", 0)):
            return cls(reason)
        if cause.errno in {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}:
            return cls("full")
        if cause.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return cls("read_only")
        if cause.errno in _NO_FOLDER:
            return cls("no_folder")
        return cls("gone")


@dataclass(eq=False)
class NoPassphrase(VaultError):
    """The vault has no passphrase that could be changed: its key is in `keychain`."""

    keychain: str


class VaultInTheWay(VaultError):
    """A backup is to be restored where a vault is, and nobody said that it may be replaced."""


@dataclass(eq=False)
class BackupDamaged(VaultError):
    """The file at `path` is not a backup of ours, or not whole. Nothing was changed."""

    path: str


@dataclass(eq=False)
class BackupTooNew(VaultError):
    """A newer version of the app wrote the backup at `path`. Nothing was changed."""

    path: str


@dataclass(eq=False)
class WrongBackupPassphrase(VaultError):
    """The passphrase is not the one that the backup at `path` was made with."""

    path: str
