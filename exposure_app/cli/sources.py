"""`exposure source add|prove|remove` and `exposure sources`: where to look, and by what right."""

import argparse
from typing import Any

from exposure_app.cli.grammar import Verbs, word_of
from exposure_app.cli.opening import open_session
from exposure_app.cli.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.domain.errors import NotProved
from exposure_app.domain.sources import Budget, Footing, Kind, Source, SourceId
from exposure_app.i18n import _
from exposure_app.wording import proof_words

_DEFAULT = Budget()


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of these verbs."""
    verbs.add_parser("sources", parents=[common], help="list the places to look").set_defaults(
        run=run
    )
    source = verbs.add_parser("source", help="add, prove or remove a place")
    actions = source.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", parents=[common], help="add a place to look")
    add.add_argument(
        "locator",
        metavar="LOCATOR",
        help="a web address, an account, a folder, a picture, or a ZIP, HAR, WARC or WACZ file",
    )
    add.add_argument(
        "--footing",
        type=word_of(Footing),
        required=True,
        metavar="{owned,opted-in,my-export}",
        help="why you may look there: it is yours, someone agreed, or you hold the files",
    )
    add.add_argument(
        "--kind",
        type=_kind,
        default=None,
        metavar=f"{{auto,{','.join(kind.value for kind in Kind)}}}",
        help="default: auto",
    )
    add.add_argument("--note", default="", metavar="TEXT", help="who agreed, and when")
    add.add_argument("--depth", type=_count, default=_DEFAULT.depth, metavar="N")
    add.add_argument("--max-pages", type=_count, default=_DEFAULT.max_pages, metavar="N")
    add.add_argument("--max-images", type=_count, default=_DEFAULT.max_images, metavar="N")
    add.add_argument("--max-bytes", type=_count, default=_DEFAULT.max_bytes, metavar="N")
    add.add_argument(
        "--delay", type=_seconds, default=_DEFAULT.delay_s, metavar="S",
        help="seconds between two requests to one host",
    )  # fmt: skip
    add.add_argument(
        "--allow-private", action="store_true", help="the address is on your own network"
    )
    add.set_defaults(run=run_add)
    prove = actions.add_parser("prove", parents=[common], help="show that a site is yours")
    prove.add_argument("id", metavar="ID")
    prove.add_argument(
        "--lift-robots", action=argparse.BooleanOptionalAction, default=None,
        help="once it is proved, pass over its robots.txt, on that host alone",
    )  # fmt: skip
    prove.set_defaults(run=run_prove)
    remove = actions.add_parser("remove", parents=[common], help="forget a place")
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(run=run_remove)


def _kind(text: str) -> Kind | None:
    return None if text == "auto" else word_of(Kind)(text)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to 3600")
    return seconds


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the sources."""
    with open_session(args) as session:
        sources = session.sources()
    if not sources:
        terminal.say(_("No place was added yet. Begin with: exposure source add ADDRESS"))
    for source in sources:
        terminal.say(f"{source.id}  {source.footing.value:9}  {source.locator}")
    terminal.document({"sources": [as_document(source) for source in sources]})
    return DONE


def run_add(args: argparse.Namespace, terminal: Terminal) -> int:
    """Add one source."""
    budget = Budget(
        depth=args.depth,
        max_pages=args.max_pages,
        max_images=args.max_images,
        max_bytes=args.max_bytes,
        delay_s=args.delay,
    )
    with open_session(args) as session:
        source = session.add_source(
            args.locator,
            args.footing,
            kind=args.kind,
            note=args.note,
            budget=budget,
            allow_private=args.allow_private,
        )
    terminal.say(_("Added {locator} as {id}.").format(locator=source.locator, id=source.id))
    terminal.document(as_document(source))
    return DONE


def run_prove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Ask a site for its token; say where to put it if it is not there."""
    wanted = SourceId(args.id)
    with open_session(args) as session, stopped_by_signal() as cancel:
        try:
            source = session.prove_source(wanted, cancel=cancel)
        except NotProved:
            terminal.say(proof_words(session.ways_to_prove(wanted)))
            raise
        if args.lift_robots is not None:
            source = session.lift_robots(wanted, lifts=args.lift_robots)
    terminal.say(_("{locator} is proved to be yours.").format(locator=source.locator))
    terminal.document(as_document(source))
    return DONE


def run_remove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one source."""
    with open_session(args) as session:
        session.remove_source(SourceId(args.id))
    terminal.say(_("Removed."))
    terminal.document({"removed": args.id})
    return DONE


def as_document(source: Source) -> dict[str, Any]:
    """A source as JSON."""
    return {
        "id": source.id,
        "locator": source.locator,
        "kind": source.kind.value,
        "footing": source.footing.value,
        "note": source.note,
        "added_at": source.added_at.isoformat(),
        "depth": source.budget.depth,
        "max_pages": source.budget.max_pages,
        "max_images": source.budget.max_images,
        "max_bytes": source.budget.max_bytes,
        "delay": source.budget.delay_s,
        "allow_private": source.allow_private,
        "token": source.token,
        "proved_by": source.proved_by.value if source.proved_by else None,
        "proved_at": source.proved_at.isoformat() if source.proved_at else None,
        "lifts_robots": source.lifts_robots,
    }
