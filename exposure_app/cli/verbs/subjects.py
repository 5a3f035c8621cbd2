"""`exposure subjects` and `exposure subject ...`: who is looked for, with what photos."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal
from exposure_app.cli.verbs.erase import say_receipt
from exposure_app.contract.people import (
    photo_removed_document,
    photos_document,
    subject_removed_document,
    subjects_document,
)
from exposure_app.domain.faces import TemplateId
from exposure_app.i18n import _, figures, ngettext
from exposure_app.wording import consent_line, consent_warning


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The grammar of both verbs."""
    listing = verbs.add_parser("subjects", parents=[common], help=_("list who is enrolled"))
    listing.set_defaults(run=run)
    one = verbs.add_parser("subject", help=_("a person's photos; remove a person"))
    actions = one.add_subparsers(dest="action", metavar="ACTION", required=True)
    photos = actions.add_parser("photos", parents=[common], help=_("list a person's photos"))
    photos.add_argument("name", metavar="NAME")
    photos.set_defaults(run=run_photos)
    forget = actions.add_parser("forget-photo", parents=[common], help=_("forget one photo"))
    forget.add_argument("name", metavar="NAME")
    forget.add_argument("id", metavar="ID")
    forget.set_defaults(run=run_forget_photo)
    remove = actions.add_parser("remove", parents=[common], help=_("forget a person entirely"))
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=run_remove)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the subjects."""
    with open_session(args) as session:
        subjects = session.people.all()
        odd = {subject.name: session.people.odd_photos(subject.name) for subject in subjects}
    if not subjects:
        terminal.say(_("Nobody is enrolled yet. Begin with: exposure enrol PHOTO..."))
    now = datetime.now(UTC)
    for subject in subjects:
        count = ngettext("{count} photo", "{count} photos", subject.templates)
        terminal.say(f"{subject.name}: {count.format(count=subject.templates)}")
        terminal.say(f"    {consent_line(subject, now)}")
        if warning := consent_warning(subject, now):
            terminal.say(f"    {warning}")
        say_odd_photos(subject.name, odd[subject.name], terminal)
    terminal.document(subjects_document(subjects, odd, now))
    return DONE


def say_odd_photos(name: str, odd: Sequence[TemplateId], terminal: Terminal) -> None:
    """Point out photos that are unlike a person's others; silent if there are none."""
    if odd:
        terminal.say(
            ngettext(
                "{count} photo of {name} is unlike the others: {ids}. Look whether it shows "
                "somebody else. To forget it: exposure subject forget-photo {name} ID",
                "{count} photos of {name} are unlike the others: {ids}. Look whether they show "
                "somebody else. To forget one: exposure subject forget-photo {name} ID",
                len(odd),
            ).format(count=len(odd), name=name, ids=", ".join(odd))
        )


def run_photos(args: argparse.Namespace, terminal: Terminal) -> int:
    """List one subject's photos, era by era."""
    with open_session(args) as session:
        templates = session.people.templates(args.name)
        odd = set(session.people.odd_photos(args.name))
    for template in sorted(templates, key=lambda one: one.era):
        remark = _("unlike the others") if template.id in odd else ""
        day = figures.day(template.enrolled_at)
        terminal.say(f"{template.id}  {day}  {template.era}  {remark}".rstrip())
    terminal.document(photos_document(args.name, templates, odd))
    return DONE


def run_forget_photo(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one photo."""
    with open_session(args) as session:
        session.people.forget_photo(args.name, TemplateId(args.id))
    terminal.say(_("Removed."))
    terminal.document(photo_removed_document(args.id))
    return DONE


def run_remove(args: argparse.Namespace, terminal: Terminal) -> int:
    """Forget one subject."""
    with open_session(args) as session:
        receipt = session.people.remove(args.name)
    say_receipt(receipt, terminal)
    terminal.document(subject_removed_document(args.name, receipt))
    return DONE
