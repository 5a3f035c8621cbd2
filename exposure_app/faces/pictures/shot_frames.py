"""The frames of a shot: bare pixels, put together by another reader of ours (`shots`)."""

from exposure_app import shots
from exposure_app.domain import errors
from exposure_app.domain.gap_reasons import Obstacle
from exposure_app.domain.images import Raster
from exposure_app.faces.pictures.animation import MAX_FRAMES
from exposure_app.faces.pictures.limits import MAX_PIXELS, MIN_SIDE, check_not_too_large
from exposure_app.faces.pictures.raster import Still


def frames_of_shot(untrusted_body: bytes, url: str) -> tuple[Raster, ...]:
    """Each frame of a body that begins with `shots.MAGIC`; nothing has to be decoded.

    Raises:
        TooManyPixels, TooSmallToShowAFace, Unreadable: as `decode.frames_of`.
    """
    width, height = shots.declared_size(untrusted_body)
    check_not_too_large((width, height), url)
    if 0 < min(width, height) < MIN_SIDE:
        raise errors.TooSmallToShowAFace(url, width, height)
    try:
        frames = shots.unpacked(untrusted_body)
    except ValueError as cause:
        raise errors.Unreadable(url, Obstacle.DAMAGED) from cause
    if len(frames) > MAX_FRAMES or len(frames) * width * height > MAX_PIXELS:
        raise errors.TooManyPixels(url, width, height * len(frames))
    return tuple(Still(frame) for frame in frames)
