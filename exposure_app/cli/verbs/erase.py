"""`exposure erase`: everything this profile keeps, the key first."""

import argparse
import sys

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import home_of
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal
from exposure_app.contract.vault import erased_document
from exposure_app.domain.receipts import Receipt
from exposure_app.i18n import _
from exposure_app.session import erase_home
from exposure_app.wording import receipt_lines


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
    receipt = erase_home(home)
    say_receipt(receipt, terminal)
    terminal.document(erased_document(receipt))
    return DONE


def say_receipt(receipt: Receipt, terminal: Terminal) -> None:
    """What was removed, in words."""
    first, *rest = receipt_lines(receipt)
    terminal.say(first)
    for line in rest:
        terminal.say(f"    {line}")
