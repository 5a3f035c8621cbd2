"""What of a person would be a leak, and whether something that was sent holds a part of it."""

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

import numpy as np
from numpy.typing import NDArray

from exposure_app.demo.unwrapping import unwrapped

BLOCK_BYTES = 16
"""A marker is cut into blocks of this; so any 31 bytes of it that follow each other are found."""

_NUMBER = re.compile(rb"-?\d*\.\d+(?:[eE]-?\d+)?")
_NUMBERS_IN_A_ROW = 4
_ROUNDED = 6e-3  # half a unit of the second decimal, and a little


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that must not be sent.

    kind: as `MarkerLook`. forms: the ways its bytes may be written.
    is_text: whether only the whole of it is a leak; of a picture or a template every part is.
    numbers: of a template, for when they are sent as digits.
    """

    kind: str
    forms: tuple[bytes, ...]
    is_text: bool = False
    numbers: NDArray[np.float32] | None = None

    @property
    def size(self) -> int:
        """Of its plain form."""
        return len(self.forms[0])


def text_marker(kind: str, text: str) -> Marker:
    """A name or a file's name."""
    forms = tuple(text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
    return Marker(kind, forms, is_text=True)


def picture_marker(kind: str, pictures: Sequence[bytes]) -> Marker:
    """Pictures as files."""
    return Marker(kind, tuple(pictures))


def template_marker(vector: NDArray[np.float32]) -> Marker:
    """The numbers of a face, in the layouts they could be sent in."""
    layouts = ("<f4", ">f4", "<f8", ">f8", "<f2", ">f2")
    scaled = np.clip(np.round(vector * 127), -128, 127).astype(np.int8)
    forms = (*(vector.astype(layout).tobytes() for layout in layouts), scaled.tobytes())
    return Marker("template", forms, numbers=vector)


def holds(sent: bytes, marker: Marker) -> bool:
    """Whether a part of `marker` is in `sent`, plain or packed."""
    blocks = frozenset() if marker.is_text else frozenset(_blocks(marker.forms))
    return any(_holds(inner, marker, blocks) for inner in unwrapped(sent))


def _blocks(forms: Sequence[bytes]) -> Iterator[bytes]:
    for form in forms:
        for at in range(0, len(form) - BLOCK_BYTES + 1, BLOCK_BYTES):
            yield form[at : at + BLOCK_BYTES]


def _holds(inner: bytes, marker: Marker, blocks: frozenset[bytes]) -> bool:
    if marker.is_text:
        lower = inner.lower()
        return any(form.lower() in lower for form in marker.forms)
    if any(inner[at : at + BLOCK_BYTES] in blocks for at in range(len(inner) - BLOCK_BYTES + 1)):
        return True
    return marker.numbers is not None and _tells_numbers(inner, marker.numbers)


def _tells_numbers(inner: bytes, numbers: NDArray[np.float32]) -> bool:
    told = np.array([float(one) for one in _NUMBER.findall(inner)], np.float64)
    if len(told) < _NUMBERS_IN_A_ROW:
        return False
    windows = np.lib.stride_tricks.sliding_window_view
    said = windows(told, _NUMBERS_IN_A_ROW)[:, None]
    kept = windows(numbers.astype(np.float64), _NUMBERS_IN_A_ROW)[None]
    return bool(np.any(np.all(np.abs(said - kept) < _ROUNDED, axis=2)))


def packings(marker: Marker) -> Iterator[bytes]:
    """Some of the marker as a leak would carry it in a header: to try out `holds` itself."""
    plain = marker.forms[0]
    part = plain if marker.is_text else plain[len(plain) // 3 :][:256]
    yield part
    yield base64.b64encode(part)
    yield b"id" + base64.urlsafe_b64encode(part)
    yield part.hex().encode()
    yield quote_from_bytes(part).encode()
    yield base64.b64encode(zlib.compress(part))
    yield quote_from_bytes(base64.b64encode(part), safe="").encode()
    if marker.numbers is not None:
        yield ",".join(f"{one:.2f}" for one in marker.numbers[:16]).encode()
