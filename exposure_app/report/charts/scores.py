"""How alike: the scores of what was found above the line, those of strangers below it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from exposure_app.domain.findings import Band, Finding
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import decimal, grouped
from exposure_app.report.charts.canvas import LINE, WIDTH, Chart, Ink, bar, legend, rule, write
from exposure_app.report.charts.columns import LEFT, columns
from exposure_app.report.markup import Markup, joined
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
    for tenth in range(0, 11, 2):
        x = LEFT + (WIDTH - LEFT) * tenth / 10
        anchor = "end" if tenth == 10 else "middle"
        drawn.append(write(ink, decimal(tenth / 10), x, floor + LINE, anchor=anchor, is_soft=True))
    height = floor + LINE + 6
    if any(strangers):
        drawn.append(_below(strangers, ink, height))
        height += _STRANGERS + LINE + 6
    return Chart(_("How alike"), _told(findings, strangers), height, joined(*drawn))


def _below(strangers: Sequence[int], ink: Ink, top: float) -> Markup:
    most, wide = max(strangers), (WIDTH - LEFT) / STEPS
    drawn = [rule(ink, LEFT, top, WIDTH, top)]
    for place, faces in enumerate(strangers):
        if faces:
            # At least a hair: a single face among thousands is what this chart is for.
            deep = max(1.0, faces / most * _STRANGERS)
            drawn.append(bar(ink, LEFT + place * wide + 0.5, top, wide - 1, deep))
    words = _("Above: what was found. Below: faces of other people.")
    drawn.append(write(ink, words, LEFT, top + _STRANGERS + LINE, is_soft=True))
    return joined(*drawn)


def _step_of(score: float) -> int:
    return min(STEPS - 1, max(0, int(score * STEPS + 1e-9)))


def _told(findings: Sequence[Finding], strangers: Sequence[int]) -> str:
    n, faces = len(findings), sum(strangers)
    found = ngettext(
        "{n} finding, by how alike the faces are.", "{n} findings, by how alike the faces are.", n
    ).format(n=grouped(n))
    if not faces:
        return found
    others = ngettext(
        "Below it {n} face of somebody else that was compared.",
        "Below them {n} faces of other people that were compared.",
        faces,
    ).format(n=grouped(faces))
    return f"{found} {others}"
