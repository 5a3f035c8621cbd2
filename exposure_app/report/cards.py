"""Findings as cards: the found face next to the closest enrolled photo, and where it stands."""

from collections.abc import Sequence
from itertools import count

from exposure_app.domain.findings import Band, Finding, Location, State
from exposure_app.domain.severity import exposure_of
from exposure_app.i18n import _, ngettext
from exposure_app.i18n.figures import decimal
from exposure_app.report.captions import context_markup, taken_facts
from exposure_app.report.markup import Markup, address, day, element, filled, joined, listed
from exposure_app.report.pictures import ReportPictures, enrolled_face, found_face, whole_picture
from exposure_app.wording import (
    band_words,
    exposure_words,
    gone_words,
    moment_words,
    state_words,
    verdict_words,
)
from exposure_app.wording.terms import ME

PLACES_SHOWN = 3
WHOLE_PICTURES_AT_MOST = 200
"""A whole picture is some 60 kB; a browser must still be able to open the file."""


def found_section(findings: Sequence[Finding], pictures: ReportPictures | None) -> Markup:
    """Everything found, by person and band, strongest first; what was set aside comes last.

    Args:
        pictures: None leaves out every picture, as in a redacted report.
    """
    heading = element("h2", _("What was found"))
    if not findings:
        return element(
            "section",
            heading,
            element("p", _("No face that was compared is alike enough to be shown.")),
        )
    subjects = list(dict.fromkeys(finding.subject for finding in findings))
    numbers = count(1)
    if subjects == [ME]:
        return element("section", heading, _of_subject(findings, ME, pictures, numbers, level=3))
    parts: list[str] = [heading]
    for subject in subjects:
        theirs = [finding for finding in findings if finding.subject == subject]
        parts.append(element("h3", element("bdi", _name(subject))))
        parts.append(_of_subject(theirs, subject, pictures, numbers, level=4))
    return element("section", *parts)


def _name(subject: str) -> str:
    return _("You") if subject == ME else _capital(subject)


def _of_subject(
    findings: Sequence[Finding],
    subject: str,
    pictures: ReportPictures | None,
    numbers: "count[int]",
    *,
    level: int,
) -> Markup:
    parts: list[str] = []
    for band in reversed(Band):
        live = [f for f in findings if f.band is band and f.state is not State.DISMISSED]
        if live:
            parts.append(element(f"h{level}", _capital(band_words(band, subject))))
            parts.append(_cards(live, pictures, numbers, level + 1))
    aside = [f for f in findings if f.state is State.DISMISSED]
    if aside:
        said = ngettext("{n} set aside by you", "{n} set aside by you", len(aside))
        parts.append(
            element(
                "details",
                element("summary", said.format(n=len(aside))),
                _cards(aside, pictures, numbers, level),
            )
        )
    return joined(*parts)


def _cards(
    findings: Sequence[Finding], pictures: ReportPictures | None, numbers: "count[int]", level: int
) -> Markup:
    strongest_first = sorted(findings, key=lambda finding: -finding.score)
    return element(
        "ul",
        *(
            element("li", _card(finding, pictures, next(numbers), level), class_="card")
            for finding in strongest_first
        ),
        class_="cards",
    )


def _card(finding: Finding, pictures: ReportPictures | None, number: int, level: int) -> Markup:
    parts: list[str] = [
        element(f"h{level}", _("Finding {number}").format(number=number), class_="number")
    ]
    if pictures:
        parts.append(_pair(finding, pictures, number))
    parts.append(
        element(
            "p",
            element(
                "span",
                band_words(finding.band, finding.subject),
                class_=f"band {finding.band.value}",
            ),
            Markup("<br>"),
            element("span", standing(finding), class_="aside"),
        )
    )
    if pictures:
        parts.append(element("p", exposure_words(exposure_of(finding)), class_="aside"))
    parts.append(_places(finding.locations, links=pictures is not None))
    if pictures:
        if number <= WHOLE_PICTURES_AT_MOST:
            parts.append(_whole(finding, pictures, number))
        parts.append(_particulars(finding))
    return joined(*parts)


def _pair(finding: Finding, pictures: ReportPictures, number: int) -> Markup:
    return element(
        "div",
        element(
            "figure",
            found_face(pictures, finding, number),
            element("figcaption", _("Found")),
        ),
        element(
            "figure",
            enrolled_face(pictures, finding, number),
            element("figcaption", _("Enrolled, the closest")),
        ),
        class_="pair",
    )


def standing(finding: Finding) -> str:
    """What the person said of it, or where it stands without."""
    if finding.verdict is None:
        return _capital(state_words(finding.state))
    return _("You said: {verdict}").format(verdict=verdict_words(finding.verdict))


def _places(places: Sequence[Location], *, links: bool) -> Markup:
    shown = [_place(place, links=links) for place in places]
    first, rest = shown[:PLACES_SHOWN], shown[PLACES_SHOWN:]
    parts: list[str] = [listed(*first, class_="places")]
    if rest:
        said = ngettext("{n} more place", "{n} more places", len(rest)).format(n=len(rest))
        parts.append(
            element(
                "details",
                element("summary", said),
                listed(*rest, class_="places"),
                class_="prints",
            )
        )
    return joined(*parts)


def _place(place: Location, *, links: bool) -> Markup:
    def told(untrusted_url: str) -> Markup:
        return address(untrusted_url) if links else element("span", untrusted_url)

    first, last = day(place.first_seen), day(place.last_seen)
    if place.gone_at:
        seen = filled(
            _("First seen {first}, last seen {last}, no longer there {gone}: {because}."),
            first=first,
            last=last,
            gone=day(place.gone_at),
            because=gone_words(place.gone_because),
        )
    else:
        seen = filled(_("First seen {first}, last seen {last}."), first=first, last=last)
    where = moment_words(place.image_url)
    picture = joined(told(place.image_url), f" ({where})" if where else "")
    return joined(
        told(place.page_url),
        element("span", _("Picture:"), " ", picture, class_="aside"),
        element("span", seen, class_="aside"),
        context_markup(place.context),
    )


def _whole(finding: Finding, pictures: ReportPictures, number: int) -> Markup:
    return element(
        "details",
        element("summary", _("The whole picture, other people blurred")),
        element("div", whole_picture(pictures, finding, number), class_="whole"),
    )


def _particulars(finding: Finding) -> Markup:
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
    return element(
        "details",
        element("summary", _("Particulars")),
        element("dl", *(joined(element("dt", name), element("dd", fact)) for name, fact in facts)),
        element(
            "p",
            _("The similarity is a measure between -1 and 1. It is not the chance of being right."),
            class_="aside",
        ),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
