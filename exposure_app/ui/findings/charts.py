"""The findings as charts: how alike, since when, where, and what was not looked at."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from exposure_app.domain.coverage import AuditSummary
from exposure_app.i18n import _
from exposure_app.report.charts.canvas import Chart, Ink
from exposure_app.report.charts.glance import charts_of
from exposure_app.ui.kit.blocks import Card, Empty, column
from exposure_app.ui.kit.chart_view import ChartView
from exposure_app.ui.kit.flow import Beside
from exposure_app.ui.kit.jobs import Jobs
from exposure_app.ui.kit.problems import Problems
from exposure_app.ui.kit.theme import GRID

if TYPE_CHECKING:
    from exposure_app.session import Session

_CHARTS = 4
_LEAST = 120
"""Average characters of width below which charts stand below each other."""


class ChartsView(QStackedWidget):
    """Four charts of the newest audit and all findings."""

    def __init__(self, session: "Session", jobs: Jobs, problems: Problems) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._problems = problems
        self.charts = [ChartView() for _place in range(_CHARTS)]
        cards = [Card(chart) for chart in self.charts]
        for card in cards:
            card.body.addStretch(1)
        whole = QWidget()
        whole.setLayout(
            column(
                Beside(cards[0], cards[1], least=_LEAST),
                Beside(cards[2], cards[3], least=_LEAST),
                gap=2 * GRID,
            )
        )
        self.nothing = Empty(
            "findings",
            _("Nothing to draw yet"),
            _("Charts appear here after the first audit."),
        )
        self.whole = whole
        self.addWidget(self.nothing)
        self.addWidget(whole)

    def refresh(self) -> None:
        """Read the newest audit."""
        job = self._jobs.call(self._session.last_audit)
        job.arrived.connect(self._show)
        job.failed.connect(self._problems.show_error)

    def _show(self, items: list[object]) -> None:
        (summary,) = cast("list[AuditSummary | None]", items)
        self.setCurrentWidget(self.whole if summary else self.nothing)
        if summary:
            for place, view in enumerate(self.charts):
                view.show_chart(partial(_chart, summary, place))


def _chart(summary: AuditSummary, place: int, ink: Ink) -> Chart:
    return charts_of(summary, ink)[place]
