"""`exposure subjects` and `exposure subject remove NAME`: who is looked for."""

import argparse

from exposure_app.cli.grammar import Verbs
from exposure_app.cli.opening import open_session
from exposure_app.cli.terminal import DONE, Terminal
from exposure_app.i18n import _, ngettext


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of both verbs."""
    listing = verbs.add_parser("subjects", parents=[common], help="list who is enrolled")
    listing.set_defaults(run=run)
    one = verbs.add_parser("subject", help="remove a person")
    actions = one.add_subparsers(dest="action", metavar="ACTION", required=True)
    remove = actions.add_parser("remove", parents=[common], help="forget a person entirely")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=run_remove)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the subjects."""
    with open_session(args) as session:
        subjects = session.subjects()
    if not subjects:
        terminal.say(_("Nobody is enrolled yet. Begin with: exposure enrol PHOTO..."))
    for subject in subjects:
        count = ngettext("{count} photo", "{count} photos", subject.templates)
        terminal.say(f"{subject.name}: {count.format(count=subject.templates)}")
    terminal.document(
        {
            "subjects": [
                {
                    "name": subject.name,
                    "consent": subject.consent.value,
                    "consented_at": subject.consented_at.isoformat(),
                    "templates": subject.templates,
                }
                for subject in subjects
            ]
        }
    )
    return DONE


def run_remove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one subject."""
    with open_session(args) as session:
        session.remove_subject(args.name)
    terminal.say(_("{name} and everything found of them is removed.").format(name=args.name))
    terminal.document({"removed": args.name})
    return DONE
