"""Why there is no audit, and none to report."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation, explain


@explain.register
def _nothing_to_audit(error: errors.NothingToAudit) -> Explanation:
    return Explanation(
        what=_("There is no place to look yet. Nothing was sent."),
        remedy=_("Add a source: a page of yours, one you were given leave to check, or a folder."),
    )


@explain.register
def _nothing_to_report(error: errors.NothingToReport) -> Explanation:
    return Explanation(
        what=_("There was no audit yet, so there is nothing to report."),
        remedy=_("Run an audit first. A report is written from the newest one."),
    )
