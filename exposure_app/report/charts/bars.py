"""Named bars below one another: findings by place, and what was and was not looked at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.findings import Band, Finding
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import grouped
from exposure_app.report.charts.canvas import LINE, WIDTH, Chart, Ink, bar, write
from exposure_app.report.markup import Markup, joined
from exposure_app.report.text import readable, shortened
from exposure_app.wording import gap_group, gap_key

MOST_BARS = 8
_STEP = 2.3 * LINE
_ROOM = 70.0  # for the number behind the longest bar


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    count: int
    band: Band | None = Band.LOOKS_LIKE_YOU


def places(findings: Sequence[Finding], ink: Ink) -> Chart:
    """On which sites, or in which folders, the most pictures are."""
    counted: Counter[str] = Counter()
    for finding in findings:
        counted.update({readable(place.site) for place in finding.locations})
    bars = [_Bar(site, n) for site, n in counted.most_common(MOST_BARS)]
    if left := len(counted) - len(bars):
        rest = counted.total() - sum(one.count for one in bars)
        name = ngettext("{n} more place", "{n} more places", left).format(n=left)
        bars.append(_Bar(name, rest, None))
    if not bars:
        return Chart(_("Where"), _("Nothing was found yet."), LINE, Markup())
    told = ngettext(
        "The most are at {site}: {n} picture.",
        "The most are at {site}: {n} pictures.",
        bars[0].count,
    ).format(site=bars[0].name, n=grouped(bars[0].count))
    return Chart(_("Where"), told, _STEP * len(bars), _drawn(bars, ink))


def coverage(summary: AuditSummary, ink: Ink) -> Chart:
    """How much was looked at, beside how much was not and why: a gap is never an all-clear."""
    counts = summary.coverage
    looked_at = counts.images_decoded + counts.images_unchanged
    reasons = Counter(gap_key(gap) for gap in summary.gaps)
    bars = [_Bar(_("Pictures looked at"), looked_at, Band.VERY_LIKELY)]
    # The words end in a full stop where they are sentences; here they are names.
    bars += [
        _Bar(gap_group(why, n).what.rstrip("."), n, None)
        for why, n in reasons.most_common(MOST_BARS)
    ]
    n = reasons.total()
    told = ngettext(
        "{looked} pictures were looked at, and {n} thing was not.",
        "{looked} pictures were looked at, and {n} things were not.",
        n,
    ).format(looked=grouped(looked_at), n=grouped(n))
    return Chart(_("Looked at, and not"), told, _STEP * len(bars), _drawn(bars, ink))


def _drawn(bars: Sequence[_Bar], ink: Ink) -> Markup:
    longest = max(1, *(one.count for one in bars))
    drawn = []
    for place, one in enumerate(bars):
        y = place * _STEP
        wide = max(2.0, one.count / longest * (WIDTH - _ROOM)) if one.count else 0.0
        drawn.append(write(ink, shortened(one.name, 72), 0, y + LINE - 5))
        drawn.append(bar(ink, 0, y + LINE, wide, LINE - 4, one.band))
        drawn.append(write(ink, grouped(one.count), wide + 8, y + 2 * LINE - 7, is_soft=True))
    return joined(*drawn)
