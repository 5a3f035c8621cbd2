"""`exposure settings [NAME VALUE]`: what may be chosen, and what is."""

import argparse

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal
from exposure_app.contract.settings import settings_document
from exposure_app.i18n import _
from exposure_app.session import Session
from exposure_app.settings import known
from exposure_app.wording import allowed_words, choice_words


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("settings", parents=[common], help=_("list what is chosen, or choose"))
    names = [name for name, setting in known().items() if not setting.has_own_verb]
    verb.add_argument("name", nargs="?", metavar="NAME", type=_name, choices=names)
    verb.add_argument("value", nargs="?", metavar="VALUE")
    verb.set_defaults(run=run, fail=verb.error)


def _name(text: str) -> str:
    return text.strip().lower().replace("-", "_")


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Change one if it is named; then list them, or the one."""
    if args.name and args.value is None:
        args.fail(_("which value? {allowed}").format(allowed=allowed_words(args.name)))
    with open_session(args) as session:
        if args.name:
            _change(session, args)
        settings = session.settings.current()
    for name, word in settings.words().items():
        shown = f"{name.replace('_', '-')} {word}".rstrip()
        terminal.say(f"{shown}: {choice_words(settings, name)}")
    terminal.document(settings_document(settings))
    return DONE


def _change(session: Session, args: argparse.Namespace) -> None:
    try:
        changed = session.settings.current().changed(args.name, args.value)
    except ValueError:
        args.fail(
            _("{text} is none of: {allowed}").format(
                text=args.value, allowed=allowed_words(args.name)
            )
        )
    else:
        session.settings.change(changed)
