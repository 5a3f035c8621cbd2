"""The charts of one audit, in the order in which they are shown everywhere."""

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import State
from exposure_app.report.charts.bars import coverage, places
from exposure_app.report.charts.canvas import Chart, Ink
from exposure_app.report.charts.over_time import over_time
from exposure_app.report.charts.scores import scores


def charts_of(summary: AuditSummary, ink: Ink, *, names_places: bool = True) -> list[Chart]:
    """Scores, time, places and coverage; what the person set aside is in none of them.

    Args:
        names_places: False leaves out the chart that names sites and folders.
    """
    live = [one for one in summary.findings if one.state is not State.DISMISSED]
    shown = [scores(live, summary.bystanders, ink), over_time(live, ink)]
    if names_places:
        shown.append(places(live, ink))
    return [*shown, coverage(summary, ink)]
