"""An audit that may be shared: the same counts, bands and dates, and nobody to be found in it.

Redaction happens before any format is chosen, so that no format can forget it.
"""

from collections.abc import Callable
from dataclasses import replace

from exposure_app.domain.context import NO_CONTEXT, NOT_SAID
from exposure_app.domain.coverage import AuditSummary, Gap
from exposure_app.domain.faces import Box, TemplateId
from exposure_app.domain.findings import Finding, FindingId, Location
from exposure_app.domain.gap_reasons import PARTS
from exposure_app.domain.sources import Permission, Source, SourceId
from exposure_app.i18n import _


def redacted(summary: AuditSummary) -> AuditSummary:
    """`summary` without names, addresses, picture digests and ids.

    Equal things get equal placeholders, so what is on one page is still seen to be on one page.
    Where a face stood in its picture goes too: with the size it can tell which picture it was. So
    does what stands beside the pictures, and how exposing that makes them.
    """
    person = _numbered(lambda n: _("person {n}").format(n=n))
    page = _numbered(lambda n: _("page {n}").format(n=n))
    picture = _numbered(lambda n: _("picture {n}").format(n=n))
    content = _numbered(lambda n: _("content {n}").format(n=n))
    address = _numbered(lambda n: _("address {n}").format(n=n))
    finding_id = _numbered(lambda n: _("finding {n}").format(n=n))

    def place_of(place: Location) -> Location:
        return replace(
            place,
            page_url=page(place.page_url),
            image_url=picture(place.image_url),
            context=NO_CONTEXT,
        )

    def finding_of(finding: Finding) -> Finding:
        return replace(
            finding,
            id=FindingId(finding_id(finding.id)),
            subject=person(finding.subject),
            image_sha256=content(finding.image_sha256),
            picture_size=(0, 0),
            box=Box(0, 0, 0, 0),
            template=TemplateId(""),
            locations=tuple(place_of(place) for place in finding.locations),
            taken=NOT_SAID,
        )

    place = _numbered(lambda n: _("place {n}").format(n=n))

    def source_of(source: Source) -> Source:
        permission = source.permission and Permission("", source.permission.on)
        return replace(
            source,
            id=SourceId(""),
            locator=place(source.locator),
            note="",
            token="",
            permission=permission,
        )

    return replace(
        summary,
        is_redacted=True,
        sources=tuple(source_of(source) for source in summary.sources),
        findings=tuple(finding_of(finding) for finding in summary.findings),
        gaps=tuple(replace(_without_facts(gap), url=address(gap.url)) for gap in summary.gaps),
    )


def _without_facts(gap: Gap) -> Gap:
    """Its reason, and which part it needs: the one fact that is never of the place's own making."""
    part = gap.facts.get("part")
    return replace(gap, facts={"part": part} if part in PARTS else {})


def _numbered(placeholder: Callable[[int], str]) -> Callable[[str], str]:
    """A function that gives each new thing the next placeholder."""
    known: dict[str, str] = {}

    def place_holder(thing: str) -> str:
        if thing not in known:
            known[thing] = placeholder(len(known) + 1)
        return known[thing]

    return place_holder
