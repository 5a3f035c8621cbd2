"""`exposure source add|prove|remove` and `exposure sources`: where to look, and by what right."""

import argparse
import sys

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal, stopped_by_signal
from exposure_app.cli.verbs import source_add
from exposure_app.cli.verbs.kept_faces import add_actions, kept_line
from exposure_app.contract.sources import (
    removal_document,
    schedule_document,
    source_document,
    sources_document,
)
from exposure_app.domain.days import today
from exposure_app.domain.errors import NotProved
from exposure_app.domain.removal import Removal
from exposure_app.domain.sources import SourceId
from exposure_app.i18n import _
from exposure_app.session.sources.source_verbs import MAX_DAYS
from exposure_app.wording import (
    going_lines,
    permission_words,
    proof_words,
    removal_lines,
    removed_words,
    schedule_words,
)


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of these verbs."""
    verbs.add_parser("sources", parents=[common], help=_("list the places to look")).set_defaults(
        run=run
    )
    source = verbs.add_parser("source", help=_("add, prove or remove a place"))
    actions = source.add_subparsers(dest="action", metavar="ACTION", required=True)
    source_add.add_to(actions, common)
    prove = actions.add_parser("prove", parents=[common], help=_("show that a site is yours"))
    prove.add_argument("id", metavar="ID")
    prove.add_argument(
        "--lift-robots", action=argparse.BooleanOptionalAction, default=None,
        help=_("once it is proved, pass over its robots.txt, on that host alone"),
    )  # fmt: skip
    prove.set_defaults(run=run_prove)
    schedule = actions.add_parser(
        "schedule", parents=[common], help=_("look at a place again every so many days")
    )
    schedule.add_argument("id", metavar="ID")
    schedule.add_argument(
        "--every", type=_days, required=True, metavar="DAYS",
        help=_("1 to 365; 0: only when asked to. While the window is open, or by audit --due"),
    )  # fmt: skip
    schedule.set_defaults(run=run_schedule)
    add_actions(actions, common)
    remove = actions.add_parser(
        "remove", aliases=["revoke"], parents=[common],
        help=_("forget a place, or take back the leave to look there, with what was found there"),
    )  # fmt: skip
    remove.add_argument("id", metavar="ID")
    remove.add_argument("--yes", action="store_true", help=_("do not ask"))
    remove.set_defaults(run=run_remove)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the sources."""
    with open_session(args) as session:
        sources = session.sources.all()
        kept = session.kept.counts()
    if not sources:
        terminal.say(_("No place was added yet. Begin with: exposure source add ADDRESS"))
    for source in sources:
        terminal.say(f"{source.id}  {source.footing.value:9}  {source.locator}")
        if source.permission:
            terminal.say(f"    {permission_words(source.permission, today())}")
        if source.id in kept:
            terminal.say(f"    {kept_line(kept[source.id])}")
    terminal.document(sources_document(sources, kept))
    return DONE


def run_prove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Ask a site for its token; say where to put it if it is not there."""
    wanted = SourceId(args.id)
    with open_session(args) as session, stopped_by_signal() as cancel:
        try:
            source = session.sources.prove(wanted, cancel=cancel)
        except NotProved:
            terminal.say(proof_words(session.sources.ways_to_prove(wanted)))
            raise
        if args.lift_robots is not None:
            source = session.sources.lift_robots(wanted, lifts=args.lift_robots)
    terminal.say(_("{locator} is proved to be yours.").format(locator=source.locator))
    terminal.document(source_document(source))
    return DONE


def run_schedule(args: argparse.Namespace, terminal: Terminal) -> int:
    """Keep after how many days a source is looked at again."""
    with open_session(args) as session:
        session.sources.schedule(SourceId(args.id), args.every)
    terminal.say(schedule_words(args.every))
    terminal.document(schedule_document(args.id, args.every))
    return DONE


def _days(text: str) -> int:
    days = int(text)
    if not 0 <= days <= MAX_DAYS:
        raise ValueError(text)
    return days


def run_remove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one source."""
    wanted = SourceId(args.id)
    with open_session(args) as session:
        going = session.sources.what_goes(wanted)
        if not args.yes and sys.stdin.isatty() and not _is_agreed_to(going):
            terminal.say(_("Nothing was removed."))
            return PROBLEM
        receipt = session.sources.remove(wanted)
    for line in (removed_words(receipt), *removal_lines(receipt)):
        terminal.say(line)
    terminal.document(removal_document(receipt))
    return DONE


def _is_agreed_to(going: Removal) -> bool:
    print(_("This forgets {place}.").format(place=going.source.locator))
    for line in (*removal_lines(going), *(f"    {one}" for one in going_lines(going))):
        print(line)
    return input(_("Type 'remove' to go on: ")).strip().lower() == "remove"
