"""`exposure answers` and `exposure undo`: what was said of findings, and taking it back."""

import argparse

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.rescoring import reconsider
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.contract.verdicts import answers_document, undone_document
from exposure_app.i18n import _, figures, ngettext
from exposure_app.wording import verdict_words


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of both verbs."""
    listing = verbs.add_parser(
        "answers", parents=[common], help=_("list what you said of findings, newest first")
    )
    listing.set_defaults(run=run)
    undo = verbs.add_parser("undo", parents=[common], help=_("take back your newest answer"))
    undo.add_argument(
        "number", nargs="?", type=int, metavar="NUMBER",
        help=_("an answer's number: it is taken back, and every newer one"),
    )  # fmt: skip
    undo.set_defaults(run=run_undo)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the answers that can be taken back."""
    with open_session(args) as session:
        answers = session.findings.verdict_history()
    if not answers:
        terminal.say(_("There is no answer to take back."))
    for one in answers:
        terminal.say(
            f"{one.number}  {figures.minute(one.at)}  {one.finding.id}  "
            f"{one.finding.subject}: {verdict_words(one.verdict)}"
        )
    terminal.document(answers_document(answers))
    return DONE


def run_undo(args: argparse.Namespace, terminal: Terminal) -> int:
    """Take back one answer or several, and say what that changes elsewhere."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        number = args.number
        if number is None:
            newest = session.findings.verdict_history(at_most=1)
            number = newest[0].number if newest else None
        findings = [] if number is None else session.findings.undo_back_to(number)
        if findings:
            terminal.say(
                ngettext(
                    "Your answer to {n} finding is as it was before.",
                    "Your answers to {n} findings are as they were before.",
                    len(findings),
                ).format(n=len(findings))
            )
        else:
            terminal.say(_("There is no answer to take back."))
        for one in findings:
            terminal.say(f"    {one.id}  {one.subject}: {verdict_words(one.verdict)}")
        subjects = dict.fromkeys(one.subject for one in findings)
        changes = [
            move for name in subjects for move in reconsider(session, name, terminal, cancel)
        ]
    terminal.document(undone_document(findings, changes))
    return DONE
