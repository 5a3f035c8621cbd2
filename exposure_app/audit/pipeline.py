"""Source -> FetchedImage -> DecodedImage -> Face -> Probe -> Match -> Sighting.

The audit knows the order of things and none of their makers: what crawls a source arrives as a
function, what decodes, recognises and searches as `PictureSteps`; session brings both (its
`audit/readers.py` and `audit/looker.py`). One picture goes through one worker from bytes to
matches, so its pixels and the embeddings of everybody on it are freed before the next one begins: a
stranger's embedding exists between `embed` and `compare` and nowhere else. The one exception are
sources for which the user turned on that faces are kept: there a picture's `Looked` carries them
on, without pixels.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from exposure_app.audit.stages import Ahead, side_by_side
from exposure_app.domain.context import NOT_SAID, Taken
from exposure_app.domain.coverage import Looked
from exposure_app.domain.errors import GapError, Unreachable
from exposure_app.domain.faces import Face, Probe
from exposure_app.domain.findings import Comparison, Match, Sighting
from exposure_app.domain.images import DecodedImage, FetchedImage, Page, UnchangedImage
from exposure_app.domain.items import Item
from exposure_app.domain.kept_faces import MetFace
from exposure_app.domain.sources import Source, SourceId
from exposure_app.domain.work import CancelToken, Skipped

AHEAD = 32
"""Fetched pictures held at most: enough to bridge a slow host, little beside one decoded photo."""

AHEAD_BYTES = 64_000_000
"""What those of them that nobody has looked at yet may hold together; one alone may hold more."""


Crawl = Callable[[Source], Iterator[Item]]
"""Yields what is at a source, until its end or its budget's."""


class PictureSteps(Protocol):
    """What an audit does with one picture, from its bytes to what is shown. Any thread may ask."""

    def known(self, image: FetchedImage | UnchangedImage) -> Looked | None:
        """What an earlier look at the same bytes, with the same references, counted; or None."""
        ...

    def decode(self, image: FetchedImage) -> DecodedImage:
        """Its pixels.

        Raises:
            DecodeError: the bytes are no picture that can be looked at.
        """
        ...

    def detect(self, picture: DecodedImage) -> Sequence[Face]:
        """All faces on it."""
        ...

    def is_usable(self, face: Face) -> bool:
        """Whether a face is large enough to be compared at all."""
        ...

    def embed(self, faces: Sequence[Face]) -> Sequence[Probe]:
        """Each of the faces with its embedding, in the same order."""
        ...

    def compare(self, probe: Probe) -> Comparison:
        """Whom it resembles, and how much."""
        ...

    def portray(
        self, picture: DecodedImage, probe: Probe, match: Match, faces: Sequence[Face]
    ) -> Sighting:
        """The pictures that show a match; the other `faces` are bystanders, and blurred."""
        ...

    def taken(self, image: FetchedImage) -> Taken:
        """What a found picture's file says of when and where it was taken."""
        ...

    def keeps(self, source: SourceId) -> bool:
        """Whether the user asked that faces met at this source are kept for re-search."""
        ...


@dataclass(frozen=True, slots=True)
class ThreadPolicy:
    """How an audit's threads behave towards everything else on the computer.

    workers: how many pictures are looked at side by side.
    begin: called in each thread before its first work.
    turn: held around each picture; it may wait for a better moment.
    """

    workers: int
    begin: Callable[[], None] | None = None
    turn: Callable[[], AbstractContextManager[object]] = nullcontext


def audit(
    sources: Sequence[Source],
    crawl: Crawl,
    steps: PictureSteps,
    *,
    policy: ThreadPolicy,
    cancel: CancelToken,
) -> Iterator[Page | Looked | Skipped | None]:
    """Look at every picture on every page in scope; yield pages, pictures looked at, and gaps.

    None says that nothing came for a moment: a good time to put things away.

    Raises:
        Cancelled: between two pictures, once `cancel` is raised. What was yielded before stands.
    """
    streams = [partial(crawl, source) for source in sources]
    return side_by_side(
        streams,
        partial(_look_or_pass, steps, policy, cancel),
        workers=policy.workers,
        ahead=Ahead(AHEAD, AHEAD_BYTES, _bytes_of),
        begin=policy.begin,
    )


def _bytes_of(item: Item) -> int:
    return len(item.untrusted_body) if isinstance(item, FetchedImage) else 0


def _look_or_pass(
    steps: PictureSteps, policy: ThreadPolicy, cancel: CancelToken, item: Item
) -> Page | Looked | Skipped:
    if isinstance(item, Page | Skipped):
        return item
    cancel.check()
    try:
        with policy.turn():
            return steps.known(item) or look(item, steps)
    except GapError as why:
        # The one place where a foreseen error becomes a gap: a broken picture must not end an
        # audit of ten thousand, nor vanish from its report. Anything unforeseen still raises.
        return Skipped(item.ref.url, why, item.ref.source, item.ref)


def look(fetched: FetchedImage | UnchangedImage, steps: PictureSteps) -> Looked:
    """Find the enrolled people in one picture; in an animation, on the frame that shows each best.

    Raises:
        DecodeError: the bytes are no picture that can be looked at.
        Unreachable: nobody knows the picture that is said to be unchanged.
    """
    if isinstance(fetched, UnchangedImage):
        raise Unreachable(fetched.ref.url)
    picture = steps.decode(fetched)
    seen = [_seen(frame, steps) for frame in picture.frames]
    compared = [one for frame in seen for one in frame.compared]
    shown = _best([(frame, probe, match) for frame in seen for probe, match in frame.matches])
    return Looked(
        ref=fetched.ref,
        sha256=fetched.sha256,
        size=picture.size,
        faces_found=sum(len(frame.faces) for frame in seen),
        faces_too_small=sum(len(frame.faces) - len(frame.compared) for frame in seen),
        sightings=tuple(
            steps.portray(frame.picture, probe, match, frame.faces) for frame, probe, match in shown
        ),
        bystanders=tuple(
            one.score for _, one in compared if one.match is None and one.score is not None
        ),
        validators=fetched.validators,
        taken=steps.taken(fetched) if shown else NOT_SAID,
        kept=tuple(
            MetFace(probe.face.box, probe.embedding)
            for probe, _ in (compared if steps.keeps(fetched.ref.source) else ())
        ),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one frame shows."""

    picture: DecodedImage
    faces: Sequence[Face]
    compared: list[tuple[Probe, Comparison]]

    @property
    def matches(self) -> Iterator[tuple[Probe, Match]]:
        return ((probe, one.match) for probe, one in self.compared if one.match)


def _seen(frame: DecodedImage, steps: PictureSteps) -> _Seen:
    faces = steps.detect(frame)
    probes = steps.embed([face for face in faces if steps.is_usable(face)])
    return _Seen(frame, faces, [(probe, steps.compare(probe)) for probe in probes])


def _best(matches: Iterable[tuple[_Seen, Probe, Match]]) -> list[tuple[_Seen, Probe, Match]]:
    """One match per subject, the strongest: a picture that shows one twice is one finding."""
    best: dict[str, tuple[_Seen, Probe, Match]] = {}
    for frame, probe, match in matches:
        if match.subject not in best or match.score > best[match.subject][2].score:
            best[match.subject] = (frame, probe, match)
    return list(best.values())
