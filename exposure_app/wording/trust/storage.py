"""Model files and the vault: what keeps the program from opening, and the way back in."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.i18n.figures import grouped
from exposure_app.wording.explanation import Explanation, explain


@explain.register
def _model_missing(error: errors.ModelMissing) -> Explanation:
    return Explanation(
        what=_("The face model {file} is not where it should be.").format(file=error.file),
        remedy=_("Install the program again; your vault stays as it is."),
    )


@explain.register
def _model_damaged(error: errors.ModelDamaged) -> Explanation:
    return Explanation(
        what=_("The face model {file} is not the file this program was made with.").format(
            file=error.file
        ),
        remedy=_(
            "It was not used. Install the program again from where you trust it; your vault "
            "stays as it is."
        ),
    )


@explain.register
def _gallery_damaged(error: errors.GalleryDamaged) -> Explanation:
    return Explanation(
        what=_("The index of the faces you keep could not be opened."),
        remedy=_("It is built again from the vault; nothing is lost. This can take some minutes."),
    )


@explain.register
def _too_few_labelled_faces(error: errors.TooFewLabelledFaces) -> Explanation:
    return Explanation(
        what=_(
            "These pictures are too few to say what a score is worth: {pictures} of {people} "
            "people show a face."
        ).format(pictures=grouped(error.pictures), people=grouped(error.people)),
        remedy=_(
            "Choose a folder with one folder for each person: at least {pictures} pictures of "
            "{people} people, and for {mated} of them two pictures or more."
        ).format(
            pictures=grouped(error.pictures_needed),
            people=grouped(error.people_needed),
            mated=grouped(error.mated_needed),
        ),
    )


@explain.register
def _keychain_unavailable(error: errors.KeychainUnavailable) -> Explanation:
    if error.expected:
        return _keychain_gone(error)
    reasons = {
        "none": (
            _("This system has no keychain to keep the vault's key in."),
            _("Choose a passphrase for the vault instead."),
        ),
        "untrusted": (
            _("The keychain that answered would not keep the vault's key safe."),
            _("Set up your system's own keychain, or choose a passphrase for the vault instead."),
        ),
        "locked": (
            _("Your system's keychain is locked."),
            _("Unlock it, then open the program again."),
        ),
        "timed_out": (
            _("Your system's keychain did not answer in time."),
            _("Look whether it is waiting for you in another window, then try again."),
        ),
    }
    other = (
        _("Your system's keychain could not be used."),
        _("Check that it works for other programs, then open this one again."),
    )
    what, remedy = reasons.get(error.reason, other)
    return Explanation(what=what, remedy=remedy)


def _keychain_gone(error: errors.KeychainUnavailable) -> Explanation:
    """The same, for a vault whose key is already in a keychain: no passphrase can replace it."""
    reasons = {
        "none": _("The key of this vault is in {keychain}, which is not running."),
        "untrusted": _("The key of this vault is in {keychain}, and another keychain answered."),
        "locked": _("The key of this vault is in {keychain}, which is locked."),
        "timed_out": _("The key of this vault is in {keychain}, which did not answer in time."),
    }
    other = _("The key of this vault is in {keychain}, which could not be used.")
    return Explanation(
        what=reasons.get(error.reason, other).format(keychain=error.expected),
        remedy=_("Start or unlock it, then open the program again. The vault was not changed."),
    )


@explain.register
def _passphrase_needed(error: errors.PassphraseNeeded) -> Explanation:
    return Explanation(
        what=_("The vault needs its passphrase, because no keychain holds its key."),
        remedy=_(
            "Type it when asked, or put it in a file that only you can read and name that file "
            "in EXPOSURE_PASSPHRASE_FILE."
        ),
    )


@explain.register
def _wrong_passphrase(error: errors.WrongPassphrase) -> Explanation:
    return Explanation(
        what=_("This passphrase does not open the vault."),
        remedy=_("Try again; look at capitals and the keyboard's language. Nothing was changed."),
    )


@explain.register
def _key_missing(error: errors.KeyMissing) -> Explanation:
    return Explanation(
        what=_("The vault is here, but its key is no longer in the keychain."),
        remedy=_(
            "Restore the keychain it was made with. If the key is gone for good, nobody can read "
            "the vault any more: erase it and begin anew."
        ),
    )


@explain.register
def _vault_damaged(error: errors.VaultDamaged) -> Explanation:
    return Explanation(
        what=_("The vault's file is damaged, or is not a vault."),
        remedy=_("Put back a copy from your backup. If there is none, erase it and begin anew."),
    )


@explain.register
def _vault_too_new(error: errors.VaultTooNew) -> Explanation:
    return Explanation(
        what=_("A newer version of this program wrote your vault. It was left untouched."),
        remedy=_("Install that version or a later one."),
    )


@explain.register
def _vault_busy(error: errors.VaultBusy) -> Explanation:
    return Explanation(
        what=_("The vault is open in another window or another run of this program."),
        remedy=_("Close the other one, or wait until it is done."),
    )


@explain.register
def _escape_refused(error: errors.EscapeRefused) -> Explanation:
    return Explanation(
        what=_("A part of this program tried to reach {target} by a way that is not ours.").format(
            target=error.target
        ),
        remedy=_(
            "It was stopped before anything was sent, and it is in the record of requests. "
            "Please tell whoever makes this program."
        ),
    )


@explain.register
def _disk_full(error: errors.DiskFull) -> Explanation:
    reasons = {
        "full": (
            _("There is no room left to write to the vault."),
            _("Free some disk space and go on. What was found until now is kept."),
        ),
        "in_use": (
            _("Another program is using a file of the vault, so nothing could be written there."),
            _(
                "Wait a moment and try again. It may be a virus scanner, a backup, or a program "
                "that keeps folders the same on several computers. Nothing that was kept is lost."
            ),
        ),
        "no_folder": (
            _("The vault's folder cannot be made."),
            _("Look whether its name is possible here, and whether a file is in its place."),
        ),
        "read_only": (
            _("This program has no leave to write to the vault's folder."),
            _(
                "Look whether the folder, or the drive it is on, is read-only or belongs to "
                "somebody else. Nothing that was kept is lost."
            ),
        ),
    }
    gone = (
        _("The drive that the vault is on does not answer."),
        _("Connect it again, then open the program again. What was found until now is kept."),
    )
    what, remedy = reasons.get(error.reason, gone)
    return Explanation(what=what, remedy=remedy)


@explain.register
def _no_passphrase(error: errors.NoPassphrase) -> Explanation:
    return Explanation(
        what=_("This vault has no passphrase: its key is in {keychain}.").format(
            keychain=error.keychain
        ),
        remedy=_("To open it with a passphrase instead, move the key first."),
    )


@explain.register
def _vault_in_the_way(error: errors.VaultInTheWay) -> Explanation:
    return Explanation(
        what=_("There is a vault here already, and a backup would replace it."),
        remedy=_(
            "Say --replace to give it up for the backup, or restore to another folder with --home."
        ),
    )


@explain.register
def _backup_damaged(error: errors.BackupDamaged) -> Explanation:
    return Explanation(
        what=_("{path} is not a backup of this program, or not all of it is there.").format(
            path=error.path
        ),
        remedy=_("Nothing was changed. Try another copy of the backup, if you have one."),
    )


@explain.register
def _backup_too_new(error: errors.BackupTooNew) -> Explanation:
    return Explanation(
        what=_("A newer version of this program made the backup {path}.").format(path=error.path),
        remedy=_("Nothing was changed. Install that version or a later one, and restore with it."),
    )


@explain.register
def _wrong_backup_passphrase(error: errors.WrongBackupPassphrase) -> Explanation:
    return Explanation(
        what=_("This passphrase does not open the backup {path}.").format(path=error.path),
        remedy=_(
            "It is the one chosen when the backup was made, not the vault's. Nothing was changed."
        ),
    )
