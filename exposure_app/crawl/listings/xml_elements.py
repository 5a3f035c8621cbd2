"""The elements of an untrusted XML document as they end, by local name: no tree, no entities.

Expat reads it in pieces, so that what stood before an error is not lost to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

MAX_DEPTH = 100
_PIECE_BYTES = 64_000
_MAX_TEXT = 2_000_000  # characters of one element's text


class RefusedXml(Exception):
    """The document declares entities of its own, or is nested without end."""


class Broken(Exception):
    """The document is not well-formed from here on."""


@dataclass(frozen=True, slots=True)
class XmlElement:
    """One element, complete.

    path: local names from the root to it. attributes: by local name. text: its own, not its
        children's.
    """

    path: tuple[str, ...]
    attributes: Mapping[str, str]
    text: str

    @property
    def name(self) -> str:
        """Its local name."""
        return self.path[-1]


def xml_elements(untrusted_body: bytes) -> Iterator[XmlElement]:
    """Every element at its end, children before their parents.

    Raises:
        RefusedXml: an entity is declared, or the nesting passes `MAX_DEPTH`.
        Broken: it is no XML from some place on; what ended before was yielded.
    """
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.say
    parser.EntityDeclHandler = builder.refuse
    for at in range(0, len(untrusted_body) + 1, _PIECE_BYTES):
        piece = untrusted_body[at : at + _PIECE_BYTES]
        try:
            parser.Parse(piece, at + _PIECE_BYTES > len(untrusted_body))
        except (expat.ExpatError, ValueError, LookupError) as cause:
            yield from builder.taken()
            raise Broken from cause
        yield from builder.taken()


class _Builder:
    def __init__(self) -> None:
        self._ended: list[XmlElement] = []
        self._path: list[str] = []
        self._open: list[tuple[dict[str, str], list[str]]] = []

    def taken(self) -> list[XmlElement]:
        ended, self._ended = self._ended, []
        return ended

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= MAX_DEPTH:
            raise RefusedXml
        self._path.append(_local(name))
        self._open.append(({_local(key): value for key, value in attributes.items()}, []))

    def say(self, text: str) -> None:
        if self._open:
            said = self._open[-1][1]
            said.append(text)

    def end(self, _name: str) -> None:
        attributes, said = self._open.pop()
        text = "".join(said)[:_MAX_TEXT].strip()
        self._ended.append(XmlElement(tuple(self._path), attributes, text))
        self._path.pop()

    def refuse(self, *_declaration: object) -> None:
        raise RefusedXml


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()
