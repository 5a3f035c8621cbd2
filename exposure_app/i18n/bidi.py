"""Names, addresses and numbers inside a sentence that runs the other way.

Unicode's algorithm orders the letters of a line by what stands next to what: a file name or an
address in an Arabic sentence, or an Arabic name in an English one, pulls its neighbours along and
is shown in pieces. Each is therefore put between two invisible marks (FSI and PDI, UAX #9) that
make it one thing to its surroundings, by the only way a value gets into a sentence.
"""

import unicodedata

FSI, PDI = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
"""Invisible, with a direction of its own."""
_OPENING = {FSI, "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}"}
_WITHOUT_MARKS = dict.fromkeys(map(ord, (*_OPENING, PDI)))
_RIGHT_TO_LEFT = {"R", "AL"}
_TREACHEROUS = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_NEEDED = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Format characters that Persian, Hindi and others cannot be written without."""


class Sentence(str):
    """A translated text with `{named}` gaps; what is put into them is kept in one piece."""

    __slots__ = ("is_rtl",)

    is_rtl: bool
    """Whether the language it is written in runs from right to left."""

    def format(self, *args: object, **parts: object) -> str:
        """As `str.format`; texts among the parts are isolated where they might run otherwise."""
        return str.format(
            self,
            *(_part(part, is_rtl=self.is_rtl) for part in args),
            **{name: _part(part, is_rtl=self.is_rtl) for name, part in parts.items()},
        )


def isolated(text: str, *, is_rtl: bool) -> str:
    """`text` between marks if it might run the other way than a sentence that is `is_rtl`."""
    if not is_balanced(text):
        text = text.translate(_WITHOUT_MARKS)
    if not text or (not is_rtl and not runs_from_the_right(text)):
        return text
    return f"{FSI}{text}{PDI}"


def is_balanced(text: str) -> bool:
    """Whether each mark in `text` has its other half, as they have in a sentence of ours.

    A mark from outside, without it, would end ours early or reach beyond its own text.
    """
    depth = 0
    for c in text if not text.isascii() else "":
        depth += (c in _OPENING) - (c == PDI)
        if depth < 0:
            return False
    return depth == 0


def is_treacherous(character: str) -> bool:
    """Whether a character hides, reorders or breaks the text it stands in, or is no character."""
    return character not in _NEEDED and unicodedata.category(character) in _TREACHEROUS


def runs_from_the_right(text: str) -> bool:
    """Whether any letter of `text` belongs to a script written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text)


def _part(part: object, *, is_rtl: bool) -> object:
    # Exactly str: a subclass, such as HTML that is escaped already, knows its own way.
    return isolated(part, is_rtl=is_rtl) if type(part) is str else part
