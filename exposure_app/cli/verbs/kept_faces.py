"""`exposure search-kept`, `exposure source keep-faces|forget-faces`: faces kept for re-search."""

import argparse

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.contract.kept_faces import (
    forget_faces_document,
    keep_faces_document,
    kept_search_document,
)
from exposure_app.domain.kept_faces import MAX_DAYS, KeptCount, KeptMatch, checked_days
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken
from exposure_app.i18n import _, figures
from exposure_app.session import Session
from exposure_app.wording import (
    change_words,
    keep_faces_meaning,
    kept_answer_words,
    kept_found_words,
    kept_words,
)


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser(
        "search-kept", parents=[common], help=_("compare faces that were kept, without an audit")
    )
    verb.set_defaults(run=run)


def add_actions(actions: Verbs, common: argparse.ArgumentParser) -> None:
    """What `exposure source` can do about kept faces."""
    keep = actions.add_parser(
        "keep-faces", parents=[common], help=_("keep faces met at a place, or no longer")
    )
    keep.add_argument("id", metavar="ID")
    keep.add_argument("days", type=days, metavar="DAYS", help=_("0 turns it off and forgets them"))
    keep.set_defaults(run=run_keep)
    forget = actions.add_parser(
        "forget-faces", parents=[common], help=_("forget the faces kept of a place")
    )
    forget.add_argument("id", metavar="ID")
    forget.set_defaults(run=run_forget)


def days(text: str) -> int:
    """A number of days that faces may be kept for."""
    try:
        return checked_days(int(text))
    except ValueError as cause:
        raise argparse.ArgumentTypeError(
            _("{text} is not a number of days: 0 to {most}").format(text=text, most=MAX_DAYS)
        ) from cause


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Compare every kept face with everybody enrolled."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        answer = search_kept(session, terminal, cancel)
    if not answer.changes:
        terminal.say(kept_found_words(answer))
    terminal.document(kept_search_document(answer))
    return DONE


def run_keep(args: argparse.Namespace, terminal: Terminal) -> int:
    """Turn it on for a place, for so many days, or off."""
    with open_session(args) as session:
        session.kept.keep(SourceId(args.id), args.days)
    if args.days:
        terminal.say(keep_faces_meaning())
    else:
        terminal.say(_("No faces are kept of this place now."))
    terminal.document(keep_faces_document(args.id, args.days))
    return DONE


def run_forget(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget what is kept of a place."""
    with open_session(args) as session:
        session.kept.forget(SourceId(args.id))
    terminal.say(_("Forgotten."))
    terminal.document(forget_faces_document(args.id))
    return DONE


def search_kept(session: Session, terminal: Terminal, cancel: CancelToken) -> KeptMatch:
    """Search, and say what was compared and what moved; silent where nothing is kept."""
    answer = session.kept.search(report=terminal.progress, cancel=cancel)
    if answer.faces and answer.oldest_news:
        since = figures.day(answer.oldest_news)
        terminal.say(kept_answer_words(answer, since=since))
    if answer.changes:
        terminal.say(kept_found_words(answer))
        for change in answer.changes:
            terminal.say(f"    {change.finding.id}  {change_words(change)}")
    return answer


def kept_line(count: KeptCount) -> str:
    """What is kept of a place, for a list of places."""
    newest, last = (one.astimezone().date() for one in (count.newest, count.last_until))
    return kept_words(count, newest=figures.day(newest), last_until=figures.day(last))
