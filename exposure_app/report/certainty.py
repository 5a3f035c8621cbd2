"""How sure is sure: what chance alone would do, in counts, and what was never measured."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import Band, Finding, State
from exposure_app.i18n import _
from exposure_app.i18n.figures import decimal, grouped
from exposure_app.report.charts.canvas import PAGE_INK
from exposure_app.report.charts.rates import Row, rates
from exposure_app.report.markup import Markup, element, listed
from exposure_app.wording import (
    band_words,
    expected_false_alarms,
    false_alarms_explained,
    limits_explained,
    one_in,
    raised_explained,
)


class Measurement(Protocol):
    """What the bands rest on, as far as a report tells it."""

    @property
    def data_set(self) -> str:
        """The name of the labelled set."""
        ...

    @property
    def pictures(self) -> int:
        """How many pictures it was measured on."""
        ...

    @property
    def people(self) -> int:
        """How many people they show."""
        ...

    def false_match_rate(self, band: Band) -> float:
        """The share of comparisons of two people that reach `band` or a stronger one."""
        ...

    def expected_interval(
        self, comparisons: float, references: int = 1, times: Mapping[Band, float] | None = None
    ) -> Mapping[Band, tuple[int, int]]:
        """Between which counts the false alarms of each band and stronger should lie."""
        ...

    @property
    def uneven(self) -> tuple[float, float, float] | None:
        """False match rates between two women, two men, and a woman and a man, if measured."""
        ...

    @property
    def curves(self) -> Mapping[int, Sequence[Row]]:
        """The measured rows, by the number of photos averaged; 1 is always there."""
        ...


Intervals = Mapping[Band, tuple[int, int]]


def certainty_section(summary: AuditSummary, measurement: Measurement | None) -> Markup:
    """How many false alarms to expect in this audit, and the limits of that knowledge.

    Args:
        measurement: None leaves out the intervals and what was measured on.
    """
    expected = summary.expected_false_alarms
    intervals = intervals_of(summary, measurement)
    parts: list[str] = [
        element("h2", _("How sure is sure")),
        element("p", false_alarms_explained()),
        element(
            "p",
            element("strong", _("At “looks like you” and stronger:")),
            " ",
            expected_false_alarms(
                expected.get(Band.LOOKS_LIKE_YOU, 0.0), intervals.get(Band.LOOKS_LIKE_YOU)
            ),
            " ",
            raised_explained(summary.times_raised[Band.LOOKS_LIKE_YOU]),
        ),
        _table(summary, measurement, intervals),
    ]
    if measurement:
        curve = rates(measurement.curves[1], PAGE_INK)
        parts.append(element("p", measured_on(measurement), class_="aside"))
        parts.append(
            element(
                "figure",
                element("h3", curve.title),
                curve.svg(),
                element("figcaption", curve.words),
                class_="chart",
            )
        )
    parts.append(element("h3", _("Please remember")))
    parts.append(listed(*limits_explained(measurement.uneven if measurement else None)))
    return element("section", *parts)


def measured_on(measurement: Measurement) -> str:
    """Whom the rates come from, and what the interval does not allow for."""
    return _(
        "The rates were measured on {pictures} pictures of {people} people ({data_set}). Your "
        "audit may differ; the interval allows for that, but not for one look-alike who is in "
        "many of the pictures."
    ).format(
        pictures=grouped(measurement.pictures),
        people=grouped(measurement.people),
        data_set=measurement.data_set,
    )


def intervals_of(summary: AuditSummary, measurement: Measurement | None) -> Intervals:
    """Between which counts false alarms would be no surprise; nothing without a measurement."""
    if measurement is None:
        return {}
    # The usual number is the rate times the comparisons, so either gives the other.
    usual = summary.usual_false_alarms or summary.expected_false_alarms
    rate = measurement.false_match_rate(Band.LOOKS_LIKE_YOU)
    comparisons = usual.get(Band.LOOKS_LIKE_YOU, 0.0) / rate
    probes = summary.coverage.faces_found - summary.coverage.faces_too_small
    references = max(1, round(comparisons / max(1, probes)))
    return measurement.expected_interval(comparisons, references, summary.times_raised)


def _table(summary: AuditSummary, measurement: Measurement | None, intervals: Intervals) -> Markup:
    heads = [_("Band, with the stronger ones"), _("Expected by chance"), _("Shown to you")]
    if measurement:
        heads[1:1] = [_("Two people taken for one")]
        heads[3:3] = [_("Would be no surprise")]
    rows = []
    for band in reversed(Band):
        expected = summary.expected_false_alarms.get(band, 0.0)
        cells = [_few(expected), str(_reached(summary.findings, band))]
        if measurement:
            n = one_in(measurement.false_match_rate(band))
            cells[0:0] = [_("1 in {n} comparisons").format(n=grouped(n))]
            cells[2:2] = [_span(*intervals[band])]
        rows.append(
            element(
                "tr",
                element("th", band_words(band), scope="row"),
                *(element("td", cell) for cell in cells),
            )
        )
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *rows),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=_("False alarms to expect, by band"),
    )


def _reached(findings: Sequence[Finding], band: Band) -> int:
    return sum(f.band.rank >= band.rank and f.state is not State.DISMISSED for f in findings)


def _span(low: int, high: int) -> str:
    if low == high:
        return grouped(low)
    return _("{low} to {high}").format(low=grouped(low), high=grouped(high))


def _few(expected: float) -> str:
    """An expected number, to two leading digits."""
    return decimal(expected, ",.0f" if expected >= 10 else ".2g")
