"""`exposure enrol PATH...`: photos of one person become templates."""

import argparse
from datetime import date, datetime, time
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, PROBLEM, Terminal, stopped_by_signal
from exposure_app.cli.verbs.kept_faces import search_kept
from exposure_app.cli.verbs.subjects import say_odd_photos
from exposure_app.contract.people import enrolment_document
from exposure_app.domain.days import local
from exposure_app.domain.faces import Template
from exposure_app.domain.kept_faces import KeptMatch
from exposure_app.domain.subjects import Consent
from exposure_app.domain.work import Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.wording import explain


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("enrol", parents=[common], help=_("enrol photos of one person"))
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_("photos or folders"))
    verb.add_argument(
        "--subject", default="me", metavar="NAME", help=_("whose photos (default: me)")
    )
    verb.add_argument(
        "--consent",
        type=Consent,
        choices=list(Consent),
        default=Consent.SELF,
        metavar="{self,adult,guardian}",
        help=_("who agreed: you, another adult, or a child's guardian"),
    )
    verb.add_argument(
        "--guardian", default="", metavar="NAME", help=_("who agreed for a child, by name")
    )
    verb.add_argument(
        "--until", type=_last_day, default=None, metavar="YYYY-MM-DD",
        help=_("the last day of the consent (default: until it is taken back)"),
    )  # fmt: skip
    verb.add_argument(
        "--face", type=int, metavar="N", help=_("which face of a group photo, from the left")
    )
    verb.add_argument("--era", default="", metavar="LABEL", help=_("life stage, such as 'teen'"))
    verb.set_defaults(run=run)


def _last_day(text: str) -> datetime:
    """The end of a day, as this computer's clock counts days."""
    try:
        return local(datetime.combine(date.fromisoformat(text), time.max))
    except (ValueError, OverflowError, OSError) as cause:
        raise argparse.ArgumentTypeError(
            _("{text} is not a day such as 2031-12-31").format(text=text)
        ) from cause


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Enrol; done if at least one photo is enrolled."""
    enrolled: list[Template] = []
    refused: list[Skipped] = []
    with open_session(args) as session, stopped_by_signal() as cancel:
        for item in session.people.enrol(
            args.paths,
            subject=args.subject,
            consent=args.consent,
            guardian=args.guardian,
            until=args.until,
            era=args.era,
            face=args.face,
            report=terminal.progress,
            cancel=cancel,
        ):
            if isinstance(item, Skipped):
                refused.append(item)
                explanation = explain(item.why)
                terminal.warn(f"{explanation.what} {explanation.remedy}")
            else:
                enrolled.append(item)
        odd = session.people.odd_photos(args.subject) if enrolled else []
        answer = search_kept(session, terminal, cancel) if enrolled else KeptMatch()
    terminal.say(
        ngettext(
            "{count} photo of {name} is enrolled.", "{count} photos of {name} are enrolled.",
            len(enrolled),
        ).format(count=len(enrolled), name=args.subject)
    )  # fmt: skip
    say_odd_photos(args.subject, odd, terminal)
    terminal.document(enrolment_document(args.subject, enrolled, refused, odd=odd, kept=answer))
    return DONE if enrolled else PROBLEM
