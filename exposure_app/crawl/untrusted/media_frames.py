"""The shots of a video and the pictures of a document, each handed on as a picture of its own."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO

from exposure_app.domain import errors
from exposure_app.domain.images import FetchedImage, ImageRef, Pixels, UnchangedImage
from exposure_app.domain.items import Items
from exposure_app.domain.moments import Moment, within
from exposure_app.domain.sources import SourceId
from exposure_app.domain.work import CancelToken, Skipped
from exposure_app.shots import packed
from exposure_app.signatures import Medium

MAX_BYTES = {Medium.VIDEO: 50_000_000_000, Medium.PDF: 500_000_000}
"""Of a video, which is read where it lies, hours in a phone's best quality; a document is held in
memory."""

MAX_FRAMES = 10
"""Of one shot: as many as of an animation. One shot is one finding of each person in it, so that
somebody who is filmed for minutes is not found hundreds of times."""

MAX_SHOT_BYTES = 30_000_000
"""Two of them may wait for a worker: ten frames of 1280 x 720, four of 1920 x 1080."""

_READ_BYTES = 1_000_000

Facts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MediaFrames:
    """How a crawl gets at what videos and documents hold; it knows none of their readers.

    pictures: what is in a file, with where: {"seconds": ...} or {"page": ...}; as the readers in
        `exposure_app.media`, errors included.
    remembered: the places of a file's pictures, as `Moment.written`, if every one of them was
        looked at before with the same references; by the source, and the SHA-256 in hex.
    keep: remember them, once a file was read to its end.
    """

    pictures: Callable[[Medium, BinaryIO, str, CancelToken], Iterator[tuple[Facts, Pixels]]]
    remembered: Callable[[SourceId, str], Sequence[str] | None]
    keep: Callable[[str, Sequence[str]], None]


def identity(file_sha256: str, written: str) -> str:
    """What stands for the SHA-256 of a picture within a file, in hex.

    It is made of the file's and the place, not of pixels: another version of a decoder may round
    them differently, and what a person said of a picture must outlive that.
    """
    return sha256(f"{file_sha256}#{written}".encode()).hexdigest()


def pictures_inside(
    medium: Medium, file: BinaryIO, whole: ImageRef, inside: MediaFrames, *, cancel: CancelToken
) -> Items:
    """Everything that the file shows; for one that is unchanged, where it showed it; then a gap.

    Args:
        file: seekable.
        whole: names the file as a whole.

    Raises:
        Cancelled: between two pictures or reads, once `cancel` is raised.
    """
    digest = _sha256_of(file, cancel)
    before = inside.remembered(whole.source, digest)
    if before is not None:
        for written in before:
            cancel.check()
            yield UnchangedImage(_ref(whole, written), identity(digest, written))
        return
    places: list[str] = []
    try:
        for moment, frames in _shots(inside.pictures(medium, file, whole.url, cancel)):
            cancel.check()
            places.append(moment.written)
            ref, digested = _ref(whole, moment.written), identity(digest, moment.written)
            yield FetchedImage(ref, packed(frames), digested)
    except errors.GapError as why:
        yield Skipped(whole.url, why, whole.source)
    else:
        inside.keep(digest, places)


def _shots(
    pictures: Iterator[tuple[Facts, Pixels]],
) -> Iterator[tuple[Moment, list[Pixels]]]:
    """Frames of one scene together, as long as they are few; pictures of pages alone.

    A gap comes after what was gathered before it.
    """
    on_page: Counter[int] = Counter()
    shot: list[Pixels] = []
    begin = end = 0.0
    ended: errors.GapError | None = None
    while True:
        try:
            facts, pixels = next(pictures)
        except StopIteration:
            break
        except errors.GapError as why:
            ended = why
            break
        if "page" in facts:
            page = int(facts["page"])
            on_page[page] += 1
            yield Moment(page=page, picture=on_page[page]), [pixels]
            continue
        if shot and (facts.get("is_cut") or not _has_room(shot, pixels)):
            yield _moment(begin, end), shot
            shot = []
        begin, end = (begin if shot else facts["seconds"]), facts["seconds"]
        shot.append(pixels)
    if shot:
        yield _moment(begin, end), shot
    if ended is not None:
        raise ended


def _has_room(shot: list[Pixels], pixels: Pixels) -> bool:
    is_alike = pixels.shape == shot[0].shape
    return is_alike and len(shot) < MAX_FRAMES and (len(shot) + 1) * pixels.nbytes <= MAX_SHOT_BYTES


def _moment(begin: float, end: float) -> Moment:
    return Moment(seconds=begin, until=end if end > begin else None)


def _ref(whole: ImageRef, written: str) -> ImageRef:
    return replace(whole, url=within(whole.url, written))


def _sha256_of(file: BinaryIO, cancel: CancelToken) -> str:
    hashed = sha256()
    file.seek(0)
    while chunk := file.read(_READ_BYTES):
        cancel.check()
        hashed.update(chunk)
    file.seek(0)
    return hashed.hexdigest()


def _part_missing(
    medium: Medium, _file: BinaryIO, url: str, _cancel: CancelToken
) -> Iterator[tuple[Facts, Pixels]]:
    raise errors.PartMissing(url, medium.value)


NO_READERS = MediaFrames(
    _part_missing, lambda _source, _sha256: None, lambda _sha256, _places: None
)
"""For whoever only wants what lies open: a video or document is a gap that says what it needs."""
