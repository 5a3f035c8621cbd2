"""Why a finding or an answer cannot be had, or not be enrolled."""

from exposure_app.domain import errors
from exposure_app.i18n import _
from exposure_app.wording.explanation import Explanation, explain


@explain.register
def _not_confirmed(error: errors.NotConfirmed) -> Explanation:
    return Explanation(
        what=_("The finding {finding} was not confirmed, so it was not enrolled.").format(
            finding=error.finding
        ),
        remedy=_("Look at it. If it shows the right person, say so first."),
    )


@explain.register
def _no_such_finding(error: errors.NoSuchFinding) -> Explanation:
    return Explanation(
        what=_("There is no finding called {finding}.").format(finding=error.finding),
        remedy=_("Look at the list of findings and use the name shown there."),
    )


@explain.register
def _no_such_answer(error: errors.NoSuchVerdict) -> Explanation:
    return Explanation(
        what=_("There is no answer number {number} to take back.").format(number=error.number),
        remedy=_("Look at the list of your answers; it may have been taken back already."),
    )
