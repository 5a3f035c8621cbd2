"""An audit as a document to show a person.

The order is the order of the questions: what was found, where and by what right it was looked for,
what was looked at, what was not, how sure that is, and who may see this.
"""

from datetime import datetime

from exposure_app import __version__
from exposure_app.domain.coverage import AuditSummary
from exposure_app.domain.days import today
from exposure_app.i18n import _, ngettext, spoken
from exposure_app.i18n.figures import grouped, minute
from exposure_app.report.charts.glance import drawings_of
from exposure_app.report.document.blocks import (
    BulletList,
    ChartRow,
    Paragraph,
    ReportDocument,
    ReportSection,
    Tone,
)
from exposure_app.report.document.certainty import certainty_section
from exposure_app.report.document.coverage import looked_at_section, not_looked_at_section
from exposure_app.report.document.found import found_section
from exposure_app.report.document.measurement import Measurement
from exposure_app.report.document.sources import sources_section
from exposure_app.report.document.words import DatedWords, Words, filled
from exposure_app.report.pictures import ReportPictures
from exposure_app.wording import headline


def compose(
    summary: AuditSummary,
    pictures: ReportPictures | None,
    measurement: Measurement | None = None,
) -> ReportDocument:
    """The whole document, in the language that is spoken.

    Args:
        pictures: None for a copy to share, whose `summary` is redacted already: no picture is
            asked for and no address becomes a link.
        measurement: what the bands rest on, for intervals and the curve.
    """
    is_shared = pictures is None
    where = sources_section(summary.sources, today(), links=not is_shared)
    return ReportDocument(
        title=_("Exposure report"),
        headline=headline(summary.findings, len(summary.gaps), is_complete=summary.is_complete),
        opening=_opening(summary),
        sections=(
            found_section(summary.findings, pictures),
            ReportSection(
                (_("At a glance"),),
                (ChartRow(tuple(drawings_of(summary, names_places=not is_shared))),),
            ),
            *([where] if where else []),
            looked_at_section(summary.coverage),
            not_looked_at_section(summary, links=not is_shared),
            certainty_section(summary, measurement),
            _private_section(is_redacted=is_shared),
        ),
        closing=(_("Made by Exposure {version}.").format(version=__version__),),
        language=spoken().code,
        is_rtl=spoken().is_rtl,
    )


def _opening(summary: AuditSummary) -> tuple[Paragraph, ...]:
    when = Paragraph((*_began(summary.started_at), " ", _took(summary.seconds)), Tone.ASIDE)
    if summary.is_complete:
        return (when,)
    stopped = _(
        "This audit was stopped before its end. What comes below is what was looked at until "
        "then; the rest was not looked at."
    )
    return when, Paragraph((stopped,), Tone.NOTICE)


def _began(at: datetime) -> Words:
    return filled(_("Audit of {moment}."), moment=DatedWords(minute(at), at))


def _took(seconds: float) -> str:
    n = max(1, round(seconds))
    return ngettext("It took {n} second.", "It took {n} seconds.", n).format(n=grouped(n))


def _private_section(*, is_redacted: bool) -> ReportSection:
    """What the report shows and gives away, and what it does not, one point each."""
    shared = (
        _("This is a copy to share: names, addresses and faces were left out of it.")
        if is_redacted
        else _(
            "This file shows faces and addresses. Give it only to people who may see them; the "
            "program can write a copy without either."
        )
    )
    points = [
        shared,
        _("Faces were compared on this computer. No face or photo was sent anywhere for it."),
        _("The measurements of your face that are used to compare are not in this file."),
        _(
            "Other people's faces were compared once and not kept. On pictures shown here they "
            "are blurred, save for those that look like somebody enrolled."
        ),
        _("This file loads nothing. A site learns of you only if you follow a link to it."),
    ]
    return ReportSection(
        (_("What stays private"),), (BulletList(tuple((point,) for point in points)),)
    )
