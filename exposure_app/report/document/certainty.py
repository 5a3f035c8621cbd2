"""How sure is sure: what chance alone would do, in counts, and what was never measured."""

from collections.abc import Mapping, Sequence
from functools import partial

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import Band, Finding, State
from exposure_app.i18n import _
from exposure_app.i18n.figures import decimal, grouped
from exposure_app.report.charts.rates import rates
from exposure_app.report.document.blocks import (
    Block,
    BulletList,
    ChartRow,
    FigureTable,
    Paragraph,
    ReportSection,
    Tone,
)
from exposure_app.report.document.measurement import Measurement
from exposure_app.report.document.words import StrongWords, Words
from exposure_app.wording import (
    band_words,
    expected_false_alarms,
    false_alarms_explained,
    limits_explained,
    one_in,
    raised_explained,
)

Intervals = Mapping[Band, tuple[int, int]]


def certainty_section(summary: AuditSummary, measurement: Measurement | None) -> ReportSection:
    """How many false alarms to expect in this audit, and the limits of that knowledge.

    Args:
        measurement: None leaves out the intervals and what was measured on.
    """
    intervals = _intervals(summary, measurement)
    blocks: list[Block] = [
        Paragraph((false_alarms_explained(),)),
        Paragraph(_expected(summary, intervals)),
        _table(summary, measurement, intervals),
    ]
    if measurement:
        blocks.append(Paragraph((_measured_on(measurement),), Tone.ASIDE))
        blocks.append(ChartRow((partial(rates, measurement.curves[1]),)))
    limits = limits_explained(measurement.uneven if measurement else None)
    blocks.append(
        ReportSection((_("Please remember"),), (BulletList(tuple((limit,) for limit in limits)),))
    )
    return ReportSection((_("How sure is sure"),), tuple(blocks))


def _expected(summary: AuditSummary, intervals: Intervals) -> Words:
    band = Band.LOOKS_LIKE_YOU
    expected = summary.expected_false_alarms.get(band, 0.0)
    said = [expected_false_alarms(expected, intervals.get(band))]
    if raised := raised_explained(summary.times_raised[band]):
        said.append(raised)
    return StrongWords(_("At “looks like you” and stronger:")), " ", " ".join(said)


def _measured_on(measurement: Measurement) -> str:
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


def _intervals(summary: AuditSummary, measurement: Measurement | None) -> Intervals:
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


def _table(
    summary: AuditSummary, measurement: Measurement | None, intervals: Intervals
) -> FigureTable:
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
        rows.append((band_words(band), *cells))
    return FigureTable(_("False alarms to expect, by band"), tuple(heads), tuple(rows))


def _reached(findings: Sequence[Finding], band: Band) -> int:
    return sum(f.band.rank >= band.rank and f.state is not State.DISMISSED for f in findings)


def _span(low: int, high: int) -> str:
    if low == high:
        return grouped(low)
    return _("{low} to {high}").format(low=grouped(low), high=grouped(high))


def _few(expected: float) -> str:
    """An expected number, to two leading digits."""
    return decimal(expected, ",.0f" if expected >= 10 else ".2g")
