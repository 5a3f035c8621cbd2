"""The places that are looked at, and by what right: of somebody else's, who said yes and when."""

from collections.abc import Sequence
from datetime import date

from exposure_app.domain.sources import Source
from exposure_app.i18n import _, figures
from exposure_app.report.markup import Markup, address, element, joined, listed
from exposure_app.wording import footing_words, kind_words, permission_words, proved_words


def locations_section(sources: Sequence[Source], on: date, *, links: bool) -> Markup:
    """Each place with its footing, as it stands on that day; nothing if there is none.

    Args:
        links: False for a redacted report, whose `sources` are redacted already.
    """
    if not sources:
        return Markup()
    return element(
        "section",
        element("h2", _("Where, and by what right")),
        listed(*(_place(source, on, links=links) for source in sources), class_="places"),
    )


def _place(source: Source, on: date, *, links: bool) -> Markup:
    is_address = links and source.locator.startswith(("http://", "https://"))
    said = [kind_words(source.kind), footing_words(source.footing)]
    if source.proved_by and source.proved_at:
        proved_on = figures.day(source.proved_at)
        said.append(proved_words(source.proved_by, proved_on))
    if source.permission:
        said.append(permission_words(source.permission, on))
    return joined(
        address(source.locator) if is_address else element("span", source.locator),
        element("span", " · ".join(said), class_="aside"),
    )
