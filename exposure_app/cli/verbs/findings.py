"""`exposure findings`: what was found so far."""

import argparse
from collections.abc import Sequence
from datetime import datetime

from exposure_app.cli.terminal.grammar import Verbs, word_of
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, Terminal
from exposure_app.contract.audit import findings_document
from exposure_app.domain.findings import Band, Finding, State
from exposure_app.domain.moments import without_moment
from exposure_app.domain.severity import Severity, exposure_of
from exposure_app.i18n import _, figures
from exposure_app.wording import (
    band_words,
    context_lines,
    exposure_words,
    gone_words,
    moment_words,
    note_words,
    place_words,
    state_words,
    taken_words,
)


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("findings", parents=[common], help=_("list what was found"))
    verb.add_argument("--subject", metavar="NAME")
    verb.add_argument("--band", type=word_of(Band), metavar="BAND")
    verb.add_argument("--state", type=word_of(State), metavar="STATE")
    verb.add_argument("--severity", type=word_of(Severity), metavar="LEVEL")
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """List the findings."""
    with open_session(args) as session:
        findings = session.findings.all(subject=args.subject, band=args.band, state=args.state)
        summary = session.audits.last()
    if args.severity is not None:
        findings = [one for one in findings if exposure_of(one).severity is args.severity]
    say_findings(findings, terminal)
    terminal.document(findings_document(findings, summary))
    return DONE


def say_findings(findings: Sequence[Finding], terminal: Terminal) -> None:
    """A line for each finding, and a line for each of its places."""
    if not findings:
        terminal.say(_("No finding."))
        return
    for finding in findings:
        terminal.say(
            f"{finding.id}  {finding.subject}: {band_words(finding.band)} "
            f"({state_words(finding.state)})"
        )
        for note in finding.notes:
            terminal.say(f"    {note_words(note, finding.subject)}")
        terminal.say(f"    {exposure_words(exposure_of(finding))}")
        if taken := taken_words(finding.taken):
            terminal.say(f"    {taken}")
        for place in finding.locations:
            said = _("{picture}  on  {page}").format(
                picture=named(place.image_url), page=place_words(place.page_url)
            )
            terminal.say(f"    {said}")
            for name, said in context_lines(place.context):
                terminal.say(f"        {name}: {said}")
            if place.gone_at:
                terminal.say(f"        {_gone(place.gone_at, place.gone_because)}")


def named(image_url: str) -> str:
    """A picture's address or path; of one in a video or document, when or on which page too."""
    where = moment_words(image_url)
    return (
        f"{place_words(without_moment(image_url))} ({where})" if where else place_words(image_url)
    )


def _gone(at: datetime, because: str) -> str:
    return _("gone since {day}: {because}").format(day=figures.day(at), because=gone_words(because))
