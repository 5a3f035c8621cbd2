"""The charts of one audit, in the order in which they are shown everywhere."""

from functools import partial

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import State
from exposure_app.report.charts.bars import coverage, places
from exposure_app.report.charts.canvas import Drawing
from exposure_app.report.charts.over_time import over_time
from exposure_app.report.charts.scores import scores


def drawings_of(summary: AuditSummary, *, names_places: bool = True) -> list[Drawing]:
    """Scores, time, places and coverage; what the person set aside is in none of them.

    Args:
        names_places: False leaves out the chart that names sites and folders.
    """
    live = [one for one in summary.findings if one.state is not State.DISMISSED]
    shown: list[Drawing] = [partial(scores, live, summary.bystanders), partial(over_time, live)]
    if names_places:
        shown.append(partial(places, live))
    return [*shown, partial(coverage, summary)]
