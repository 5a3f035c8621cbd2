"""`exposure ledger`: every request this program made or refused."""

import argparse
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal
from exposure_app.contract.requests import ledger_document
from exposure_app.domain.requests import GUARD, PURPOSES, LedgerFilter
from exposure_app.i18n import _


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("ledger", parents=[common], help=_("list every request ever made"))
    verb.add_argument("--host", default="", help=_("only those to a host with this in its name"))
    verb.add_argument("--purpose", default="", choices=[*PURPOSES, GUARD], help=_("only these"))
    verb.add_argument("--text", default="", help=_("only those with this anywhere in their line"))
    verb.add_argument("--refused", action="store_true", help=_("only what we declined to send"))
    verb.add_argument(
        "--out", type=Path, metavar="FILE", help=_("also write them to a .csv or .json file")
    )
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the requests, oldest first."""
    wanted = LedgerFilter(args.host, args.purpose, args.text, args.refused)
    with open_session(args) as session:
        requests = session.requests.all(wanted)
        if args.out:
            session.requests.write(args.out, wanted)
    if not requests and wanted == LedgerFilter():
        terminal.say(_("Nothing was ever asked of the outside."))
    elif not requests:
        terminal.say(_("No request is like that."))
    for request in requests:
        outcome = request.refused or request.status
        terminal.say(
            f"{request.at:%Y-%m-%d %H:%M:%S}  {request.purpose:7} {outcome}  {request.url}"
        )
    if args.out:
        terminal.say(_("Written to {path}").format(path=args.out.absolute()))
    terminal.document(ledger_document(requests))
    return DONE
