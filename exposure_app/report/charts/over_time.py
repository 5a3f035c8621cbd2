"""When pictures were first seen."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from exposure_app.domain.findings import Band, Finding
from exposure_app.i18n import _, figures, ngettext
from exposure_app.i18n.figures import grouped
from exposure_app.report.charts.canvas import LINE, WIDTH, Chart, Ink, legend, write
from exposure_app.report.charts.columns import LEFT, columns
from exposure_app.report.markup import joined
from exposure_app.wording import band_words

MOST_COLUMNS = 24
_HEIGHT = 150.0
_TOP = 2 * LINE
_PERIODS = (1, 7, 30, 91, 365)
"""Days that a column stands for; the first with which the columns suffice."""


def over_time(findings: Sequence[Finding], ink: Ink) -> Chart:
    """How many pictures were seen first in which days, weeks or months."""
    seen = [(first_seen(finding), finding.band) for finding in findings if finding.locations]
    first = min((day for day, _band in seen), default=None)
    piles: list[Counter[Band]] = [Counter()]
    days = 1
    if first is not None:
        span = (max(day for day, _band in seen) - first).days + 1
        days = next((n for n in _PERIODS if span <= n * MOST_COLUMNS), -(-span // MOST_COLUMNS))
        piles = [Counter() for _column in range(max(7, -(-span // days)))]
        for day, band in seen:
            piles[(day - first).days // days][band] += 1
    drawn = [
        legend(ink, [(band, band_words(band)) for band in Band], LINE - 5),
        columns(ink, piles, top=_TOP, height=_HEIGHT),
    ]
    baseline = _TOP + _HEIGHT + LINE
    if first is not None:
        end = first + timedelta(days=days * len(piles) - 1)
        drawn.append(write(ink, figures.day(first), LEFT, baseline, is_soft=True))
        drawn.append(write(ink, figures.day(end), WIDTH, baseline, anchor="end", is_soft=True))
    return Chart(_("When first seen"), _told(piles, first, days), baseline + 6, joined(*drawn))


def first_seen(finding: Finding) -> date:
    """The day, here, on which the picture was first seen anywhere."""
    return min(place.first_seen for place in finding.locations).astimezone().date()


def _told(piles: Sequence[Counter[Band]], first: date | None, days: int) -> str:
    if first is None:
        return _("Nothing was found yet.")
    sizes = [pile.total() for pile in piles]
    most = max(sizes)
    began = first + timedelta(days=days * sizes.index(most))
    return ngettext(
        "The most at once: {n} picture, first seen from {day} on.",
        "The most at once: {n} pictures, first seen from {day} on.",
        most,
    ).format(n=grouped(most), day=figures.day(began))
