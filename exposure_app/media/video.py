"""The frames of a video that are worth looking at, with the time of each.

Cameras and encoders begin a group of pictures with a whole frame, at least every few seconds and,
most of them, wherever the scene changes. Those are decoded alone; what lies between is decoded only
where they are far apart. Of what was decoded, a frame is handed on if it shows something new, or
after a while in any case. Figures: docs/performance.md, by benchmarks/video.py.
"""

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Limit, Obstacle
from exposure_app.domain.images import Pixels
from exposure_app.signatures import HEAD_BYTES, Medium, demuxer

PART = Medium.VIDEO.value

CODECS = ",".join((
    "h264", "hevc", "libdav1d", "av1", "vp8", "vp9", "libvpx", "libvpx-vp9", "mpeg4", "mpeg2video",
    "mpeg1video", "h263", "mjpeg", "msmpeg4v1", "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "wmv3",
    "vc1", "theora", "flv", "dvvideo", "prores",
))  # fmt: skip
"""What cameras, phones, DVDs, and the exports of services hold, by FFmpeg's names."""

LOOK_EVERY_S = 1.0
"""How far apart frames that are compared lie at most: whoever is in view for a second is met."""

LEAST_APART_S = 0.4
"""Whole frames closer than this to the last one are passed over: some cameras code nothing else."""

SHOW_EVERY_S = 5.0
"""A scene that does not change is shown this often all the same."""

MAX_FRAMES = 1_500
"""Of one video. It is 25 minutes of a scene that always changes, two hours of one that never does;
in a longer video frames lie farther apart, so that its end is reached."""

MAX_SIDE = 1920
"""Larger frames are reduced: a face of 48 px in 4K is 24 px then, just enough to be compared."""

MAX_PIXELS = 50_000_000
"""Of one frame as it is coded; more is not decoded."""

_GRID = (64, 36)  # columns, rows of the small gray frames that are compared
_LEVELS = 14  # by which a cell must differ to count as changed; sensor noise stays below
_CHANGED_SHARE = 0.015  # of all cells: a face of a seventh of the frame's height is that large
# Of all cells, by how many there are of each shade: then it is another scene. Of six photos, pans
# by a quarter of the width moved 0.15 at most, and each two of them are 0.20 apart at least.
_CUT_SHARE = 0.17
_SHADES = 16
_CUT_SHORT = 0.9  # of its length; a file that ends sooner was not copied to its end

_DENSE = 20  # frames a second from which on every fourth, or so, will do
_MAX_WAITING = 500  # packets of a group that is not known to be long: ten seconds at 50 a second

Gray = NDArray[np.int16]
Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class Sampling:
    """How frames are chosen. The defaults are the ones that were measured.

    look_every_s, least_apart_s, show_every_s, max_frames: as the constants of these names.
    every_frame: hand on all of them; to measure against.
    """

    look_every_s: float = LOOK_EVERY_S
    least_apart_s: float = LEAST_APART_S
    show_every_s: float = SHOW_EVERY_S
    max_frames: int = MAX_FRAMES
    every_frame: bool = False

    def of_length(self, seconds: float) -> "Sampling":
        """These, widened so that a video of this length is reached to its end."""
        apart = max(self.least_apart_s, seconds / self.max_frames)
        return replace(
            self,
            look_every_s=max(self.look_every_s, apart),
            least_apart_s=apart,
            show_every_s=max(self.show_every_s, apart),
        )


DEFAULT = Sampling()


def frames(
    untrusted_file: BinaryIO, url: str, sampling: Sampling = DEFAULT
) -> Iterator[tuple[Facts, Pixels]]:
    """Frames in order of time, upright: {"seconds": from the beginning}, (height, width, 3) RGB.

    "is_cut" is 1 for a frame that shows another scene than the one before.

    Args:
        untrusted_file: seekable, and read only here.
        url: named in the errors, and otherwise not used.

    Raises:
        PartMissing: PyAV is not installed.
        NotAnImage: none of the containers we read, by content.
        TooManyPixels: a frame is larger than `MAX_PIXELS`.
        Unreadable: "damaged", or "empty" if there is no frame in it. What can be seen of a damaged
            video comes first.
        BudgetSpent: there are more frames than were to be expected of its length.
    """
    try:
        import av  # noqa: PLC0415 - an optional part, and 20 MB of libraries
    except ImportError:
        raise errors.PartMissing(url, PART) from None
    untrusted_file.seek(0)
    container_format = demuxer(untrusted_file.read(HEAD_BYTES))
    untrusted_file.seek(0)
    if container_format is None:
        raise errors.NotAnImage(url)
    av.logging.set_level(None)
    # The demuxer is named, so that no playlist is ever taken for a video; nothing else is opened.
    options = {"codec_whitelist": CODECS, "protocol_whitelist": "none"}
    try:
        with av.open(untrusted_file, format=container_format, options=options) as container:
            yield from _of_container(av, container, url, sampling)
    except errors.GapError:
        raise
    except Exception as cause:
        # Not a list: hostile bytes have made decoders raise nearly everything there is.
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause


def warm_up() -> None:
    """Import and try all that reading needs, for a process that may open no file afterwards.

    Raises:
        PartMissing: as `frames`.
    """
    try:
        import av  # noqa: PLC0415 - see `frames`
    except ImportError:
        raise errors.PartMissing("", PART) from None
    made = io.BytesIO()
    with av.open(made, "w", format="avi") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuvj420p"
        gray = np.full((64, 64, 3), 127, np.uint8)
        for packet in [*stream.encode(av.VideoFrame.from_ndarray(gray)), *stream.encode()]:
            container.mux(packet)
    for _facts, _pixels_of_it in frames(made, ""):
        pass


def _of_container(
    av: Any, container: Any, url: str, sampling: Sampling
) -> Iterator[tuple[Facts, Pixels]]:
    stream = next(iter(container.streams.video), None)
    if stream is None:
        raise errors.Unreadable(url, Obstacle.EMPTY)
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > MAX_PIXELS:
        raise errors.TooManyPixels(url, width, height)
    stream.codec_context.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    length = float(container.duration or 0) / av.time_base
    walk = _Walk(stream, sampling.of_length(length))
    count = 0
    for seconds, is_cut, frame in walk.chosen(container.demux(stream)):
        if count == sampling.max_frames and not sampling.every_frame:
            raise errors.BudgetSpent(url, Limit.IMAGES)
        count += 1
        facts = {"seconds": round(seconds, 2), "is_cut": int(is_cut)}
        yield facts, _pixels(frame, stream.sample_aspect_ratio)
    if walk.is_damaged or (length > 1 and walk.reached < _CUT_SHORT * length - 1):
        raise errors.Unreadable(url, Obstacle.DAMAGED)
    if not count:
        raise errors.Unreadable(url, Obstacle.EMPTY)


class _Walk:
    """Goes through the packets of one stream, decoding as few of them as will do.

    is_damaged: whether anything on the way could not be decoded.
    reached: the time of the last packet, in seconds.
    """

    def __init__(self, stream: Any, sampling: Sampling) -> None:
        self._codec = stream.codec_context
        self._sampling = sampling
        self._time_base = stream.time_base or Fraction(1, 1000)
        self._start = float((stream.start_time or 0) * self._time_base)
        is_dense = float(stream.average_rate or 0) >= _DENSE and not sampling.every_frame
        # What no other frame is made from need not be decoded where frames stand close.
        self._codec.skip_frame = "NONREF" if is_dense else "DEFAULT"
        self._looked_at = self._shown_at = -math.inf
        self._shown: Gray | None = None
        self.is_damaged = False
        self.reached = 0.0

    def chosen(self, packets: Iterable[Any]) -> Iterator[tuple[float, bool, Any]]:
        """The frames to hand on, each with its time in seconds and whether it begins a scene.

        A group of packets, from one whole frame to the next, waits until it is known to be short;
        of a short one the whole frame alone is decoded.
        """
        waiting: list[Any] = []
        is_through = False
        for packet in packets:
            if not packet.size:
                continue  # the end
            if packet.is_keyframe:
                yield from self._end_of_group(waiting, is_through=is_through)
                waiting, is_through = [], False
            at = self._time_of(packet)
            self.reached = max(self.reached, at)
            if is_through:
                yield from self._kept(self._decoded(packet))
                continue
            waiting.append(packet)
            is_long = at - self._time_of(waiting[0]) > self._sampling.look_every_s
            if is_long or self._sampling.every_frame or len(waiting) > _MAX_WAITING:
                self._codec.flush_buffers()
                for one in waiting:
                    yield from self._kept(self._decoded(one))
                waiting, is_through = [], True
        yield from self._end_of_group(waiting, is_through=is_through)

    def _end_of_group(
        self, waiting: list[Any], *, is_through: bool
    ) -> Iterator[tuple[float, bool, Any]]:
        if is_through:
            yield from self._kept(self._decoded(None))
        elif waiting:
            near = self._looked_at + self._sampling.least_apart_s
            if self._time_of(waiting[0]) < near:
                return
            self._codec.flush_buffers()
            found = [*self._decoded(waiting[0]), *self._decoded(None)]
            yield from self._kept(found[:1])

    def _decoded(self, packet: Any) -> list[Any]:
        """What a packet, or the end of a group, brings out of the decoder."""
        try:
            return list(self._codec.decode(packet))
        except EOFError:
            return []
        except (OSError, ValueError):  # PyAV's errors are of these kinds; the next may be well
            self.is_damaged = True
            return []

    def _kept(self, found: Iterable[Any]) -> Iterator[tuple[float, bool, Any]]:
        """Those of the decoded frames that show something new, or that it is time for."""
        for frame in found:
            at = self._time_of(frame)
            if self._sampling.every_frame:
                yield max(0.0, at), False, frame
                continue
            if at - self._looked_at < self._sampling.least_apart_s:
                continue
            self._looked_at = at
            gray = _gray(frame)
            is_time = at - self._shown_at >= self._sampling.show_every_s
            share = 1.0 if self._shown is None else _changed(gray, self._shown)
            if is_time or share >= _CHANGED_SHARE:
                is_cut = self._shown is None or _other_shades(gray, self._shown) >= _CUT_SHARE
                self._shown, self._shown_at = gray, at
                yield max(0.0, at), is_cut, frame

    def _time_of(self, one: Any) -> float:
        """When a packet or frame is shown, in seconds from the beginning."""
        ticks = one.pts if one.pts is not None else one.dts
        return self.reached if ticks is None else float(ticks * self._time_base) - self._start


def _gray(frame: Any) -> Gray:
    columns, rows = _GRID
    small = frame.reformat(width=columns, height=rows, format="gray", interpolation="AREA")
    return np.asarray(small.to_ndarray(), np.int16)


def _changed(one: Gray, other: Gray) -> float:
    """The share of cells that differ, 0 to 1."""
    return float((np.abs(one - other) > _LEVELS).mean())


def _other_shades(one: Gray, other: Gray) -> float:
    """The share of cells whose shade is not in the other at all; a camera that pans keeps them."""
    counts = [
        np.bincount(gray.ravel() * _SHADES // 256, minlength=_SHADES) for gray in (one, other)
    ]
    return float(np.abs(counts[0] - counts[1]).sum() / 2 / one.size)


def _pixels(frame: Any, aspect: Fraction | None) -> Pixels:
    """The frame as a person sees it: square pixels, upright, at most `MAX_SIDE` long."""
    across = frame.width * min(4.0, max(0.25, float(aspect or 1)))
    reduced = min(1.0, MAX_SIDE / max(across, frame.height))
    width, height = max(1, round(across * reduced)), max(1, round(frame.height * reduced))
    pixels = frame.reformat(width=width, height=height, format="rgb24").to_ndarray()
    return np.ascontiguousarray(np.rot90(pixels, round(frame.rotation / 90) % 4))
