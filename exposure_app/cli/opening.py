"""Opens the session a verb works on, asking for the passphrase where the vault needs one."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from exposure_app import log
from exposure_app.domain.errors import CannotRead
from exposure_app.i18n import _
from exposure_app.paths import Home
from exposure_app.session import Session

PASSPHRASE_FILE_VARIABLE = "EXPOSURE_PASSPHRASE_FILE"  # noqa: S105 - a name, no passphrase


def home_of(args: argparse.Namespace) -> Home:
    """The profile named on the command line, else the user's."""
    return Home.at(Path(args.home)) if args.home else Home.of_user()


def open_session(args: argparse.Namespace) -> Session:
    """Open the vault of the profile.

    Raises:
        VaultError: it cannot be opened.
        CannotRead: EXPOSURE_PASSPHRASE_FILE names a file that cannot be read.
    """
    home = home_of(args)
    home.create()
    log.start(home.log)
    return Session.open(home, ask_passphrase=ask_passphrase)


def ask_passphrase(is_new: bool) -> str | None:
    """The passphrase from its file, else typed; None where there is nobody to type it."""
    if named := os.environ.get(PASSPHRASE_FILE_VARIABLE):
        try:
            return Path(named).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as cause:
            raise CannotRead(named) from cause
    if not sys.stdin.isatty():
        return None
    if not is_new:
        return getpass.getpass(_("Passphrase: "))
    print(_("This computer offers no keychain, so your data needs a passphrase."), file=sys.stderr)
    print(_("There is no way to recover it. Write it down."), file=sys.stderr)
    while True:
        first = getpass.getpass(_("New passphrase: "))
        if not first:
            return None
        if getpass.getpass(_("The same again: ")) == first:
            return first
        print(_("The two differ. Once more:"), file=sys.stderr)
