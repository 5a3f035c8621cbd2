"""How alike: the scores of what was found above the line, those of strangers below it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from exposure_app.domain.findings import Band, Finding
from exposure_app.i18n import _, ngettext
from exposure_app.report.charts.canvas import LINE, WIDTH, Chart, Ink, bar, legend, rule, write
from exposure_app.report.charts.columns import LEFT, columns
from exposure_app.report.markup import joined
from exposure_app.wording import band_words

STEPS = 50
"""Columns between a score of 0 and of 1; scores below 0 stand in the first."""

_FOUND, _STRANGERS = 150.0, 70.0
_TOP = 2 * LINE


def scores(findings: Sequence[Finding], bystanders: Mapping[int, int], ink: Ink) -> Chart:
    """The distribution of scores.

    Args:
        findings: any that were not set aside.
        bystanders: as in `AuditSummary`.
    """
    piles: list[Counter[Band]] = [Counter() for _step in range(STEPS)]
    for finding in findings:
        piles[_step_of(finding.score)][finding.band] += 1
    strangers = [0] * STEPS
    for hundredth, faces in bystanders.items():
        strangers[_step_of(hundredth / 100)] += faces
    floor = _TOP + _FOUND
    drawn = [
        legend(ink, [(band, band_words(band)) for band in Band], LINE - 5),
        columns(ink, piles, top=_TOP, height=_FOUND),
    ]
    most, wide = max(1, *strangers), (WIDTH - LEFT) / STEPS
    below = floor + LINE + 6
    for place, faces in enumerate(strangers):
        if faces:
            # At least a hair: a single face among thousands is what this chart is for.
            deep = max(1.0, faces / most * _STRANGERS)
            drawn.append(bar(ink, LEFT + place * wide + 0.5, below, wide - 1, deep))
    drawn.append(rule(ink, LEFT, below, WIDTH, below))
    for tenth in range(0, 11, 2):
        x = LEFT + (WIDTH - LEFT) * tenth / 10
        anchor = "end" if tenth == 10 else "middle"
        drawn.append(write(ink, f"{tenth / 10:g}", x, floor + LINE, anchor=anchor, is_soft=True))
    at = below + _STRANGERS + LINE
    drawn.append(
        write(
            ink, _("Above: what was found. Below: faces of other people."), LEFT, at, is_soft=True
        )
    )
    return Chart(_("How alike"), _told(findings, strangers), at + 6, joined(*drawn))


def _step_of(score: float) -> int:
    return min(STEPS - 1, max(0, int(score * STEPS + 1e-9)))


def _told(findings: Sequence[Finding], strangers: Sequence[int]) -> str:
    n, faces = len(findings), sum(strangers)
    found = ngettext(
        "{n} finding, by how alike the faces are.", "{n} findings, by how alike the faces are.", n
    ).format(n=f"{n:,}")
    others = ngettext(
        "Below it {n} face of somebody else that was compared.",
        "Below them {n} faces of other people that were compared.",
        faces,
    ).format(n=f"{faces:,}")
    return f"{found} {others}"
