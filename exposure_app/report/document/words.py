"""Words, and what a writer has to know of some of them: an address, a day, a name, a stress.

All text may come from outside. A writer makes it fit to be shown (`report.text`) and harmless
where it is put.
"""

from dataclasses import dataclass
from datetime import datetime
from string import Formatter

from exposure_app.i18n import _, figures, standing_alone
from exposure_app.report.text import readable, shortened
from exposure_app.wording import place_words


@dataclass(frozen=True, slots=True)
class AddressWords:
    """An address from outside, which may become a link if it is an ordinary web address."""

    untrusted_url: str

    @property
    def text(self) -> str:
        """The address as a person would write it down, its middle left out if it is long."""
        return shortened(_written_down(self.untrusted_url))


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A moment in words, and as it was."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A name, a title or a caption, which runs in its own direction."""

    text: str


@dataclass(frozen=True, slots=True)
class StrongWords:
    """What the eye should meet first."""

    text: str


Piece = str | AddressWords | DatedWords | OwnWords | StrongWords
Words = tuple[Piece, ...]


def capital(text: str) -> str:
    """`text` as it begins a line."""
    return text[:1].upper() + text[1:]


def day(at: datetime) -> DatedWords:
    """The date of a moment."""
    return DatedWords(figures.day(at), at)


def filled(sentence: str, **parts: Piece) -> Words:
    """A translated sentence with a piece in each of its `{named}` gaps."""
    pieces: list[Piece] = []
    for before, name, _format, _conversion in Formatter().parse(sentence):
        if before:
            pieces.append(before)
        if name is not None:
            part = parts[name]
            pieces.append(standing_alone(part) if isinstance(part, str) else part)
    return tuple(pieces)


def _written_down(untrusted_url: str) -> str:
    if untrusted_url.startswith("data:"):
        return _("inside the page itself")
    return readable(place_words(untrusted_url))
