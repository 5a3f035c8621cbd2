"""Everything found, by person and band, strongest first; what was set aside comes last."""

from collections.abc import Iterator, Sequence
from itertools import count

from exposure_app.domain.findings import Band, Finding, State
from exposure_app.i18n import _, ngettext
from exposure_app.report.document.blocks import Block, CardList, Folded, Paragraph, ReportSection
from exposure_app.report.document.cards import finding_card
from exposure_app.report.document.words import OwnWords, capital
from exposure_app.report.pictures import ReportPictures
from exposure_app.wording import band_words
from exposure_app.wording.terms import ME


def found_section(findings: Sequence[Finding], pictures: ReportPictures | None) -> ReportSection:
    """All findings.

    Args:
        pictures: None leaves out every picture, as in a copy to share.
    """
    heading = (_("What was found"),)
    if not findings:
        nothing = _("No face that was compared is alike enough to be shown.")
        return ReportSection(heading, (Paragraph((nothing,)),))
    subjects = list(dict.fromkeys(finding.subject for finding in findings))
    numbers = count(1)
    if subjects == [ME]:
        return ReportSection(heading, _of_subject(findings, ME, pictures, numbers))
    parts = []
    for subject in subjects:
        theirs = [finding for finding in findings if finding.subject == subject]
        name = _("You") if subject == ME else capital(subject)
        parts.append(
            ReportSection((OwnWords(name),), _of_subject(theirs, subject, pictures, numbers))
        )
    return ReportSection(heading, tuple(parts))


def _of_subject(
    findings: Sequence[Finding],
    subject: str,
    pictures: ReportPictures | None,
    numbers: Iterator[int],
) -> tuple[Block, ...]:
    parts: list[Block] = []
    for band in reversed(Band):
        live = [f for f in findings if f.band is band and f.state is not State.DISMISSED]
        if live:
            cards = _cards(live, pictures, numbers)
            parts.append(ReportSection((capital(band_words(band, subject)),), (cards,)))
    aside = [f for f in findings if f.state is State.DISMISSED]
    if aside:
        said = ngettext("{n} set aside by you", "{n} set aside by you", len(aside))
        parts.append(Folded(said.format(n=len(aside)), (_cards(aside, pictures, numbers),)))
    return tuple(parts)


def _cards(
    findings: Sequence[Finding], pictures: ReportPictures | None, numbers: Iterator[int]
) -> CardList:
    strongest_first = sorted(findings, key=lambda finding: -finding.score)
    return CardList(
        tuple(finding_card(finding, pictures, next(numbers)) for finding in strongest_first)
    )
