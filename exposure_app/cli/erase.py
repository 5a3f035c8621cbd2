"""`exposure erase`: everything this profile keeps, the key first."""

import argparse
import sys

from exposure_app.cli.grammar import Verbs
from exposure_app.cli.opening import home_of
from exposure_app.cli.terminal import DONE, PROBLEM, Terminal
from exposure_app.i18n import _
from exposure_app.session import erase_home


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("erase", parents=[common], help=_("remove everything and the key"))
    verb.add_argument("--yes", action="store_true", help=_("do not ask"))
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Erase. Needs no passphrase: who lost it must be able to start anew."""
    home = home_of(args)
    if not args.yes:
        if not sys.stdin.isatty():
            terminal.warn(_("This removes everything. Say so with --yes."))
            return PROBLEM
        print(_("This removes every photo, finding and verdict kept here. It cannot be undone."))
        if input(_("Type 'erase' to go on: ")).strip().lower() != "erase":
            terminal.say(_("Nothing was removed."))
            return PROBLEM
    erase_home(home)
    terminal.say(_("Everything is removed."))
    terminal.document({"erased": True})
    return DONE
