"""Findings as cards: pictures, the band with a shape of its own, and where it is."""

from base64 import b64encode

from exposure_app.report.document.blocks import CardPicture, FindingCard
from exposure_app.report.markup import Markup, element, joined

_JPEG = b"\xff\xd8\xff"
"""How one begins."""


def card_markup(card: FindingCard, places: Markup, particulars: Markup, level: int) -> Markup:
    """One card.

    Args:
        places, particulars: the blocks of that name, as HTML.
        level: of its heading.
    """
    parts = [element(f"h{level}", card.title, class_="number")]
    if card.faces:
        parts.append(element("div", *(_face(face) for face in card.faces), class_="pair"))
    parts.append(
        element(
            "p",
            element("span", card.like, class_=f"band {card.band.value}"),
            Markup("<br>"),
            element("span", card.standing, class_="aside"),
        )
    )
    if card.exposure:
        parts.append(element("p", card.exposure, class_="aside"))
    parts.append(places)
    if card.whole:
        parts.append(
            element(
                "details",
                element("summary", card.whole.caption),
                element("div", _picture(card.whole), class_="whole"),
            )
        )
    parts.append(particulars)
    return joined(*parts)


def _face(face: CardPicture) -> Markup:
    return element("figure", _picture(face), element("figcaption", face.caption))


def _picture(picture: CardPicture) -> Markup:
    body = picture.read()
    if not body.startswith(_JPEG):
        return element("p", picture.missing, class_="no-picture")
    return element(
        "img", src=f"data:image/jpeg;base64,{b64encode(body).decode()}", alt=picture.words
    )
