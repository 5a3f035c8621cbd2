"""The pictures in a PDF document, each once, with the page of each; then what else pages show.

A photo on a page is taken out at its own resolution, upright as the page shows it. What remains on
the page is rendered only if it can hold a picture: photos cut into strips, patterns of shades, what
is drawn by a form. So nothing is looked at twice, and text is not looked at at all.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

import numpy as np

from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit, Obstacle
from exposure_app.domain.images import Pixels
from exposure_app.signatures import Medium

PART = Medium.PDF.value

DPI = 150
"""Of rendered pages: a passport photo's face, 25 mm, has 150 pixels."""

MAX_SIDE = 2_400
"""Of a rendered page in pixels: A3 at 150 dpi; larger ones, plans and posters, are reduced."""

MAX_PIXELS = 50_000_000
"""Of one picture; one with more is seen on its rendered page, reduced."""

MAX_PAGES = 2_000
MAX_OBJECTS = 2_000
"""Of one page; further ones are looked at on the rendered page."""

MIN_SIDE = 48
"""Pictures narrower than this, in pixels, are icons and lines; they stay on the page."""

_ERROR_PASSWORD, _ERROR_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY in fpdfview.h
_TOUCHING_PT = 1.5
"""How near in points the parts of a photo that was cut into strips lie to each other."""

Facts = dict[str, int]
Bounds = tuple[float, float, float, float]


def pictures(untrusted_file: BinaryIO, url: str) -> Iterator[tuple[Facts, Pixels]]:
    """Pictures in the order of pages: {"page": from 1}, (height, width, 3) RGB, transparent white.

    Args:
        untrusted_file: seekable, and read only here.
        url: named in the errors, and otherwise not used.

    Raises:
        PartMissing: pypdfium2 is not installed.
        Unreadable: "locked" by a password, or "damaged". What can be seen of a damaged document
            comes first.
        BudgetSpent: there are more than `MAX_PAGES` pages.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - an optional part
    except ImportError:
        raise errors.PartMissing(url, PART) from None
    try:
        # All of it: to read on as it goes PDFium would call back, and a confined process may not
        # make the code for that.
        untrusted_file.seek(0)
        document = pypdfium2.PdfDocument(untrusted_file.read())
    except pypdfium2.PdfiumError as cause:
        is_locked = getattr(cause, "err_code", 0) in (_ERROR_PASSWORD, _ERROR_SECURITY)
        raise errors.Unreadable(url, Obstacle.LOCKED if is_locked else Obstacle.DAMAGED) from cause
    except Exception as cause:
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause
    try:
        yield from _of_document(pypdfium2, document, url)
    finally:
        document.close()


def warm_up() -> None:
    """Import and try all that reading needs, for a process that may open no file afterwards.

    Raises:
        PartMissing: as `pictures`.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - see `pictures`
    except ImportError:
        raise errors.PartMissing("", PART) from None
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(72, 72)
    _rendered(page)
    page.close()
    document.close()


def _of_document(pypdfium2: Any, document: Any, url: str) -> Iterator[tuple[Facts, Pixels]]:
    count = len(document)
    seen: set[bytes] = set()
    is_damaged = not count
    for number in range(min(count, MAX_PAGES)):
        try:
            page = document[number]
            try:
                for pixels in _of_page(pypdfium2.raw, page, seen):
                    yield {"page": number + 1}, pixels
            finally:
                page.close()
        except GeneratorExit:
            raise
        except Exception:  # noqa: BLE001 - not a list: hostile bytes; the next page may be well
            is_damaged = True
    if is_damaged:
        raise errors.Unreadable(url, Obstacle.DAMAGED)
    if count > MAX_PAGES:
        raise errors.BudgetSpent(url, Limit.PAGES)


@dataclass(slots=True)
class _Objects:
    """What a page is made of, as far as it matters here.

    photos: pictures that lie on the page itself, to be taken out.
    holds_more: whether what remains can hold a picture.
    """

    photos: list[Any] = field(default_factory=list)
    holds_more: bool = False


def _of_page(raw: Any, page: Any, seen: set[bytes]) -> Iterator[Pixels]:
    """The photos of a page that were not seen yet, then what remains of it if that holds more."""
    turns = page.get_rotation() // 90
    objects = _objects_of(raw, page)
    for photo in objects.photos:
        key = _key_of(photo)
        if key in seen:
            page.remove_obj(photo)
            continue
        pixels = _taken_out(photo)
        if pixels is None:
            objects.holds_more = True  # it is seen where the page is rendered, if at all
            continue
        seen.add(key)
        page.remove_obj(photo)
        yield np.ascontiguousarray(np.rot90(pixels, -turns % 4))
    if objects.holds_more:
        page.gen_content()
        yield _rendered(page)


def _objects_of(raw: Any, page: Any) -> _Objects:
    found = _Objects()
    images = []
    shading = (raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_UNKNOWN)
    wanted = [raw.FPDF_PAGEOBJ_IMAGE, *shading]
    for number, one in enumerate(page.get_objects(filter=wanted, max_depth=2)):
        if number >= MAX_OBJECTS:
            found.holds_more = True
            break
        if one.type in shading or one.level or one.container is not None:
            found.holds_more = True  # what is within a form is drawn by that as it likes
        else:
            images.append((one, one.get_bounds()))
    for one, bounds in images:
        width, height = one.get_px_size()
        is_part = any(_is_next_to(bounds, other) for another, other in images if another is not one)
        if min(width, height) >= MIN_SIDE and width * height <= MAX_PIXELS and not is_part:
            found.photos.append(one)
        elif is_part or width * height > MAX_PIXELS:
            found.holds_more = True
    return found


def _is_next_to(one: Bounds, other: Bounds) -> bool:
    """Whether two pictures share a whole edge, as the strips of a photo do that was cut up."""
    left, bottom, right, top = (abs(a - b) <= _TOUCHING_PT for a, b in zip(one, other, strict=True))
    in_line = left and right and _touch(one[1], one[3], other[1], other[3])
    in_row = bottom and top and _touch(one[0], one[2], other[0], other[2])
    return in_line or in_row


def _touch(begin: float, end: float, other_begin: float, other_end: float) -> bool:
    return min(abs(end - other_begin), abs(other_end - begin)) <= _TOUCHING_PT


def _key_of(photo: Any) -> bytes:
    """Tells one embedded picture from another: its bytes in the file, and how they are turned."""
    hashed = sha256(bytes(photo.get_data(decode_simple=False)))
    matrix = photo.get_matrix()
    hashed.update(repr([one > 0 for one in (matrix.a, matrix.b, matrix.c, matrix.d)]).encode())
    return hashed.digest()


def _taken_out(photo: Any) -> Pixels | None:
    """A picture's own pixels, turned as it lies on the page; None if they cannot be had."""
    try:
        bitmap = photo.get_bitmap(render=True, scale_to_original=True)
    except Exception:  # noqa: BLE001 - not a list: hostile bytes
        return None
    return _rgb(bitmap) if bitmap.width * bitmap.height <= MAX_PIXELS else None


def _rendered(page: Any) -> Pixels:
    width, height = page.get_size()
    if not (math.isfinite(width) and math.isfinite(height) and min(width, height) > 0):
        raise ValueError("a page without a size")
    scale = min(DPI / 72, MAX_SIDE / max(width, height))
    return _rgb(page.render(scale=scale, may_draw_forms=False))


def _rgb(bitmap: Any) -> Pixels:
    """RGB of a bitmap in whatever order and depth PDFium made it; what is transparent is white."""
    pixels = np.asarray(bitmap.to_numpy())
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    colours = pixels[:, :, 2::-1]
    if bitmap.mode == "BGRA":
        alpha = pixels[:, :, 3:].astype(np.uint16)
        mixed = (colours * alpha + 255 * (255 - alpha)) // 255
        return np.ascontiguousarray(mixed.astype(np.uint8))
    return np.ascontiguousarray(colours)
