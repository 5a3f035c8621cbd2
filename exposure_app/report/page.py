"""An audit as one page to show a person: a single file that loads nothing and runs nothing.

The order is the order of the questions: what was found, where and by what right it was looked for,
what was looked at, what was not, how sure that is, and who may see this.
"""

import hashlib
from base64 import b64encode
from collections import defaultdict
from datetime import datetime

from exposure_app import __version__
from exposure_app.contract.document import moment
from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped, minute
from exposure_app.report.cards import found_section
from exposure_app.report.certainty import Measurement, certainty_section
from exposure_app.report.charts.canvas import PAGE_INK, Chart
from exposure_app.report.charts.glance import charts_of
from exposure_app.report.locations import locations_section
from exposure_app.report.markup import Markup, address, element, filled, joined, listed
from exposure_app.report.pictures import ReportPictures
from exposure_app.report.style import STYLE
from exposure_app.wording import (
    coverage_lines,
    gap_detail_words,
    gap_group,
    gap_key,
    headline,
    language,
    text_direction,
)

GAPS_LISTED = 500
"""Per reason; the counts are always complete, and CSV and JSON list every one."""


def page(
    summary: AuditSummary, pictures: ReportPictures | None, measurement: Measurement | None = None
) -> str:
    """The whole document.

    Args:
        pictures: None for a redacted report, whose `summary` is redacted already: no picture is
            asked for and no address becomes a link.
        measurement: what the bands rest on, for intervals.
    """
    body = joined(
        element(
            "header",
            element("h1", _("Exposure report")),
            element(
                "p",
                headline(summary.findings, len(summary.gaps), is_complete=summary.is_complete),
                class_="headline",
            ),
            _when(summary),
            _stopped(summary),
        ),
        element(
            "main",
            found_section(summary.findings, pictures),
            _at_a_glance(summary, names_places=pictures is not None),
            locations_section(
                summary.sources, datetime.now().astimezone().date(), links=pictures is not None
            ),
            _looked_at(summary.coverage),
            _not_looked_at(summary, links=pictures is not None),
            certainty_section(summary, measurement),
            element(
                "section",
                element("h2", _("What stays private")),
                listed(*private_words(is_redacted=pictures is None)),
            ),
        ),
        element(
            "footer",
            element("p", _("Made by Exposure {version}.").format(version=__version__)),
        ),
    )
    return f"<!DOCTYPE html>\n{_html(body)}\n"


def _html(body: Markup) -> Markup:
    style = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; "
        f"style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex, noarchive, noimageindex"),
        element("title", _("Exposure report")),
        element("style", Markup(STYLE)),
    )
    return element("html", head, element("body", body), lang=language(), dir=text_direction())


def _when(summary: AuditSummary) -> Markup:
    began = summary.started_at
    seconds = max(1, round(summary.seconds))
    took = ngettext("It took {n} second.", "It took {n} seconds.", seconds).format(
        n=grouped(seconds)
    )
    return element(
        "p",
        filled(
            _("Audit of {moment}."),
            moment=element("time", minute(began), datetime=moment(summary.started_at)),
        ),
        " ",
        took,
        class_="aside",
    )


def _stopped(summary: AuditSummary) -> Markup:
    if summary.is_complete:
        return Markup()
    return element(
        "p",
        _(
            "This audit was stopped before its end. What comes below is what was looked at until "
            "then; the rest was not looked at."
        ),
        class_="notice",
    )


def _at_a_glance(summary: AuditSummary, *, names_places: bool) -> Markup:
    charts = charts_of(summary, PAGE_INK, names_places=names_places)
    return element(
        "section",
        element("h2", _("At a glance")),
        element("div", *(_figure(chart) for chart in charts), class_="charts"),
    )


def _figure(chart: Chart) -> Markup:
    return element(
        "figure",
        element("h3", chart.title),
        chart.svg(),
        element("figcaption", chart.words),
        class_="chart",
    )


def _looked_at(coverage: Coverage) -> Markup:
    return element(
        "section",
        element("h2", _("What was looked at")),
        listed(*coverage_lines(coverage)),
        element(
            "p", _("Findings of earlier audits are listed too, with the dates they were seen.")
        ),
    )


def _not_looked_at(summary: AuditSummary, *, links: bool) -> Markup:
    by_reason: dict[str, list[Gap]] = defaultdict(list)
    for gap in summary.gaps:
        by_reason[gap_key(gap.why, gap.detail)].append(gap)
    most_first = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    parts: list[str] = [element("h2", _("What could not be looked at"))]
    if most_first:
        groups = [_group(why, gaps, links=links) for why, gaps in most_first]
        parts.append(
            element("p", _("A face may be on any of these. Nothing here is an all-clear."))
        )
        parts.append(listed(*groups, class_="gaps"))
    else:
        parts.append(element("p", _("Every page and picture that was met could be opened.")))
    if small := summary.coverage.faces_too_small:
        parts.append(
            element(
                "p",
                ngettext(
                    "{count} face in the pictures was too small to be compared with anybody.",
                    "{count} faces in the pictures were too small to be compared with anybody.",
                    small,
                ).format(count=small),
            )
        )
    return element("section", *parts)


def _group(why: str, gaps: list[Gap], *, links: bool) -> Markup:
    said = gap_group(why, len(gaps))
    shown = [_gap(gap, links=links) for gap in gaps[:GAPS_LISTED]]
    if left := len(gaps) - len(shown):
        shown.append(
            element(
                "em",
                ngettext(
                    "and {n} more, listed in the CSV and JSON reports",
                    "and {n} more, listed in the CSV and JSON reports",
                    left,
                ).format(n=left),
            )
        )
    return joined(
        element("p", element("strong", said.what)),
        element("p", said.remedy, class_="aside"),
        element("details", element("summary", _("Which ones")), listed(*shown), class_="prints"),
    )


def _gap(gap: Gap, *, links: bool) -> Markup:
    told = address(gap.url) if links else element("span", gap.url)
    if not gap.detail:
        return told
    return joined(told, " ", element("span", f"({gap_detail_words(gap.detail)})", class_="aside"))


def private_words(*, is_redacted: bool) -> list[str]:
    """What a report shows and gives away, and what it does not, one point each."""
    shared = (
        _("This is a copy to share: names, addresses and faces were left out of it.")
        if is_redacted
        else _(
            "This file shows faces and addresses. Give it only to people who may see them; the "
            "program can write a copy without either."
        )
    )
    return [
        shared,
        _("Faces were compared on this computer. No face or photo was sent anywhere for it."),
        _("The measurements of your face that are used to compare are not in this file."),
        _(
            "Other people's faces were compared once and not kept. On pictures shown here they "
            "are blurred, save for those that look like somebody enrolled."
        ),
        _("This file loads nothing. A site learns of you only if you follow a link to it."),
    ]
