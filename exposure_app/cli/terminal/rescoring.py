"""After a verdict or a look-alike: what moved among the findings nobody has decided yet."""

from exposure_app.cli.terminal.terminal import Terminal
from exposure_app.domain.findings import BandChange
from exposure_app.domain.work import CancelToken
from exposure_app.session import Session
from exposure_app.wording import change_words, changes_summary


def reconsider(
    session: Session, subject: str, terminal: Terminal, cancel: CancelToken
) -> list[BandChange]:
    """Look at a subject's findings again, and say what moved."""
    changes = session.findings.reconsider(subject, report=terminal.progress, cancel=cancel)
    if changes:
        terminal.say(changes_summary(changes))
        for change in changes:
            terminal.say(f"    {change.finding.id}  {change_words(change)}")
    return changes
