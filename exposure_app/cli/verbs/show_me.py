"""`exposure show-me`: an audit of a site that remembers every byte, and a look at all of them."""

import argparse

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal, stopped_by_signal
from exposure_app.contract.checks import show_me_document
from exposure_app.demo.show_me import show_me
from exposure_app.i18n import _
from exposure_app.wording import show_me_lines, show_me_verdict


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser(
        "show-me", parents=[common], help=_("see every byte that an audit sends, on built-in data")
    )
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Run the test; a problem if anything of the person was sent."""
    with stopped_by_signal() as cancel:
        shown = show_me(report=terminal.progress, cancel=cancel)
    for number, request in enumerate(shown.requests, 1):
        terminal.say(_("Request {n}, as it was sent:").format(n=number))
        for line in request.splitlines():
            terminal.say(f"    {line}")
    terminal.say("")
    for line in show_me_lines(shown):
        terminal.say(line)
    terminal.say("")
    terminal.say(show_me_verdict(shown))
    terminal.document(show_me_document(shown))
    return DONE if shown.is_clean else PROBLEM
