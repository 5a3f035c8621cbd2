"""`exposure judge ID me|not-me|unsure`: the person decides."""

import argparse

from exposure_app.cli.grammar import Verbs, word_of
from exposure_app.cli.opening import open_session
from exposure_app.cli.terminal import DONE, Terminal
from exposure_app.domain.findings import FindingId, Verdict
from exposure_app.i18n import _
from exposure_app.report.document import finding_document


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("judge", parents=[common], help="say whether a finding is you")
    verb.add_argument("id", metavar="ID")
    verb.add_argument("verdict", type=word_of(Verdict), metavar="{me,not-me,unsure}")
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Keep the verdict."""
    with open_session(args) as session:
        finding = session.judge(FindingId(args.id), args.verdict)
    terminal.say(_("Kept. It stays so in every later audit."))
    terminal.document(finding_document(finding))
    return DONE
