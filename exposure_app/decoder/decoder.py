"""The decoder from outside; see the package's own words for how to use it."""

import math
from collections.abc import Iterator
from functools import partial
from itertools import islice
from threading import Lock
from types import TracebackType
from typing import IO, Self

from exposure_app import shots
from exposure_app.confine.confined import JobRefused, Lost, Why
from exposure_app.confine.limits import Limits
from exposure_app.confine.pool import CannotStart, DecoderPool
from exposure_app.confine.start import Program
from exposure_app.confine.wire import Facts, Request
from exposure_app.decoder.refusals import error_of, size_of
from exposure_app.decoder.taken import taken_of
from exposure_app.domain import errors
from exposure_app.domain.context import NOT_SAID, Taken
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import Pixels, Raster
from exposure_app.domain.work import CancelToken
from exposure_app.faces.pictures.animation import MAX_FRAMES
from exposure_app.faces.pictures.raster import FIRST_SIDE, REDUCTIONS, JpegRaster, Still
from exposure_app.faces.pictures.shot_frames import frames_of_shot

MAX_CRASHES = 20
"""In one piece of work. Then it is no longer chance, and whoever asked should know."""

DECODER = Program("exposure_app.decoder.child")
MEDIA = Program("exposure_app.decoder.media_child")
"""Reads videos and documents: `pictures` with the jobs in `media_jobs`, and no others."""


class Decoder:
    """Confined decoders for one piece of work: an audit, an enrolment. In a `with` statement.

    Args:
        workers: how many threads will ask at the same time. One process more is kept ready, so
            that nobody waits for the successor of one that is lost or worn.
        cancel: stops whoever waits for pixels.
        is_gentle: lets other programs go first.
    """

    def __init__(
        self,
        *,
        workers: int = 1,
        cancel: CancelToken | None = None,
        is_gentle: bool = False,
        limits: Limits | None = None,
        program: Program | None = None,
    ) -> None:
        spare = 1 if workers > 1 else 0
        limits = limits or Limits()
        self._max_pixels = limits.pixels
        self._pool = DecoderPool(
            program or DECODER, limits, at_hand=workers + spare, is_gentle=is_gentle
        )
        self._cancel = cancel
        self._crashes = 0
        self._counting = Lock()

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.close()

    @property
    def pool(self) -> DecoderPool:
        """The processes themselves."""
        return self._pool

    def wait_until_started(self) -> None:
        """Wait for a decoder's process to be there: before anything is fetched for it.

        It gets ready meanwhile; whoever asks it first waits for that.

        Raises:
            DecoderUnavailable: none can be started on this computer.
            Cancelled: meanwhile.
        """
        try:
            self._pool.wait_until_started(self._cancel)
        except CannotStart as cause:
            raise errors.DecoderUnavailable from cause

    def wait_until_ready(self) -> Facts:
        """Wait for a decoder to be locked down and ready for its first picture.

        Returns:
            What confines it and what this system does not offer; see `confine.lock_down`.

        Raises:
            DecoderUnavailable: it cannot be started on this computer.
            Cancelled: meanwhile.
        """
        try:
            return self._pool.wait_until_ready(self._cancel)
        except CannotStart as cause:
            raise errors.DecoderUnavailable from cause

    def decode(self, untrusted_body: bytes, url: str) -> Pixels:
        """The whole picture; otherwise as `raster_of`."""
        return self.raster_of(untrusted_body, url, first_side=None).pixels()

    def raster_of(
        self, untrusted_body: bytes, url: str, *, first_side: int | None = FIRST_SIDE
    ) -> Raster:
        """As `faces.pictures.decode.raster_of`, and its errors.

        Raises:
            TookTooLong, Unreadable, DecoderKeepsEnding, DecoderUnavailable, Cancelled: see the
                package.
        """
        parameters = {"min_side": first_side or 0}
        [raster] = self._rasters(untrusted_body, url, parameters)
        return raster

    def frames_of(self, untrusted_body: bytes, url: str) -> tuple[Raster, ...]:
        """As `faces.pictures.decode.frames_of`; errors as `raster_of`."""
        if untrusted_body.startswith(shots.MAGIC):
            return frames_of_shot(untrusted_body, url)
        parameters = {"min_side": FIRST_SIDE, "frames": 1}
        return self._rasters(untrusted_body, url, parameters)

    def taken_of(self, untrusted_body: bytes, url: str) -> Taken:
        """What a picture's own file says of when and where it was taken.

        No file raises: what it says beside its picture must not cost the picture.

        Raises:
            DecoderKeepsEnding, DecoderUnavailable, Cancelled: see the package.
        """
        if untrusted_body.startswith(shots.MAGIC):
            return NOT_SAID  # pixels of our own making, and nothing else
        try:
            told = list(islice(self.pictures("exif", untrusted_body, {}, url=url), 2))
        except errors.GapError:
            return NOT_SAID
        return taken_of(told[0][0]) if told else NOT_SAID

    def pictures(
        self,
        job: str,
        untrusted: bytes | IO[bytes],
        parameters: Facts,
        *,
        url: str = "",
        cancel: CancelToken | None = None,
    ) -> Iterator[tuple[Facts, Pixels]]:
        """The pictures in some bytes, or in a file that is open for reading, one after another.

        Args:
            job: a name that `jobs.load` or `media_jobs.load` knows.
            url: named in the errors, and otherwise not used.
            cancel: besides the decoder's own.

        Raises:
            DecodeError, DecoderKeepsEnding, DecoderUnavailable, Cancelled: see the package.
        """
        cancel = cancel or self._cancel
        body = untrusted if isinstance(untrusted, bytes) else None
        file = None if isinstance(untrusted, bytes) else untrusted
        try:
            with self._pool.lent(cancel, file) as process:
                yield from process.pictures(Request(job, parameters, body), cancel)
        except JobRefused as refused:
            raise error_of(refused.untrusted_facts, url) from refused
        except Lost as lost:
            self._take_in(lost, url, cancel)
        except CannotStart as cause:
            raise errors.DecoderUnavailable from cause

    def _take_in(self, lost: Lost, url: str, cancel: CancelToken | None) -> None:
        if cancel is not None:
            cancel.check()
        if lost.why is Why.TIMED_OUT:
            raise errors.TookTooLong(url) from lost
        if lost.why is Why.STOPPED:
            raise errors.DecoderUnavailable from lost  # closed under our hands
        with self._counting:
            self._crashes += 1
            if self._crashes >= MAX_CRASHES:
                raise errors.DecoderKeepsEnding(self._crashes) from lost
        raise errors.Unreadable(url, Obstacle(lost.why.value)) from lost

    def _rasters(self, untrusted_body: bytes, url: str, parameters: Facts) -> tuple[Raster, ...]:
        if not untrusted_body:
            raise errors.Unreadable(url, Obstacle.EMPTY)
        told = self.pictures("picture", untrusted_body, parameters, url=url)
        found = [self._raster(untrusted_body, url, *one) for one in islice(told, MAX_FRAMES + 1)]
        if not 1 <= len(found) <= MAX_FRAMES:
            raise errors.Unreadable(url, Obstacle.DAMAGED)
        return tuple(found)

    def _raster(self, untrusted_body: bytes, url: str, facts: Facts, pixels: Pixels) -> Raster:
        """What is there of a picture; a smaller one than it claims to be is asked for again."""
        height, width, _ = pixels.shape
        whole = size_of(facts)
        if whole == (width, height):
            return Still(pixels)
        if max(whole) > REDUCTIONS[0] * max(width, height) or math.prod(whole) > self._max_pixels:
            raise errors.Unreadable(url, Obstacle.DAMAGED)
        again = partial(self._reduced, untrusted_body, url, whole)
        return JpegRaster(whole, again, pixels)

    def _reduced(
        self, untrusted_body: bytes, url: str, whole: tuple[int, int], reduction: int
    ) -> Pixels:
        parameters = {"min_side": max(whole) // reduction}
        # To the end: whoever stops before loses the process.
        found = list(self.pictures("picture", untrusted_body, parameters, url=url))
        if len(found) != 1:
            raise errors.Unreadable(url, Obstacle.DAMAGED)
        return found[0][1]
