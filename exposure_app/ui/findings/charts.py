"""The findings as charts: how alike, since when, where, and what was not looked at."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from exposure_app.domain.coverage import AuditSummary
from exposure_app.i18n import _
from exposure_app.report.charts.glance import drawings_of
from exposure_app.ui.kit.blocks import Card, Empty, column
from exposure_app.ui.kit.chart_view import ChartView
from exposure_app.ui.kit.desk import Desk
from exposure_app.ui.kit.flow import Beside
from exposure_app.ui.kit.jobs import Lane
from exposure_app.ui.kit.theme import GRID

_CHARTS = 4
_LEAST = 120
"""Average characters of width below which charts stand below each other."""


class ChartsView(QStackedWidget):
    """Four charts of the newest audit and all findings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reads = Lane(newest_only=True)
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
        self._desk.jobs.ask(self._desk.session.audits.last, then=self._show, lane=self._reads)

    def _show(self, summary: AuditSummary | None) -> None:
        self.setCurrentWidget(self.whole if summary else self.nothing)
        if summary:
            for view, draw in zip(self.charts, drawings_of(summary), strict=True):
                view.show_chart(draw)
