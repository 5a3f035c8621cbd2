"""`exposure self-check`: does everything this program stands on work here?"""

import argparse

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal
from exposure_app.contract.checks import self_check_document
from exposure_app.i18n import _
from exposure_app.wording import check_name, check_words


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("self-check", parents=[common], help=_("try every part once"))
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Try each part; a problem if one does not work."""
    with open_session(args) as session:
        checks = session.self_check()
    words = [check_words(one) for one in checks]
    for check, said in zip(checks, words, strict=True):
        sign = "ok     " if check.is_ok else "PROBLEM"
        terminal.say(f"{sign} {check_name(check.name)}: {said.what}")
        if said.remedy:
            terminal.say(f"        {said.remedy}")
    terminal.document(self_check_document(checks))
    return DONE if all(check.is_ok for check in checks) else PROBLEM
