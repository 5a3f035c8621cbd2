"""The candidates of a `srcset` attribute, by the algorithm of the HTML Standard.

The attribute is not a list separated by commas: a URL may hold commas, and the descriptors after
it may hold parentheses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_CANDIDATES = 1_000

_SPACE = "\t\n\f\r "
_BEFORE_URL = re.compile(r"[\t\n\f\r ,]*+")
_URL = re.compile(r"[^\t\n\f\r ]++")
_DESCRIPTORS = re.compile(r"(?>(?:[^(,]|\([^)]*+(?:\)|$))*)")
_DESCRIPTOR = re.compile(r"(?>(?:[^\t\n\f\r (]|\([^)]*+(?:\)|$))+)")

_WHOLE = re.compile(r"[0-9]+", re.ASCII)
_FLOAT = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One picture of a set. width: in pixels, of a "w" descriptor. density: of an "x" one."""

    url: str
    width: int | None = None
    density: float | None = None


def candidates(srcset: str) -> Iterator[Candidate]:
    """The valid candidates, in order, `MAX_CANDIDATES` at most; an invalid one is left out.

    Source: HTML Standard, 4.8.4.3.4 "Parsing a srcset attribute".
    """
    position = 0
    for _ in range(MAX_CANDIDATES):
        position = _end(_BEFORE_URL, srcset, position)
        if position >= len(srcset):
            return
        start, position = position, _end(_URL, srcset, position)
        url, descriptors = srcset[start:position], ""
        if url.endswith(","):
            url = url.rstrip(",")
        else:
            start, position = position, _end(_DESCRIPTORS, srcset, position)
            descriptors = srcset[start:position]
        candidate = _described(url, _DESCRIPTOR.findall(descriptors))
        if candidate is not None:
            yield candidate


def largest(found: Sequence[Candidate]) -> Candidate:
    """The candidate with the most pixels, the first of equals.

    Widths decide; among candidates without one the density does, which is 1 where unsaid.

    Args:
        found: one at least.
    """
    return max(found, key=_pixels)


def _pixels(candidate: Candidate) -> tuple[int, float]:
    density = 1.0 if candidate.density is None else candidate.density
    return candidate.width or 0, density


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _described(url: str, descriptors: list[str]) -> Candidate | None:
    width: int | None = None
    height: int | None = None
    density: float | None = None
    for descriptor in descriptors:
        number, unit = descriptor[:-1], descriptor[-1]
        if unit == "w" and _WHOLE.fullmatch(number):
            if width is not None or density is not None or not (width := _whole(number)):
                return None
        elif unit == "x" and _FLOAT.fullmatch(number):
            if width is not None or density is not None or height is not None:
                return None
            density = float(number)
            if density < 0:
                return None
        elif unit == "h" and _WHOLE.fullmatch(number):
            if height is not None or density is not None or not (height := _whole(number)):
                return None
        else:
            return None
    if height is not None and width is None:
        return None
    return Candidate(url, width, density)


def _whole(digits: str) -> int:
    # Python refuses to convert thousands of digits; a width beyond this many is one size anyway.
    return int(digits[-18:]) if len(digits) <= 18 else 10**18
