"""`exposure judge ID me|not-me|unsure`: the person decides."""

import argparse

from exposure_app.cli.terminal.grammar import Verbs, word_of
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.rescoring import reconsider
from exposure_app.cli.terminal.terminal import DONE, Terminal, stopped_by_signal
from exposure_app.cli.verbs.kept_faces import search_kept
from exposure_app.contract.document import Document
from exposure_app.contract.verdicts import enrolled_document, judged_document, offer_document
from exposure_app.domain.findings import Finding, FindingId, Verdict
from exposure_app.domain.photos import Offer
from exposure_app.i18n import _
from exposure_app.session import Session


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("judge", parents=[common], help=_("say whether a finding is you"))
    verb.add_argument("id", metavar="ID")
    verb.add_argument("verdict", type=word_of(Verdict), metavar="{me,not-me,unsure}")
    verb.add_argument(
        "--enrol", action="store_true", help=_("with me: make it one of the person's photos too")
    )
    verb.add_argument(
        "--era", default=None, metavar="LABEL",
        help=_("with --enrol: the life stage (default: the one it is most like)"),
    )  # fmt: skip
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Keep the verdict, and say what it changes elsewhere."""
    with open_session(args) as session, stopped_by_signal() as cancel:
        finding = session.findings.judge(FindingId(args.id), args.verdict)
        terminal.say(_("Kept. It stays so in every later audit."))
        learnt = _enrol(session, finding, args.era, terminal) if args.enrol else _offer(
            session, finding, terminal
        )  # fmt: skip
        changes = reconsider(session, finding.subject, terminal, cancel)
        if args.enrol:
            search_kept(session, terminal, cancel)
    terminal.document(judged_document(finding, learnt, changes))
    return DONE


def _enrol(session: Session, finding: Finding, era: str | None, terminal: Terminal) -> Document:
    if era is None:
        offer = session.findings.offer(finding.id)
        era = offer.era if offer else ""
    template = session.findings.enrol(finding.id, era=era)
    terminal.say(
        _(
            "It is one of the photos of {name} now, and stays so if the answer changes, until you "
            "remove it."
        ).format(name=finding.subject)
    )
    return enrolled_document(template.id)


def _offer(session: Session, finding: Finding, terminal: Terminal) -> Document:
    offer: Offer | None = None
    if finding.verdict is Verdict.ME:
        offer = session.findings.offer(finding.id)
    if offer:
        terminal.say(
            _(
                "It would make a good photo of {name}. To add it: exposure judge {id} me --enrol"
            ).format(name=offer.subject, id=finding.id)
        )
    return offer_document(offer)
