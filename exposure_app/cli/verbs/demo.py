"""`exposure demo`: the main job on built-in data, offline, with nothing to prepare."""

import argparse
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal, stopped_by_signal
from exposure_app.cli.verbs.audit import say_outcome
from exposure_app.contract.audit import demo_document
from exposure_app.demo.run import run_demo
from exposure_app.domain.errors import CannotWrite
from exposure_app.i18n import _
from exposure_app.wording import demo_words


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser(
        "demo", parents=[common], help=_("see the whole thing on built-in data")
    )
    verb.add_argument(
        "--out", type=Path, default=Path("demo-report"), metavar="DIR",
        help=_("where report.html goes (default: demo-report)"),
    )  # fmt: skip
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Run the demo; done only if it found every copy and accused nobody else."""
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise CannotWrite(str(args.out)) from cause
    report = args.out / "report.html"
    terminal.say(_("Serving a small web site on this computer and looking for one person on it."))
    with stopped_by_signal() as cancel:
        outcome = run_demo(report, report=terminal.progress, cancel=cancel)
    say_outcome(outcome.summary, terminal)
    terminal.say(demo_words(len(outcome.found), len(outcome.missed), len(outcome.accused)))
    terminal.say(_("Report: {path}").format(path=report.absolute()))
    terminal.document(
        demo_document(
            report,
            outcome.summary,
            found=outcome.found,
            missed=outcome.missed,
            accused=outcome.accused,
        )
    )
    return DONE if outcome.is_right else PROBLEM
