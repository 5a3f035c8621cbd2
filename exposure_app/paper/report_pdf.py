"""The report on paper: what the page says, in the same order and the same words."""

from collections import defaultdict
from collections.abc import Sequence

from exposure_app import __version__
from exposure_app.domain.coverage import AuditSummary, Gap
from exposure_app.domain.findings import Band, Finding, Location, State
from exposure_app.domain.severity import exposure_of
from exposure_app.i18n import _, figures, ngettext
from exposure_app.paper.sheets import PAPER_INK, Sheets
from exposure_app.report.cards import standing
from exposure_app.report.certainty import Measurement, intervals_of, measured_on
from exposure_app.report.charts.glance import charts_of
from exposure_app.report.charts.rates import rates
from exposure_app.report.page import private_words
from exposure_app.report.pictures import ReportPictures, crop_of, template_of
from exposure_app.report.text import readable, shortened
from exposure_app.wording import (
    band_words,
    context_lines,
    coverage_lines,
    expected_false_alarms,
    exposure_words,
    false_alarms_explained,
    gap_group,
    gap_key,
    headline,
    limits_explained,
    raised_explained,
    text_direction,
)

FINDINGS_SHOWN = 300
"""A page holds eight; CSV and JSON list every one."""

PLACES_SHOWN = 3
BESIDE_SHOWN = 80
"""Characters of each thing that stands beside a picture."""

GAPS_SHOWN = 20


def pdf(
    summary: AuditSummary, pictures: ReportPictures | None, measurement: Measurement | None = None
) -> bytes:
    """The whole document.

    Args:
        pictures: None for a redacted report, as for `report.page.page`.
        measurement: what the bands rest on, for intervals and the curve.
    """
    with Sheets(_("Exposure report"), is_rtl=text_direction() == "rtl") as sheets:
        sheets.words(_("Exposure report"), is_soft=True)
        said = headline(summary.findings, len(summary.gaps), is_complete=summary.is_complete)
        sheets.words(said, size=18, is_strong=True)
        began = figures.minute(summary.started_at)
        sheets.words(_("Audit of {moment}.").format(moment=began), is_soft=True)
        if not summary.is_complete:
            sheets.words(
                _(
                    "This audit was stopped before its end. What comes below is what was looked at "
                    "until then; the rest was not looked at."
                )
            )
        _found(sheets, summary.findings, pictures)
        sheets.heading(_("At a glance"))
        for chart in charts_of(summary, PAPER_INK, names_places=pictures is not None):
            sheets.chart(chart)
        sheets.heading(_("What was looked at"))
        sheets.points(coverage_lines(summary.coverage))
        _not_looked_at(sheets, summary)
        _certainty(sheets, summary, measurement)
        sheets.heading(_("What stays private"))
        sheets.points(private_words(is_redacted=pictures is None))
        sheets.gap(10)
        sheets.words(_("Made by Exposure {version}.").format(version=__version__), is_soft=True)
        return sheets.finished()


def _found(sheets: Sheets, findings: Sequence[Finding], pictures: ReportPictures | None) -> None:
    sheets.heading(_("What was found"))
    if not findings:
        sheets.words(_("No face that was compared is alike enough to be shown."))
    # Those set aside come last, whatever their band.
    order = sorted(
        findings, key=lambda one: (one.state is State.DISMISSED, -one.band.rank, -one.score)
    )
    for finding in order[:FINDINGS_SHOWN]:
        faces = [crop_of(pictures, finding), template_of(pictures, finding)] if pictures else []
        words = band_words(finding.band, finding.subject)
        lines = [words[:1].upper() + words[1:], standing(finding)]
        if pictures:
            lines.append(exposure_words(exposure_of(finding)))
        for place in finding.locations[:PLACES_SHOWN]:
            lines += [_place(place), *_said(place)]
        rest = len(finding.locations) - PLACES_SHOWN
        if rest > 0:
            lines.append(ngettext("{n} more place", "{n} more places", rest).format(n=rest))
        sheets.beside(faces, lines)
    left = len(order) - FINDINGS_SHOWN
    if left > 0:
        sheets.words(_more(left))


def _place(place: Location) -> str:
    seen = figures.day(place.last_seen)
    url = shortened(readable(place.page_url), 90)
    if place.gone_at:
        gone = figures.day(place.gone_at)
        return _("{page}, last seen {last}, no longer there {gone}").format(
            page=url, last=seen, gone=gone
        )
    return _("{page}, last seen {last}").format(page=url, last=seen)


def _said(place: Location) -> list[str]:
    """What stands beside the picture there, in a line; the page to read has all of it."""
    said = " \N{MIDDLE DOT} ".join(
        f"{name}: {shortened(readable(words), BESIDE_SHOWN)}"
        for name, words in context_lines(place.context)
    )
    return [said] if said else []


def _not_looked_at(sheets: Sheets, summary: AuditSummary) -> None:
    sheets.heading(_("What could not be looked at"))
    by_reason: dict[str, list[Gap]] = defaultdict(list)
    for gap in summary.gaps:
        by_reason[gap_key(gap.why, gap.detail)].append(gap)
    if not by_reason:
        sheets.words(_("Every page and picture that was met could be opened."))
        return
    sheets.words(_("A face may be on any of these. Nothing here is an all-clear."))
    for why, gaps in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        said = gap_group(why, len(gaps))
        sheets.gap(4)
        sheets.words(said.what, is_strong=True)
        sheets.words(said.remedy, is_soft=True)
        for gap in gaps[:GAPS_SHOWN]:
            sheets.words(shortened(readable(gap.url), 110), size=8.5)
        if len(gaps) > GAPS_SHOWN:
            sheets.words(_more(len(gaps) - GAPS_SHOWN), size=8.5)


def _more(n: int) -> str:
    return ngettext(
        "and {n} more, listed in the CSV and JSON reports",
        "and {n} more, listed in the CSV and JSON reports",
        n,
    ).format(n=n)


def _certainty(sheets: Sheets, summary: AuditSummary, measurement: Measurement | None) -> None:
    sheets.heading(_("How sure is sure"))
    band = Band.LOOKS_LIKE_YOU
    expected = summary.expected_false_alarms.get(band, 0.0)
    between = intervals_of(summary, measurement).get(band)
    sheets.words(false_alarms_explained())
    sheets.words(_("At “looks like you” and stronger:"), is_strong=True)
    sheets.words(expected_false_alarms(expected, between))
    if raised := raised_explained(summary.times_raised[band]):
        sheets.words(raised)
    if measurement:
        sheets.words(measured_on(measurement), is_soft=True)
        sheets.gap(6)
        sheets.chart(rates(measurement.curves[1], PAPER_INK))
    sheets.words(_("Please remember"), size=11, is_strong=True)
    sheets.points(limits_explained(measurement.uneven if measurement else None))
