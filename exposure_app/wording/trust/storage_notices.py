"""Where the vault and its key are, and warnings about it."""

from exposure_app.domain.storage_notices import StorageNotice
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation


def storage_notice(notice: StorageNotice) -> Explanation:
    """What was noticed, and what can be done about it."""
    return {
        StorageNotice.OLDER_COPY: Explanation(
            what=_("This is an older copy of your data."),
            remedy=_(
                "The keychain remembers a newer one. If you did not put this copy here yourself, "
                "look for the newer one before you go on; what you do now is added to the older."
            ),
        ),
        StorageNotice.NETWORK_DRIVE: Explanation(
            what=_("Your vault is on a network drive."),
            remedy=_(
                "It is encrypted there too, but a lost connection can interrupt an audit, and two "
                "computers must never open it at once. A folder on this computer is safer."
            ),
        ),
        StorageNotice.OTHERS_MAY_READ: Explanation(
            what=_("Others with an account on this computer may read your vault's folder."),
            remedy=_(
                "What is kept there is encrypted. To hide from them that it is there at all, use a "
                "folder below your own, on a drive of this computer."
            ),
        ),
        StorageNotice.KEY_LEFT_BEHIND: Explanation(
            what=_("Your keychain still holds a copy of the vault's key."),
            remedy=_(
                "The passphrase is in force. Unlock the keychain; removing the copy is tried "
                "again each time the vault is opened."
            ),
        ),
    }[notice]


def key_place_words(place: str) -> str:
    """Where the vault's key is: a sentence.

    Args:
        place: a keychain's own name, "passphrase" or "memory".
    """
    if place == "passphrase":
        return _("The vault opens with your passphrase.")
    if place == "memory":
        return _("The vault's key is in memory only, and ends with this program.")
    return _("The vault's key is in {keychain}: it opens whenever you are logged in.").format(
        keychain=place
    )
