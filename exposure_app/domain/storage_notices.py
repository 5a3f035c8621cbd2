"""What a person should know of where their vault is, though it opens."""

from enum import Enum


class StorageNotice(Enum):
    """A fact; `exposure_app.wording.storage_notice` has its sentences."""

    OLDER_COPY = "older_copy"
    """The vault is behind what the keychain remembers: an older copy was put in its place."""

    NETWORK_DRIVE = "network_drive"
    """The vault's folder is on a drive of another computer."""

    OTHERS_MAY_READ = "others_may_read"
    """Others with an account on this computer may read the vault's folder."""

    KEY_LEFT_BEHIND = "key_left_behind"
    """The key was moved to a passphrase, and a keychain did not let go of its copy."""
