"""`exposure models [ACTION ...]`: the model packs, their licences, and which one is in use."""

import argparse
from pathlib import Path
from typing import Any

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.cli.verbs.kept_faces import search_kept
from exposure_app.contract.models import (
    calibrated_document,
    licence_document,
    models_document,
    pack_change_document,
    pack_document,
    pack_removed_document,
)
from exposure_app.domain.pack_change import PackChange
from exposure_app.i18n import _
from exposure_app.session import PackState
from exposure_app.wording import (
    change_words,
    changes_summary,
    pack_cost_words,
    pack_lost_words,
    pack_status_words,
)


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of the verb and its actions; without an action it lists."""
    verb = verbs.add_parser("models", parents=[common], help=_("list, add and change model packs"))
    verb.set_defaults(run=run)
    actions = verb.add_subparsers(dest="action", metavar="ACTION")

    def action(name: str, run_it: Any, help_: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, parents=[common], help=help_)
        parser.set_defaults(run=run_it)
        return parser

    add = action("add", run_add, _("take in a pack from a folder or a zip file"))
    add.add_argument("path", metavar="PATH", type=Path)
    add.add_argument("--name", default="", metavar="NAME")
    licence = action("licence", run_licence, _("read a pack's licence, or accept it"))
    licence.add_argument("name", metavar="NAME")
    licence.add_argument("--accept", action="store_true", help=_("say that you read it and agree"))
    calibrate = action("calibrate", run_calibrate, _("measure how sure a pack can be"))
    calibrate.add_argument("name", metavar="NAME")
    calibrate.add_argument(
        "folder", metavar="FOLDER", type=Path, help=_("one folder for each person")
    )
    for name, run_it, help_ in (
        ("download", run_download, _("fetch a known pack from its publisher")),
        ("compare", run_compare, _("say what a change of pack would do, and change nothing")),
        ("use", run_use, _("change to a pack")),
        ("remove", run_remove, _("forget a pack")),
    ):
        action(name, run_it, help_).add_argument("name", metavar="NAME")


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the packs."""
    with open_session(args) as session:
        states = session.models.all()
    for state in states:
        mark = "*" if state.is_active else " "
        terminal.say(f"{mark} {state.name}: {state.title}, {state.licence}")
        terminal.say(f"    {pack_status_words(state.status, state.download_bytes)}")
    terminal.document(models_document(states))
    return DONE


def run_add(args: argparse.Namespace, terminal: Terminal) -> int:
    """Take one in."""
    with open_session(args) as session:
        state = session.models.add(args.path, name=args.name)
    _say_here(state, terminal)
    return DONE


def run_download(args: argparse.Namespace, terminal: Terminal) -> int:
    """Fetch one."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        state = session.models.download(args.name, report=terminal.progress, cancel=cancel)
    _say_here(state, terminal)
    return DONE


def run_licence(args: argparse.Namespace, terminal: Terminal) -> int:
    """Show the licence; with --accept keep that it was accepted."""
    with open_session(args) as session:
        if args.accept:
            session.models.accept_licence(args.name)
        state = session.models.state(args.name)
    if args.accept:
        terminal.say(_("Kept: you accepted the licence of {name}.").format(name=state.name))
    else:
        terminal.say(state.licence_text)
    terminal.document(licence_document(state))
    return DONE


def run_calibrate(args: argparse.Namespace, terminal: Terminal) -> int:
    """Measure one."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        measured = session.models.calibrate(
            args.name, args.folder, report=terminal.progress, cancel=cancel
        )
        state = session.models.state(args.name)
        if state.is_active:
            search_kept(session, terminal, cancel)
    terminal.say(
        _("Measured on {pictures} pictures of {people} people. Nothing of them was kept.").format(
            pictures=measured.pictures, people=measured.people
        )
    )
    terminal.document(
        calibrated_document(state, pictures=measured.pictures, people=measured.people)
    )
    return DONE


def run_compare(args: argparse.Namespace, terminal: Terminal) -> int:
    """Run old beside new."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        cost = session.models.cost(args.name)
        terminal.note(pack_cost_words(cost.photos, cost.findings, cost.seconds))
        change = session.models.preview(args.name, report=terminal.progress, cancel=cancel)
    _say_change(change, terminal, is_preview=True)
    terminal.document(pack_change_document(args.name, change, is_made=False))
    return DONE


def run_use(args: argparse.Namespace, terminal: Terminal) -> int:
    """Change to one."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        change = session.models.use(args.name, report=terminal.progress, cancel=cancel)
    terminal.say(_("{name} is in use now.").format(name=args.name))
    _say_change(change, terminal, is_preview=False)
    terminal.document(pack_change_document(args.name, change, is_made=True))
    return DONE


def run_remove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one."""
    with open_session(args) as session:
        session.models.remove(args.name)
    terminal.say(_("Removed."))
    terminal.document(pack_removed_document(args.name))
    return DONE


def _say_here(state: PackState, terminal: Terminal) -> None:
    terminal.say(_("{title} is here, as {name}.").format(title=state.title, name=state.name))
    terminal.say(pack_status_words(state.status, None))
    terminal.document(pack_document(state))


def _say_change(change: PackChange, terminal: Terminal, *, is_preview: bool) -> None:
    summary = changes_summary(change.changes, is_preview=is_preview, is_about_all=True)
    terminal.say(summary or _("No finding changes its band."))
    for one in change.changes:
        terminal.say(f"  {one.finding.id}  {change_words(one)}")
    if lost := pack_lost_words(len(change.lost_photos), change.not_reseen):
        terminal.say(lost)
