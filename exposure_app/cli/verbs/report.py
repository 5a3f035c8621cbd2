"""`exposure report FILE`: the newest audit and every finding, to keep or show."""

import argparse
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal
from exposure_app.contract.reports import report_document
from exposure_app.i18n import _


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("report", parents=[common], help=_("write a report"))
    verb.add_argument("file", type=Path, metavar="FILE.{html,pdf,csv,json}")
    verb.add_argument(
        "--redacted", action="store_true", help=_("leave out names, addresses and faces")
    )
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Write the report."""
    with open_session(args) as session:
        session.reports.write(args.file, redacted=args.redacted)
    terminal.say(_("Written: {path}").format(path=args.file))
    terminal.document(report_document(args.file, is_redacted=args.redacted))
    return DONE
