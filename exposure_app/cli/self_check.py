"""`exposure self-check`: does everything this program stands on work here?"""

import argparse

from exposure_app.cli.grammar import Verbs
from exposure_app.cli.opening import open_session
from exposure_app.cli.terminal import DONE, PROBLEM, Terminal
from exposure_app.i18n import _


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("self-check", parents=[common], help=_("try every part once"))
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Try each part; a problem if one does not work."""
    with open_session(args) as session:
        checks = session.self_check()
    for check in checks:
        terminal.say(f"{_('ok') if check.is_ok else _('PROBLEM'):8} {check.name}: {check.detail}")
    is_ok = all(check.is_ok for check in checks)
    terminal.document(
        {
            "ok": is_ok,
            "checks": [
                {"name": check.name, "ok": check.is_ok, "detail": check.detail} for check in checks
            ],
        }
    )
    return DONE if is_ok else PROBLEM
