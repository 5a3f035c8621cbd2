"""What was looked at, and what was not: a gap is never an all-clear."""

from collections import defaultdict
from collections.abc import Sequence

from exposure_app.domain.coverage import AuditSummary, Coverage, Gap
from exposure_app.i18n import _, ngettext
from exposure_app.report.document.blocks import (
    Block,
    BulletList,
    Folded,
    Paragraph,
    ReportSection,
    TitledItem,
    TitledList,
)
from exposure_app.report.document.words import AddressWords, StrongWords, Words
from exposure_app.wording import GapKey, coverage_lines, gap_detail_words, gap_group, gap_key

GAPS_LISTED = 500
"""Per reason; the counts are always complete, and CSV and JSON list every one."""


def looked_at_section(coverage: Coverage) -> ReportSection:
    """The counts of what was looked at."""
    return ReportSection(
        (_("What was looked at"),),
        (
            BulletList(tuple((line,) for line in coverage_lines(coverage))),
            Paragraph(
                (_("Findings of earlier audits are listed too, with the dates they were seen."),)
            ),
        ),
    )


def not_looked_at_section(summary: AuditSummary, *, links: bool) -> ReportSection:
    """What was not looked at, by reason, the most first, with what would help.

    Args:
        links: False for a copy to share, whose addresses are placeholders.
    """
    by_reason: dict[GapKey, list[Gap]] = defaultdict(list)
    for gap in summary.gaps:
        by_reason[gap_key(gap)].append(gap)
    most_first = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    blocks: list[Block] = []
    if most_first:
        groups = tuple(_group(key, gaps, links=links) for key, gaps in most_first)
        blocks = [
            Paragraph((_("A face may be on any of these. Nothing here is an all-clear."),)),
            TitledList(groups, is_roomy=True),
        ]
    else:
        blocks = [Paragraph((_("Every page and picture that was met could be opened."),))]
    if small := summary.coverage.faces_too_small:
        blocks.append(Paragraph((_too_small(small),)))
    return ReportSection((_("What could not be looked at"),), tuple(blocks))


def _too_small(n: int) -> str:
    return ngettext(
        "{count} face in the pictures was too small to be compared with anybody.",
        "{count} faces in the pictures were too small to be compared with anybody.",
        n,
    ).format(count=n)


def _group(key: GapKey, gaps: Sequence[Gap], *, links: bool) -> TitledItem:
    said = gap_group(key, len(gaps))
    shown = tuple(_gap(gap, links=links) for gap in gaps[:GAPS_LISTED])
    which = BulletList(shown, _more(len(gaps) - len(shown)))
    return TitledItem(
        (StrongWords(said.what),),
        ((said.remedy,),),
        Folded(_("Which ones"), (which,), is_only_a_handle=True),
    )


def _gap(gap: Gap, *, links: bool) -> Words:
    told = AddressWords(gap.url) if links else gap.url
    return (told, f" ({gap_detail_words(gap)})") if gap.detail else (told,)


def _more(left: int) -> str:
    if not left:
        return ""
    return ngettext(
        "and {n} more, listed in the CSV and JSON reports",
        "and {n} more, listed in the CSV and JSON reports",
        left,
    ).format(n=left)
