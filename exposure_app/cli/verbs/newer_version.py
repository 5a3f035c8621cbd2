"""`exposure newer-version`: asks once whether there is a newer version, and installs nothing."""

import argparse

from exposure_app import RELEASED
from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.contract.newer import newer_version_document
from exposure_app.domain.days import today
from exposure_app.i18n import _
from exposure_app.wording import news_words, own_version_words, unsafe_words, where_from_words


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser(
        "newer-version", parents=[common], help=_("ask whether there is a newer version")
    )
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Ask, and say what is known; a problem if it cannot be told."""
    terminal.say(own_version_words(today()))
    with open_session(args) as session, stopped_by_signal() as cancel:
        news = session.newer.look(cancel=cancel)
    for line in (news_words(news), unsafe_words(news), where_from_words(news)):
        if line:
            terminal.say(line)
    terminal.document(newer_version_document(news, RELEASED))
    return DONE
