"""Opens the session a verb works on, asking for the passphrase where the vault needs one."""

import argparse
import sys
from pathlib import Path

from exposure_app import log
from exposure_app.cli.terminal.passphrases import ask_passphrase
from exposure_app.paths import Home
from exposure_app.session import AskPassphrase, Session
from exposure_app.wording import storage_notice


def home_of(args: argparse.Namespace) -> Home:
    """The profile named on the command line, else the user's."""
    return Home.at(Path(args.home)) if args.home else Home.of_user()


def open_session(args: argparse.Namespace, ask: AskPassphrase = ask_passphrase) -> Session:
    """Open the vault of the profile, and warn of what is not as it should be with its place.

    Raises:
        VaultError: it cannot be opened.
        CannotRead: EXPOSURE_PASSPHRASE_FILE names a file that cannot be read.
    """
    home = home_of(args)
    home.create()
    log.start(home.log)
    session = Session.open(home, ask_passphrase=ask)
    for notice in session.vault.notices():
        said = storage_notice(notice)
        print(f"{said.what} {said.remedy}", file=sys.stderr)
    return session
