"""Words as HTML: addresses that lead somewhere only where that is safe, days that machines read."""

from urllib.parse import urlsplit

from exposure_app.contract.document import moment
from exposure_app.report.document.words import (
    AddressWords,
    DatedWords,
    OwnWords,
    Piece,
    StrongWords,
    Words,
)
from exposure_app.report.markup import Markup, element, joined
from exposure_app.report.text import readable


def words_markup(words: Words) -> Markup:
    """All pieces, one after the other."""
    return joined(*(_piece(piece) for piece in words))


def _piece(piece: Piece) -> str:
    match piece:
        case AddressWords():
            return address(piece)
        case DatedWords():
            return element("time", piece.text, datetime=moment(piece.at))
        case OwnWords():
            return element("bdi", piece.text)
        case StrongWords():
            return element("strong", piece.text)
        case _:
            return piece


def address(words: AddressWords) -> Markup:
    """An address as a link if it is an ordinary web address, else as text that leads nowhere.

    The link tells the site nothing about where it was followed from.
    """
    shown = element("bdi", words.text)
    if not is_web_address(words.untrusted_url):
        return element("span", shown, class_="address")
    return element(
        "a", shown, class_="address", href=words.untrusted_url, rel="noreferrer noopener nofollow"
    )


def is_web_address(untrusted_url: str) -> bool:
    """Whether following it can only mean a GET of a web page: http(s), a host, no tricks."""
    if readable(untrusted_url) != untrusted_url or any(c.isspace() for c in untrusted_url):
        return False
    try:
        parts = urlsplit(untrusted_url)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False
