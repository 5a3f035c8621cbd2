"""`exposure ledger`: every request this program made or refused."""

import argparse
from dataclasses import asdict

from exposure_app.cli.grammar import Verbs
from exposure_app.cli.opening import open_session
from exposure_app.cli.terminal import DONE, Terminal
from exposure_app.i18n import _


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("ledger", parents=[common], help="list every request ever made")
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the requests, oldest first."""
    with open_session(args) as session:
        requests = session.ledger()
    if not requests:
        terminal.say(_("Nothing was ever asked of the outside."))
    for request in requests:
        outcome = request.refused or request.status
        terminal.say(
            f"{request.at:%Y-%m-%d %H:%M:%S}  {request.purpose:7} {outcome}  {request.url}"
        )
    terminal.document(
        {"requests": [{**asdict(request), "at": request.at.isoformat()} for request in requests]}
    )
    return DONE
