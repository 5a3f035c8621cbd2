"""Reads a translator's file (.po) as it is, so that there is no compiled copy to fall behind it.

The format is gettext's, as its manual describes it under "The Format of PO Files". What is marked
as fuzzy (a guess) or obsolete is not used.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

_BETWEEN = "\x04"
"""Between context and text in a key, as gettext has it."""

_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL = re.compile(r"plural=([^;]+);")
_IS_MANY = "n != 1"

Entry = dict[str, str]
"""The keywords of one entry ("msgid", "msgstr[0]") and their texts."""


@dataclass(frozen=True, slots=True)
class MessageCatalogue:
    """The texts of one language.

    texts: by English text, or by context, a separator and text.
    plurals: all forms, by the English text for one.
    form: which of the forms a number takes.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = field(default_factory=lambda: c2py(_IS_MANY))

    def one(self, text: str, context: str = "") -> str:
        """The translation of `text`, or `text` if there is none."""
        return self.texts.get(f"{context}{_BETWEEN}{text}" if context else text, text)

    def counted(self, one: str, many: str, n: int) -> str:
        """The form that `n` takes; English if there is no translation."""
        forms = self.plurals.get(one, ())
        which = self.form(n)
        if which < len(forms):
            return forms[which]
        return one if n == 1 else many


NOTHING = MessageCatalogue()
"""Everything stays English."""


def read_catalogue(path: Path) -> MessageCatalogue:
    """The catalogue in a .po file in UTF-8.

    Raises:
        OSError: it cannot be read. ValueError: it is no .po file, or its rule for plurals is none.
    """
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for entry in _entries(path.read_text("utf-8").splitlines()):
        key = entry["msgid"]
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}{_BETWEEN}{key}"
        if "msgid_plural" in entry:
            forms = tuple(entry[name] for name in sorted(entry) if name.startswith("msgstr["))
            if all(forms):
                plurals[key] = forms
        elif text := entry.get("msgstr"):
            texts[key] = text
    rule = _PLURAL.search(texts.pop("", ""))
    return MessageCatalogue(texts, plurals, c2py(rule[1].strip() if rule else _IS_MANY))


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a file that may be used, the header (of msgid "") among them."""
    entry: Entry = {}
    keyword, is_fuzzy, is_next_fuzzy = "", False, False
    for line in lines:
        if line.startswith("#"):
            # A remark stands before its entry, and so may end the one above without a blank line.
            is_next_fuzzy = is_next_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.strip():
            continue
        word, quote, rest = line.partition('"')
        is_of_nothing = not (word.strip() or keyword)
        if not quote or not rest.endswith('"') or is_of_nothing:
            raise ValueError(f"no line of a catalogue: {line}")
        if word := word.strip():
            if word == "msgctxt" or (word == "msgid" and keyword != "msgctxt"):
                if "msgid" in entry and not is_fuzzy:
                    yield entry
                entry, is_fuzzy, is_next_fuzzy = {}, is_next_fuzzy, False
            keyword = word
            entry[keyword] = ""
        entry[keyword] += _unescaped(rest[:-1])
    if "msgid" in entry and not is_fuzzy:
        yield entry


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
