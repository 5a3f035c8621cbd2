"""Columns that stand on one line, each a pile of bands: the form of two of the charts."""

from collections.abc import Mapping, Sequence

from exposure_app.domain.findings import Band
from exposure_app.i18n.figures import grouped
from exposure_app.report.charts.canvas import WIDTH, Ink, bar, rule, whole_steps, write
from exposure_app.report.markup import Markup, joined

LEFT = 44.0
"""Room for the numbers beside the columns."""

Pile = Mapping[Band, int]
"""How many findings of each band stand in one column."""


def columns(ink: Ink, piles: Sequence[Pile], *, top: float, height: float) -> Markup:
    """The columns from left to right, with lines at whole numbers behind them."""
    steps = whole_steps(max((sum(pile.values()) for pile in piles), default=1))
    unit = height / steps[-1]
    floor = top + height
    drawn = []
    for n in steps:
        drawn.append(rule(ink, LEFT, floor - n * unit, WIDTH, floor - n * unit))
        drawn.append(
            write(ink, grouped(n), LEFT - 8, floor - n * unit + 4, anchor="end", is_soft=True)
        )
    wide = (WIDTH - LEFT) / max(1, len(piles))
    for place, pile in enumerate(piles):
        y = floor
        for band in reversed(Band):
            if n := pile.get(band, 0):
                y -= n * unit
                gap = min(3.0, wide / 5)
                drawn.append(bar(ink, LEFT + place * wide + gap / 2, y, wide - gap, n * unit, band))
    return joined(*drawn)
