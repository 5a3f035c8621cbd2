"""`exposure find-me FOLDER`: photos of the user's own that would make good references."""

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.cli.verbs.kept_faces import search_kept
from exposure_app.contract.document import Document
from exposure_app.contract.find_me import find_me_document, proposal_document
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.faces import Template
from exposure_app.domain.findings import Band
from exposure_app.domain.photos import ProposedPhoto
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.i18n import _, ngettext
from exposure_app.session import Session
from exposure_app.wording import band_words, explain, poor_photo_words


@dataclass(frozen=True, slots=True)
class _Enrolled:
    """What became of a proposal: a template, or why not."""

    template: Template | None = None
    why: ExposureError | None = None


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser(
        "find-me", parents=[common], help=_("find more photos of an enrolled person in a folder")
    )
    verb.add_argument("folder", type=Path, metavar="FOLDER")
    verb.add_argument("--subject", default="me", metavar="NAME", help=_("of whom (default: me)"))
    verb.add_argument(
        "--enrol", action="store_true",
        help=_("enrol those that would make good photos and look like the person"),
    )  # fmt: skip
    verb.add_argument("--limit", type=_count, default=None, metavar="N", help=_("the best N only"))
    verb.set_defaults(run=run)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(
            _("{text} is not a whole number above 0").format(text=text)
        )
    return int(text)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Look through the folder; nothing is enrolled unless it was asked for."""
    photos: list[ProposedPhoto] = []
    skipped: list[Skipped] = []
    with open_session(args) as session, stopped_by_signal() as cancel:
        for item in session.people.find_me(
            args.folder, subject=args.subject, report=terminal.progress, cancel=cancel
        ):
            if isinstance(item, ProposedPhoto):
                photos.append(replace(item, picture_jpeg=b""))  # there may be thousands
            else:
                skipped.append(item)
        photos = sorted(photos, key=_order)[: args.limit]
        enrolled = (
            {
                one.path: _enrol(session, one, args.subject, cancel)
                for one in photos
                if _is_sure(one)
            }
            if args.enrol
            else {}
        )
        if any(one.template for one in enrolled.values()):
            search_kept(session, terminal, cancel)
    _say(photos, skipped, enrolled, args.subject, terminal)
    terminal.document(
        find_me_document(
            args.subject, [_document(one, enrolled.get(one.path)) for one in photos], skipped
        )
    )
    return DONE


def _order(photo: ProposedPhoto) -> tuple[bool, int, float]:
    """Good photos first, then the surest."""
    return not photo.is_good, -photo.match.band.rank, -photo.match.score


def _is_sure(photo: ProposedPhoto) -> bool:
    return photo.is_good and photo.match.band is not Band.POSSIBLY


def _enrol(session: Session, photo: ProposedPhoto, subject: str, cancel: CancelToken) -> _Enrolled:
    for item in session.people.enrol(
        [photo.path], subject=subject, face=photo.face, report=lambda _: None, cancel=cancel
    ):
        return _Enrolled(why=item.why) if isinstance(item, Skipped) else _Enrolled(item)
    return _Enrolled()


def _say(
    photos: list[ProposedPhoto],
    skipped: list[Skipped],
    enrolled: dict[Path, _Enrolled],
    subject: str,
    terminal: Terminal,
) -> None:
    if not photos:
        terminal.say(_("No photo in this folder looks like {name}.").format(name=subject))
    for photo in photos:
        worth = poor_photo_words(photo.reason) if photo.reason else _("A good photo to enrol")
        terminal.say(f"{photo.path}")
        terminal.say(f"    {band_words(photo.match.band, subject)}. {worth}.")
        outcome = enrolled.get(photo.path)
        if outcome and outcome.why:
            explanation = explain(outcome.why)
            terminal.say(f"    {explanation.what} {explanation.remedy}")
        elif outcome and outcome.template:
            terminal.say("    " + _("Enrolled."))
    if skipped:
        terminal.say(
            ngettext(
                "{count} file could not be read as a picture.",
                "{count} files could not be read as pictures.",
                len(skipped),
            ).format(count=len(skipped))
        )


def _document(photo: ProposedPhoto, outcome: _Enrolled | None) -> Document:
    template = outcome.template if outcome else None
    why = outcome.why if outcome else None
    return proposal_document(photo, template.id if template else None, why)
