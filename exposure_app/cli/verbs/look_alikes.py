"""`exposure look-alikes` and `exposure look-alike ...`: people a subject is easily taken for."""

import argparse
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.rescoring import reconsider
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.contract.look_alikes import (
    look_alike_added_document,
    look_alike_removed_document,
    look_alikes_document,
)
from exposure_app.domain.subjects import LookAlikeId
from exposure_app.i18n import _, figures


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of both verbs."""
    listing = verbs.add_parser(
        "look-alikes", parents=[common], help=_("list who is easily taken for somebody enrolled")
    )
    listing.add_argument("--subject", default=None, metavar="NAME", help=_("whose (default: all)"))
    listing.set_defaults(run=run)
    one = verbs.add_parser("look-alike", help=_("add or remove a look-alike"))
    actions = one.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", parents=[common], help=_("add a photo of a look-alike"))
    add.add_argument("photo", type=Path, metavar="PHOTO")
    add.add_argument("--subject", default="me", metavar="NAME", help=_("whom they look like"))
    add.add_argument(
        "--face", type=int, metavar="N", help=_("which face of a group photo, from the left")
    )
    add.set_defaults(run=run_add)
    remove = actions.add_parser("remove", parents=[common], help=_("forget a look-alike"))
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(run=run_remove)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the look-alikes."""
    with open_session(args) as session:
        names = [args.subject] if args.subject else [one.name for one in session.people.all()]
        known = [(name, one) for name in names for one in session.people.look_alikes(name)]
    if not known:
        terminal.say(
            _("No look-alike was added. Begin with: exposure look-alike add PHOTO --subject NAME")
        )
    for name, one in known:
        terminal.say(f"{one.id}  {name}  {figures.day(one.added_at)}")
    terminal.document(look_alikes_document(known))
    return DONE


def run_add(args: argparse.Namespace, terminal: Terminal) -> int:
    """Add one, and look at the findings again."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        added = session.people.add_look_alike(args.photo, subject=args.subject, face=args.face)
        terminal.say(
            _("Added as {id}. Whoever is nearer to them than to {name} counts for less.").format(
                id=added.id, name=args.subject
            )
        )
        changes = reconsider(session, args.subject, terminal, cancel)
    terminal.document(look_alike_added_document(added, args.subject, changes))
    return DONE


def run_remove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one, and look at the findings again."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        of = [
            subject.name
            for subject in session.people.all()
            if any(one.id == args.id for one in session.people.look_alikes(subject.name))
        ]
        session.people.remove_look_alike(LookAlikeId(args.id))
        terminal.say(_("Removed."))
        changes = [change for name in of for change in reconsider(session, name, terminal, cancel)]
    terminal.document(look_alike_removed_document(args.id, changes))
    return DONE
