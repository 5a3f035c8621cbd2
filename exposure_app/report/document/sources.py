"""The places that are looked at, and by what right: of somebody else's, who said yes and when."""

from collections.abc import Sequence
from datetime import date

from exposure_app.domain.sources import Source
from exposure_app.i18n import _, figures
from exposure_app.report.document.blocks import ReportSection, TitledItem, TitledList
from exposure_app.report.document.words import AddressWords, OwnWords, Piece
from exposure_app.wording import footing_words, kind_words, permission_words, proved_words


def sources_section(sources: Sequence[Source], on: date, *, links: bool) -> ReportSection | None:
    """Each place with its footing, as it stands on that day; None if there is none.

    Args:
        links: False for a copy to share, whose `sources` are redacted already.
    """
    if not sources:
        return None
    places = tuple(_place(source, on, links=links) for source in sources)
    return ReportSection((_("Where, and by what right"),), (TitledList(places),))


def _place(source: Source, on: date, *, links: bool) -> TitledItem:
    is_address = links and source.locator.startswith(("http://", "https://"))
    where: Piece = AddressWords(source.locator) if is_address else OwnWords(source.locator)
    said = [kind_words(source.kind), footing_words(source.footing)]
    if source.proved_by and source.proved_at:
        proved_on = figures.day(source.proved_at)
        said.append(proved_words(source.proved_by, proved_on))
    if source.permission:
        said.append(permission_words(source.permission, on))
    return TitledItem((where,), ((" · ".join(said),),))
