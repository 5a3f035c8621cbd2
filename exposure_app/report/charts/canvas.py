"""What charts are drawn with: SVG in the colours of whoever shows them.

Charts are laid out from the left, and drawn here from the right where the language runs so: time
and numbers then go as the reader's eyes do. The figures themselves stay as they are written.

Only what both a browser and SVG Tiny 1.2 draw is used: rectangles, lines, paths and text, with
presentation attributes and no style sheet, so that a page, a sheet of paper and a window that
knows no CSS show the same chart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from exposure_app.domain.findings import Band
from exposure_app.i18n import spoken
from exposure_app.report.markup import Markup, element, joined

WIDTH = 480.0
"""Of every chart, in units of its own; it is scaled to the room there is."""

TEXT = 13.0
LINE = 18.0

_FILL = {Band.POSSIBLY: "0.25", Band.LOOKS_LIKE_YOU: "0.6", Band.VERY_LIKELY: "1"}


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours a chart is drawn in, in any form CSS knows; `family`: its font, "" for any."""

    text: str
    soft: str
    line: str
    accent: str
    family: str = ""


PAGE_INK = Ink("var(--ink)", "var(--soft)", "var(--line)", "var(--link)")
"""The report's own, light or dark as its reader's screen is."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and what it says.

    words: what it shows, in one or two sentences: for whoever cannot see it.
    height: in the units of `WIDTH`.
    body: what stands within the svg element.
    """

    title: str
    words: str
    height: float
    body: Markup

    def svg(self) -> Markup:
        """The drawing, with its words for a screen reader."""
        return element(
            "svg",
            self.body,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH:g} {self.height:g}",
            role="img",
            aria_label=self.words,
        )


Drawing = Callable[[Ink], Chart]
"""A chart that is still to be drawn, in the colours of whoever shows it."""


def _across(x: float, width: float = 0.0) -> float:
    """Where what is `width` wide and laid out at `x` from the left is to be drawn."""
    return WIDTH - x - width if spoken().is_rtl else x


_OTHER_END = {"start": "end", "middle": "middle", "end": "start"}


def write(
    ink: Ink, words: str, x: float, y: float, *, anchor: str = "start", is_soft: bool = False
) -> Markup:
    """Words whose baseline begins, has its middle or ends at (x, y), as axes go.

    Within them letters go as their own language does, as they do by themselves where Qt draws.
    """
    family = {"font_family": ink.family} if ink.family else {}
    return element(
        "text",
        words,
        x=f"{_across(x):.1f}",
        y=f"{y:.1f}",
        font_size=f"{TEXT:g}",
        fill=ink.soft if is_soft else ink.text,
        # Of a text that is laid out from the left, whatever its letters do.
        text_anchor=_OTHER_END[anchor] if spoken().is_rtl else anchor,
        unicode_bidi="plaintext",
        **family,
    )


def bar(
    ink: Ink, x: float, y: float, width: float, height: float, band: Band | None = None
) -> Markup:
    """A filled rectangle: the stronger the band the darker; without a band in a soft colour."""
    return element(
        "rect",
        x=f"{_across(x, max(0.0, width)):.1f}",
        y=f"{y:.1f}",
        width=f"{max(0.0, width):.1f}",
        height=f"{max(0.0, height):.1f}",
        fill=ink.soft if band is None else ink.accent,
        fill_opacity="0.5" if band is None else _FILL[band],
    )


def rule(ink: Ink, x1: float, y1: float, x2: float, y2: float, *, is_mark: bool = False) -> Markup:
    """A straight line: thin, or a mark in the accent."""
    return element(
        "line",
        x1=f"{_across(x1):.1f}",
        y1=f"{y1:.1f}",
        x2=f"{_across(x2):.1f}",
        y2=f"{y2:.1f}",
        stroke=ink.accent if is_mark else ink.line,
        stroke_width="2" if is_mark else "1",
    )


def path(points: Sequence[tuple[float, float]], **attributes: str) -> Markup:
    """A line through the points."""
    steps = " L".join(f"{_across(x):.1f},{y:.1f}" for x, y in points)
    return element("path", d=f"M{steps}", **attributes)


def legend(ink: Ink, entries: Sequence[tuple[Band, str]], y: float) -> Markup:
    """A square and the words of each band, in one line."""
    drawn, x = [], 0.0
    for band, words in entries:
        drawn.append(bar(ink, x, y - 10, 11, 11, band))
        drawn.append(write(ink, words, x + 17, y, is_soft=True))
        x += 34 + 6.6 * len(words)
    return joined(*drawn)


def whole_steps(most: int) -> list[int]:
    """Two to five whole numbers from 0 to at least `most`, a step of 1, 2 or 5 times 10^n apart."""
    step = next(
        digit * 10**power
        for power in range(len(str(most)) + 1)
        for digit in (1, 2, 5)
        if most <= 4 * digit * 10**power
    )
    return [n * step for n in range(max(1, ceil(most / step)) + 1)]
