"""What a score is worth: how seldom two different people reach it, as measured for the pack."""

from collections.abc import Sequence
from math import log10
from typing import Protocol

from exposure_app.i18n import _
from exposure_app.i18n.figures import decimal, grouped
from exposure_app.report.charts.canvas import LINE, WIDTH, Chart, Ink, path, rule, write
from exposure_app.report.markup import joined
from exposure_app.wording import one_in

_LEFT = 104.0
_TOP, _HEIGHT = LINE, 150.0


class Row(Protocol):
    """One row of the measurement, as `calibration_form.OperatingPoint` has it."""

    @property
    def fmr(self) -> float:
        """False match rate of a single comparison, in (0, 1)."""
        ...

    @property
    def threshold(self) -> float:
        """The cosine at which it was measured."""
        ...

    @property
    def threshold_interval(self) -> tuple[float, float]:
        """95 % interval of that cosine."""
        ...


def rates(curve: Sequence[Row], ink: Ink, *, score: float | None = None) -> Chart:
    """The measured curve with its intervals, and where one finding's score stands on it.

    Args:
        curve: from the loosest row to the strictest; two at least.
        score: of a finding, in [-1, 1]; None for the curve alone.
    """
    low = min(row.threshold_interval[0] for row in curve) - 0.05
    high = max(*(row.threshold_interval[1] for row in curve), score or -1.0) + 0.05
    first, last = log10(curve[0].fmr), log10(curve[-1].fmr)

    def x(cosine: float) -> float:
        return _LEFT + (cosine - low) / (high - low) * (WIDTH - _LEFT)

    def y(rate: float) -> float:
        return _TOP + (first - log10(rate)) / (first - last) * _HEIGHT

    floor = _TOP + _HEIGHT
    drawn = []
    for row in curve:
        drawn.append(rule(ink, _LEFT, y(row.fmr), WIDTH, y(row.fmr)))
        words = _("1 in {n}").format(n=grouped(one_in(row.fmr)))
        drawn.append(write(ink, words, _LEFT - 8, y(row.fmr) + 4, anchor="end", is_soft=True))
    there = [(x(row.threshold_interval[0]), y(row.fmr)) for row in curve]
    back = [(x(row.threshold_interval[1]), y(row.fmr)) for row in reversed(curve)]
    drawn.append(path([*there, *back], fill=ink.accent, fill_opacity="0.15"))
    line = [(x(row.threshold), y(row.fmr)) for row in curve]
    drawn.append(path(line, fill="none", stroke=ink.accent, stroke_width="2"))
    tenths = [n / 10 for n in range(-10, 11) if low <= n / 10 <= high]
    drawn += [
        write(ink, decimal(tenth), x(tenth), floor + LINE, anchor="middle", is_soft=True)
        for tenth in tenths
    ]
    if score is not None:
        at = min(max(x(score), _LEFT), WIDTH)
        drawn.append(rule(ink, at, _TOP - 6, at, floor, is_mark=True))
        # Words beside the mark, on the side that has room.
        side = ("end", -6) if at > (WIDTH + _LEFT) / 2 else ("start", 6)
        drawn.append(write(ink, _("this finding"), at + side[1], _TOP - 5, anchor=side[0]))
    return Chart(
        _("How seldom strangers are this alike"), _told(curve, score), floor + LINE + 6,
        joined(*drawn),
    )  # fmt: skip


def _told(curve: Sequence[Row], score: float | None) -> str:
    loosest, strictest = curve[0], curve[-1]
    told = _(
        "Of two different people, 1 in {many} comparisons reach {low}, and 1 in {few} reach {high}."
    ).format(
        many=grouped(one_in(loosest.fmr)),
        low=decimal(loosest.threshold, ".2f"),
        few=grouped(one_in(strictest.fmr)),
        high=decimal(strictest.threshold, ".2f"),
    )
    if score is None:
        return told
    return told + " " + _("This finding has {score}.").format(score=decimal(score, ".2f"))
