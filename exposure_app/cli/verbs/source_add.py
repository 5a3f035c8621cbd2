"""`exposure source add`: a place to look, by what right, and how far."""

import argparse
from datetime import date

from exposure_app.cli.terminal.grammar import Verbs, word_of
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal
from exposure_app.cli.verbs.kept_faces import days
from exposure_app.contract.sources import source_document
from exposure_app.domain.days import today
from exposure_app.domain.sources import Budget, Footing, Kind, Permission, RecognisedSource, Source
from exposure_app.i18n import _
from exposure_app.wording import budget_words, keep_faces_meaning, permission_words, scope_words

_DEFAULT = Budget()


def add_to(actions: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of this action."""
    add = actions.add_parser("add", parents=[common], help=_("add a place to look"))
    add.add_argument(
        "locator",
        metavar="LOCATOR",
        help=_(
            "a web address, an account, a folder, a picture or video, or a PDF, ZIP, HAR, WARC or"
            " WACZ file"
        ),
    )
    add.add_argument(
        "--footing",
        type=word_of(Footing),
        required=True,
        metavar="{owned,opted-in,my-export}",
        help=_("why you may look there: it is yours, someone agreed, or you hold the files"),
    )
    add.add_argument(
        "--kind",
        type=_kind,
        default=None,
        metavar=f"{{auto,{','.join(kind.value for kind in Kind)}}}",
        help=_("default: auto"),
    )
    _add_permission(add)
    add.add_argument("--depth", type=_count, default=_DEFAULT.depth, metavar="N")
    add.add_argument("--max-pages", type=_count, default=_DEFAULT.max_pages, metavar="N")
    add.add_argument("--max-images", type=_count, default=_DEFAULT.max_images, metavar="N")
    add.add_argument("--max-bytes", type=_count, default=_DEFAULT.max_bytes, metavar="N")
    add.add_argument(
        "--max-host-bytes", type=_count, default=_DEFAULT.max_host_bytes, metavar="N",
        help=_("from any one host besides the place's own"),
    )  # fmt: skip
    add.add_argument("--max-minutes", type=_count, default=_DEFAULT.max_minutes, metavar="N")
    add.add_argument(
        "--delay", type=_seconds, default=_DEFAULT.delay_s, metavar="S",
        help=_("seconds between two requests to one host"),
    )  # fmt: skip
    add.add_argument(
        "--allow-private", action="store_true", help=_("the address is on your own network")
    )
    add.add_argument(
        "--keep-faces", type=days, default=0, metavar="DAYS",
        help=_("keep the faces met there, as numbers, for so many days, so that a new photo is "
        "compared with them at once; most belong to other people (default: 0, off; at most 365)"),
    )  # fmt: skip
    add.set_defaults(run=run)


def _add_permission(add: argparse.ArgumentParser) -> None:
    add.add_argument(
        "--note", default="", metavar="TEXT", help=_("a note; or who agreed, and when")
    )
    add.add_argument(
        "--permitted-by", default="", metavar="NAME", help=_("who agreed, for --footing opted-in")
    )
    add.add_argument(
        "--permitted-on", type=_day, default=None, metavar="YYYY-MM-DD",
        help=_("the day they did (default: today)"),
    )  # fmt: skip
    add.add_argument("--words", default="", metavar="TEXT", help=_("what they said"))
    add.add_argument(
        "--permitted-until", type=_day, default=None, metavar="YYYY-MM-DD",
        help=_("the last day it holds (default: until it is taken back)"),
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise argparse.ArgumentTypeError(
            _("{text} is not a day such as 2031-12-31").format(text=text)
        ) from cause


def _kind(text: str) -> Kind | None:
    return None if text == "auto" else word_of(Kind)(text)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("{text} is not a whole number").format(text=text))
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(
            _("{text} is not a number of seconds from 0 to 3600").format(text=text)
        )
    return seconds


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Add one source."""
    budget = Budget(
        depth=args.depth,
        max_pages=args.max_pages,
        max_images=args.max_images,
        max_bytes=args.max_bytes,
        delay_s=args.delay,
        max_host_bytes=args.max_host_bytes,
        max_minutes=args.max_minutes,
    )
    with open_session(args) as session:
        source = session.sources.add(
            args.locator,
            args.footing,
            kind=args.kind,
            note=args.note,
            budget=budget,
            allow_private=args.allow_private,
            permission=_permission(args),
            keep_faces_days=args.keep_faces,
        )
        meaning = session.sources.meaning_of(source.locator)
    terminal.say(_("Added {locator} as {id}.").format(locator=source.locator, id=source.id))
    for line in _reach(source, meaning):
        terminal.say(f"    {line}")
    terminal.document(source_document(source))
    return DONE


def _permission(args: argparse.Namespace) -> Permission | None:
    """What was said of a permission; None if nobody is named, so that the note may do it."""
    if not args.permitted_by.strip():
        return None
    on = args.permitted_on or today()
    return Permission(args.permitted_by.strip(), on, args.words.strip(), args.permitted_until)


def _reach(source: Source, meaning: RecognisedSource | None) -> list[str]:
    """How far an audit of the source goes, before there is one."""
    lines = [permission_words(source.permission, today())] if source.permission else []
    lines += [keep_faces_meaning()] if source.keep_faces_days else []
    if meaning is None or not meaning.host:
        return [*lines, _("It is read on this computer; nothing is asked of anybody.")]
    return [
        *lines,
        scope_words(source.kind, meaning.host),
        budget_words(source.kind, source.budget),
    ]
