"""What came of an audit: found, looked at, not looked at, and how many mistakes to expect."""

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import Band
from exposure_app.i18n import _
from exposure_app.ui.kit.blocks import Card, Words, muted
from exposure_app.ui.kit.dates import moment
from exposure_app.wording import (
    coverage_lines,
    expected_false_alarms,
    headline,
    raised_explained,
)


class AuditOutcome(Card):
    """The answer in a breath, and what it rests on."""

    def __init__(self) -> None:
        self.headline = Words(factor=1.1, is_strong=True)
        self.looked_at = muted()
        self.false_alarms = Words()
        super().__init__(self.headline, self.looked_at, self.false_alarms)

    def show_summary(self, summary: AuditSummary) -> None:
        """Show the outcome of an audit, complete or stopped."""
        self.headline.setText(headline(summary.findings, len(summary.gaps)))
        said = (
            _("Audit of {when}, complete.")
            if summary.is_complete
            else _("Audit of {when}, stopped before its end: what was found is kept.")
        ).format(when=moment(summary.started_at))
        self.looked_at.setText(" ".join([said, *coverage_lines(summary.coverage)]))
        self.false_alarms.setText(_false_alarm_words(summary))


def _false_alarm_words(summary: AuditSummary) -> str:
    expected = summary.expected_false_alarms
    said = [expected_false_alarms(expected.get(Band.LOOKS_LIKE_YOU, 0.0))]
    if raised := raised_explained(summary.times_raised[Band.LOOKS_LIKE_YOU]):
        said.append(raised)
    if any(finding.band is Band.POSSIBLY for finding in summary.findings):
        said.append(
            _("With those that are only possibly you, there will be more. {expectation}").format(
                expectation=expected_false_alarms(expected.get(Band.POSSIBLY, 0.0))
            )
        )
    return " ".join(said)
