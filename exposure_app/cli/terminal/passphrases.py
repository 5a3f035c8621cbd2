"""Passphrases: from a file that a variable names, else typed; never from the command line."""

import getpass
import os
import sys
from pathlib import Path

from exposure_app.domain.errors import CannotRead
from exposure_app.i18n import _

PASSPHRASE_FILE_VARIABLE = "EXPOSURE_PASSPHRASE_FILE"  # noqa: S105 - a name, no passphrase
NEW_PASSPHRASE_FILE_VARIABLE = "EXPOSURE_NEW_PASSPHRASE_FILE"  # noqa: S105 - as above
BACKUP_PASSPHRASE_FILE_VARIABLE = "EXPOSURE_BACKUP_PASSPHRASE_FILE"  # noqa: S105 - as above


def ask_passphrase(is_new: bool) -> str | None:
    """The vault's passphrase; None where there is nobody to type it.

    Raises:
        CannotRead: EXPOSURE_PASSPHRASE_FILE names a file that cannot be read.
    """
    if (named := _from_file(PASSPHRASE_FILE_VARIABLE)) is not None:
        return named
    if not sys.stdin.isatty():
        return None
    if not is_new:
        return getpass.getpass(_("Passphrase: "))
    print(_("This computer offers no keychain, so your data needs a passphrase."), file=sys.stderr)
    return _typed_twice()


def ask_new_passphrase() -> str:
    """A passphrase to replace the vault's, or its key in the keychain; "" if nobody gave one.

    Raises:
        CannotRead: EXPOSURE_NEW_PASSPHRASE_FILE names a file that cannot be read.
    """
    return _named_or_typed_twice(NEW_PASSPHRASE_FILE_VARIABLE)


def ask_backup_passphrase(*, is_new: bool) -> str:
    """The passphrase of a backup; "" if nobody gave one.

    Raises:
        CannotRead: EXPOSURE_BACKUP_PASSPHRASE_FILE names a file that cannot be read.
    """
    if is_new:
        return _named_or_typed_twice(BACKUP_PASSPHRASE_FILE_VARIABLE)
    if (named := _from_file(BACKUP_PASSPHRASE_FILE_VARIABLE)) is not None:
        return named
    return getpass.getpass(_("Passphrase of the backup: ")) if sys.stdin.isatty() else ""


def _named_or_typed_twice(variable: str) -> str:
    if (named := _from_file(variable)) is not None:
        return named
    return (_typed_twice() or "") if sys.stdin.isatty() else ""


def _from_file(variable: str) -> str | None:
    named = os.environ.get(variable)
    if not named:
        return None
    try:
        # Windows' editors put a mark before the first letter, which nobody could type.
        return Path(named).read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as cause:
        raise CannotRead(named) from cause


def _typed_twice() -> str | None:
    print(_("There is no way to recover it. Write it down."), file=sys.stderr)
    while True:
        first = getpass.getpass(_("New passphrase: "))
        if not first:
            return None
        if getpass.getpass(_("The same again: ")) == first:
            return first
        print(_("The two differ. Once more:"), file=sys.stderr)
