"""`exposure VERB`: parses, opens, runs one verb, explains what went wrong.

Exit codes: 0 done, 1 a foreseen problem explained on stderr, 2 wrong usage, 130 stopped.
"""

import argparse
import logging
import sys
from collections.abc import Sequence

from exposure_app import __version__
from exposure_app.cli.terminal.opening import home_of
from exposure_app.cli.terminal.streams import say_anything
from exposure_app.cli.terminal.terminal import PROBLEM, STOPPED, Terminal
from exposure_app.cli.terminal.usage import translate_usage
from exposure_app.cli.verbs import (
    audit,
    demo,
    enrol,
    erase,
    find_me,
    findings,
    judge,
    kept_faces,
    ledger,
    look_alikes,
    models,
    newer_version,
    report,
    self_check,
    settings,
    show_me,
    sources,
    subjects,
    vault,
    verdict_history,
)
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.languages import first_offered
from exposure_app.domain.work import Cancelled
from exposure_app.i18n import _, use_language
from exposure_app.i18n.system import languages_of_system
from exposure_app.resources import resource
from exposure_app.settings.language import chosen_language
from exposure_app.wording import explain

_LOG = logging.getLogger(__name__)
_VERBS = (
    demo, enrol, find_me, subjects, look_alikes, sources, audit, kept_faces, findings,
    judge, verdict_history, report, ledger, models, settings, self_check, show_me, newer_version,
    vault, erase,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="exposure",
        description=_("Find where your own face appears. Your face never leaves this computer."),
    )
    top.add_argument(
        "--version", action="version", version=__version__,
        help=_("show program's version number and exit"),
    )  # fmt: skip
    _add_common(top, home=None, switch=False)
    # The same switches are understood after the verb, where people expect them too. They have no
    # default there: it would undo what was said before the verb.
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, home=argparse.SUPPRESS, switch=argparse.SUPPRESS)
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in _VERBS:
        verb.add_to(verbs, common)
    return top


def _add_common(to: argparse.ArgumentParser, *, home: str | None, switch: bool | str) -> None:
    to.add_argument("--home", metavar="DIR", default=home, help=_("keep every file below DIR"))
    to.add_argument(
        "--json", action="store_true", default=switch, help=_("print one JSON document")
    )
    to.add_argument("--quiet", action="store_true", default=switch, help=_("say no progress"))


def _speak(argv: Sequence[str] | None) -> None:
    """Take up the language of the profile that `argv` names; the grammar's own words are in it."""
    named = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    named.add_argument("--home")
    try:
        args, _rest = named.parse_known_args(argv)
    except argparse.ArgumentError:
        args = argparse.Namespace(home=None)  # the whole grammar will say what is amiss
    chosen = chosen_language(home_of(args).data)
    use_language(first_offered([chosen, *languages_of_system()]), resource("locale"))
    translate_usage()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    say_anything()
    _speak(argv)
    args = parser().parse_args(argv)
    terminal = Terminal(as_json=args.json, quiet=args.quiet)
    try:
        code: int = args.run(args, terminal)
    except (Cancelled, KeyboardInterrupt):
        return STOPPED
    except BrokenPipeError:
        # Whoever read us went away, as `| head` does. Python would complain once more at exit.
        sys.stdout = None
        return PROBLEM
    except ExposureError as problem:
        explanation = explain(problem)
        terminal.warn(f"{explanation.what} {explanation.remedy}")
        return PROBLEM
    except Exception as surprise:  # noqa: BLE001 - the last line: the user must hear of it
        _LOG.exception("unforeseen")
        explanation = explain(surprise)
        terminal.warn(f"{explanation.what} {explanation.remedy} ({type(surprise).__name__})")
        return PROBLEM
    return code
