"""Pages and pictures from answers that were saved earlier: by a browser, or by an archive.

Saved answers are data, not permission to ask: nothing is fetched. What a page shows and the file
does not hold is a gap.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from exposure_app.crawl.html.extract import extract
from exposure_app.crawl.html.image_attributes import MEDIA_TYPES
from exposure_app.crawl.untrusted import sniff, urls
from exposure_app.crawl.untrusted.content_kind import MAX_PAGE_BYTES
from exposure_app.crawl.untrusted.media_frames import MediaFrames, pictures_inside
from exposure_app.domain import errors
from exposure_app.domain.images import FetchedImage, ImageRef, Page, UnchangedImage
from exposure_app.domain.items import Items
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.signatures import HEAD_BYTES, medium

MAX_MISSING = 1_000
"""Of the pictures that pages show and the file does not hold, so many are named."""

_HTML_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class SavedResponse:
    """One answer of a web server, as it was saved.

    url: as asked for, canonical. media_type, charset: of its Content-Type, lower case; "" if none.
    found_on: the page it was loaded for, if the file says so; "" otherwise.
    body: reads the body; raises a `GapError` if it is not there or damaged.
    """

    url: str
    status: int
    media_type: str
    charset: str
    found_on: str
    untrusted_body: Callable[[], bytes]


def items_of(
    answers: Callable[[], Iterable[SavedResponse | errors.GapError]],
    source: SourceId,
    *,
    inside: MediaFrames,
    cancel: CancelToken,
) -> Iterator[Page | FetchedImage | UnchangedImage | Skipped]:
    """The pages among saved answers, then the pictures, then what is missing, and every gap.

    Videos and documents among them are looked into.

    Args:
        answers: gives the answers from the first each time it is called; they are read twice, so
            that no picture waits in memory for its page.

    Raises:
        Cancelled: between two answers.
    """
    shown: dict[str, ImageRef] = {}
    linked: set[str] = set()
    for answer in answers():
        cancel.check()
        if isinstance(answer, errors.GapError):
            yield Skipped(answer.url, answer, source)
        elif answer.media_type in _HTML_TYPES and 200 <= answer.status < 300:
            yield from _page(answer, source, shown, linked)
    held = set()
    for answer in answers():
        cancel.check()
        if isinstance(answer, errors.GapError) or not _may_be_picture(answer, shown):
            continue
        if answer.url in held:
            continue
        try:
            picture = _picture(answer, source, shown)
        except errors.GapError as why:
            yield Skipped(why.url, why, source)
            held.add(answer.url)
            continue
        if picture is not None:
            held.add(answer.url)
            yield from _pictures(*picture, inside, cancel)
    missing = [url for url in shown if url not in held and url not in linked]
    for url in missing[:MAX_MISSING]:
        yield Skipped(url, errors.NotSaved(url), source)


def _page(
    answer: SavedResponse, source: SourceId, shown: dict[str, ImageRef], linked: set[str]
) -> Iterator[Page | FetchedImage | Skipped]:
    """A page and what it holds itself; what it shows is noted, and the videos it only links to."""
    try:
        body = answer.untrusted_body()
        if len(body) > MAX_PAGE_BYTES:
            raise errors.TooLarge(answer.url, MAX_PAGE_BYTES)
    except errors.GapError as why:
        yield Skipped(why.url, why, source)
        return
    page = extract(body, answer.charset, answer.url)
    refs = tuple(
        ImageRef(image.url, answer.url, source, image.untrusted_inline, image.context)
        for image in page.images
        if not image.is_linked_medium
    )
    for image in page.images:
        if image.is_linked_medium:
            linked.add(image.url)
            ref = ImageRef(image.url, answer.url, source, context=image.context)
            shown.setdefault(image.url, ref)
    yield Page(answer.url, source, refs, page.title)
    for ref in refs:
        if ref.untrusted_inline is None:
            shown.setdefault(ref.url, ref)
        else:
            yield _fetched(ref, ref.untrusted_inline)


def _may_be_picture(answer: SavedResponse, shown: dict[str, ImageRef]) -> bool:
    return answer.url in shown or answer.media_type.startswith(("image/", *MEDIA_TYPES))


def _picture(
    answer: SavedResponse, source: SourceId, shown: dict[str, ImageRef]
) -> tuple[ImageRef, bytes] | None:
    """What an answer holds; None for one that says the browser has it already."""
    if answer.status in (204, 206, 301, 302, 303, 304, 307, 308):
        return None
    if answer.status in (404, 410):
        raise errors.NotFound(answer.url, answer.status)
    if not 200 <= answer.status < 300:
        raise errors.Blocked(answer.url, answer.status)
    body = answer.untrusted_body()
    if not (sniff.is_picture(body) or medium(body[:HEAD_BYTES])):
        raise errors.NotAnImage(answer.url)
    ref = shown.get(answer.url)
    if ref is None:
        ref = ImageRef(answer.url, urls.canonical(answer.found_on) or answer.url, source)
    return ref, body


def _pictures(
    ref: ImageRef, untrusted_body: bytes, inside: MediaFrames, cancel: CancelToken
) -> Items:
    what = None if sniff.is_picture(untrusted_body) else medium(untrusted_body[:HEAD_BYTES])
    if what is None:
        yield _fetched(ref, untrusted_body)
    else:
        yield from pictures_inside(what, io.BytesIO(untrusted_body), ref, inside, cancel=cancel)


def _fetched(ref: ImageRef, untrusted_body: bytes) -> FetchedImage:
    return FetchedImage(ref, untrusted_body, sha256(untrusted_body).hexdigest())
