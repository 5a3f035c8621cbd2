"""The computer's camera, through OpenCV: pictures one after the other, in memory alone."""

import sys
from collections.abc import Iterator

import numpy as np

from exposure_app.domain.errors import NoCamera
from exposure_app.domain.images import Pixels
from exposure_app.domain.work import CancelToken

FIRST_CAMERA = 0
_PAUSE_S = 0.04
_WIDTH, _HEIGHT = 1280, 720


def camera_pictures(*, cancel: CancelToken, source: int | str = FIRST_CAMERA) -> Iterator[Pixels]:
    """What the camera sees, some 25 times a second, until it ends or is stopped.

    Args:
        source: number of a camera, or a video file in its place.

    Raises:
        NoCamera: there is none, it is in use, or the system gives no leave to use it.
        Cancelled: once `cancel` is raised; the camera is off then.
    """
    import cv2  # noqa: PLC0415 - a third of a second, and few take photos here

    # Of the ways in, the system's own: others would try to open a network stream.
    ways = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION, "linux": cv2.CAP_V4L2}
    way = ways.get(sys.platform, cv2.CAP_ANY) if isinstance(source, int) else cv2.CAP_ANY
    camera = cv2.VideoCapture(source, way)
    try:
        if not camera.isOpened():
            raise NoCamera
        camera.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
        camera.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
        while True:
            is_read, picture = camera.read()
            if not is_read:
                return
            yield np.ascontiguousarray(picture[:, :, ::-1])
            cancel.sleep(_PAUSE_S)
    finally:
        camera.release()
