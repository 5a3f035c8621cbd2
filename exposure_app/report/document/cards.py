"""A finding as a card: the found face, the closest enrolled photo, and where it stands."""

from collections.abc import Sequence
from functools import partial

from exposure_app.domain.findings import Finding, Location
from exposure_app.domain.moments import without_moment
from exposure_app.domain.severity import exposure_of
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import decimal
from exposure_app.report.document.blocks import (
    Block,
    CardPicture,
    FactList,
    FindingCard,
    Folded,
    Paragraph,
    TitledItem,
    TitledList,
    Tone,
)
from exposure_app.report.document.captions import context_block, taken_facts
from exposure_app.report.document.words import AddressWords, Piece, Words, capital, day, filled
from exposure_app.report.pictures import ReportPictures, crop_of, template_of, whole_of
from exposure_app.wording import (
    band_words,
    exposure_words,
    gone_words,
    moment_words,
    state_words,
    verdict_words,
)

PLACES_SHOWN = 3
"""At once; the rest is folded, and all of it there."""

WHOLE_PICTURES_AT_MOST = 200
"""A whole picture is some 60 kB; whoever opens the file must still be able to."""


def finding_card(finding: Finding, pictures: ReportPictures | None, number: int) -> FindingCard:
    """One finding.

    Args:
        pictures: None for a copy to share: no picture, no link, nothing that tells of its content.
        number: counts the findings of the report from 1.
    """
    return FindingCard(
        title=_("Finding {number}").format(number=number),
        faces=_faces(finding, pictures, number) if pictures else (),
        band=finding.band,
        like=capital(band_words(finding.band, finding.subject)),
        standing=_standing(finding),
        exposure=exposure_words(exposure_of(finding)) if pictures else "",
        places=_places(finding.locations, links=pictures is not None),
        whole=_whole(finding, pictures, number) if pictures else None,
        particulars=_particulars(finding) if pictures else None,
    )


def _faces(
    finding: Finding, pictures: ReportPictures, number: int
) -> tuple[CardPicture, CardPicture]:
    return (
        CardPicture(
            _("Found"),
            _("Found face, finding {number}").format(number=number),
            _("No picture kept"),
            partial(crop_of, pictures, finding),
        ),
        CardPicture(
            _("Enrolled, the closest"),
            _("Closest enrolled photo to finding {number}").format(number=number),
            _("No picture kept"),
            partial(template_of, pictures, finding),
        ),
    )


def _whole(finding: Finding, pictures: ReportPictures, number: int) -> CardPicture | None:
    if number > WHOLE_PICTURES_AT_MOST:
        return None
    return CardPicture(
        _("The whole picture, other people blurred"),
        _("Whole picture of finding {number}, other people blurred").format(number=number),
        _("No picture kept"),
        partial(whole_of, pictures, finding),
    )


def _standing(finding: Finding) -> str:
    """What the person said of it, or where it stands without."""
    if finding.verdict is None:
        return capital(state_words(finding.state))
    return _("You said: {verdict}").format(verdict=verdict_words(finding.verdict))


def _places(places: Sequence[Location], *, links: bool) -> tuple[Block, ...]:
    shown = tuple(_place(place, links=links) for place in places)
    first, rest = shown[:PLACES_SHOWN], shown[PLACES_SHOWN:]
    if not rest:
        return (TitledList(first),)
    said = ngettext("{n} more place", "{n} more places", len(rest)).format(n=len(rest))
    return TitledList(first), Folded(said, (TitledList(rest),))


def _place(place: Location, *, links: bool) -> TitledItem:
    def told(untrusted_url: str) -> Piece:
        return AddressWords(untrusted_url) if links else untrusted_url

    where = moment_words(place.image_url)
    address = place.image_url
    whole = without_moment(address) if address.startswith("file:") else address
    picture = (told(whole), f" ({where})") if where else (told(whole),)
    return TitledItem(
        (told(place.page_url),),
        ((_("Picture:"), " ", *picture), _seen(place)),
        context_block(place.context),
    )


def _seen(place: Location) -> Words:
    first, last = day(place.first_seen), day(place.last_seen)
    if not place.gone_at:
        return filled(_("First seen {first}, last seen {last}."), first=first, last=last)
    return filled(
        _("First seen {first}, last seen {last}, no longer there {gone}: {because}."),
        first=first,
        last=last,
        gone=day(place.gone_at),
        because=gone_words(place.gone_because),
    )


def _particulars(finding: Finding) -> Folded:
    width, height = finding.picture_size
    box = finding.box
    facts = [
        (_("Cosine similarity"), decimal(finding.score, ".3f")),
        (_("Picture"), _("{width} by {height} pixels").format(width=width, height=height)),
        (
            _("Face"),
            _("{width} by {height} pixels").format(
                width=round(box.width), height=round(box.height)
            ),
        ),
        *taken_facts(finding.taken),
        (_("SHA-256"), finding.image_sha256),
        (_("Id"), finding.id),
    ]
    meaning = _(
        "The similarity is a measure between -1 and 1. It is not the chance of being right."
    )
    return Folded(
        _("Particulars"),
        (
            FactList(tuple((name, (said,)) for name, said in facts)),
            Paragraph((meaning,), Tone.ASIDE),
        ),
        is_only_a_handle=True,
    )
