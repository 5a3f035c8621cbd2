"""`exposure audit [ID...]`: look at every picture of the sources."""

import argparse
from collections import Counter
from datetime import UTC, datetime

from exposure_app.cli.terminal.grammar import Verbs
from exposure_app.cli.terminal.opening import open_session
from exposure_app.cli.terminal.terminal import DONE, STOPPED, Terminal, stopped_by_signal
from exposure_app.cli.verbs.findings import named, say_findings
from exposure_app.contract.audit import audit_document, findings_document
from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import Band
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import Cancelled, Skipped
from exposure_app.i18n import _
from exposure_app.session import Session
from exposure_app.wording import (
    band_words,
    consent_warning,
    coverage_lines,
    expected_before,
    expected_false_alarms,
    gap_group,
    gap_key,
    headline,
    raised_explained,
)


def add_to(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The verb's grammar."""
    verb = verbs.add_parser("audit", parents=[common], help=_("look at every picture"))
    verb.add_argument("ids", nargs="*", metavar="ID", help=_("only these sources"))
    verb.add_argument(
        "--due", action="store_true", help=_("only those whose time has come (see source schedule)")
    )
    verb.set_defaults(run=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Audit; what was found before a stop is kept and shown."""
    with open_session(args) as session:
        say_ended_consents(session, terminal)
        wanted = [SourceId(one) for one in args.ids]
        if args.due:
            due = session.sources.due(datetime.now(UTC))
            wanted = [one for one in due if one in wanted or not wanted]
        if args.due and not wanted:
            terminal.say(_("No place is due."))
            terminal.document(findings_document([], session.audits.last()))
            return DONE
        if session.people.all() and session.sources.all():
            terminal.note(expected_before(session.audits.expectation()))
        is_complete = follow_audit(session, terminal, wanted)
        summary = session.audits.last()
    if summary is not None:
        say_outcome(summary, terminal)
        terminal.document(audit_document(summary))
    return DONE if is_complete else STOPPED


def say_ended_consents(session: Session, terminal: Terminal) -> None:
    """Say of whom nothing is looked for, though they are enrolled."""
    now = datetime.now(UTC)
    for subject in session.people.all():
        if not subject.may_be_looked_for(now):
            terminal.warn(consent_warning(subject, now))


def follow_audit(session: Session, terminal: Terminal, sources: list[SourceId]) -> bool:
    """Run an audit to its end or to a stop; whether it came to its end."""
    with stopped_by_signal() as cancel:
        try:
            for item in session.audits.run(sources, report=terminal.progress, cancel=cancel):
                if not isinstance(item, Skipped):
                    terminal.note(f"{band_words(item.band)}: {named(item.locations[-1].image_url)}")
        except Cancelled:
            return False
    return True


def say_outcome(summary: AuditSummary, terminal: Terminal) -> None:
    """The findings, then what was looked at and what was not: one is not told without the other."""
    if not summary.is_complete:
        terminal.say(_("Stopped before the end. What was found is kept."))
    say_findings(summary.findings, terminal)
    terminal.say("")
    terminal.say(headline(summary.findings, len(summary.gaps), is_complete=summary.is_complete))
    terminal.say(" ".join(coverage_lines(summary.coverage)))
    reasons = Counter(gap_key(gap) for gap in summary.gaps)
    for key, count in reasons.most_common():
        group = gap_group(key, count)
        terminal.say(f"- {group.what} {group.remedy}")
    expected = expected_false_alarms(summary.expected_false_alarms[Band.LOOKS_LIKE_YOU])
    raised = raised_explained(summary.times_raised[Band.LOOKS_LIKE_YOU])
    terminal.say(f"{expected} {raised}".rstrip())
