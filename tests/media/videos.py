"""Writes small videos of which it is known who is in view when."""

import io
import os
from contextlib import contextmanager
from fractions import Fraction

import av
import numpy as np
from PIL import Image

SIZE = (320, 240)
RATE = 25


def video_bytes(
    scenes, *, codec="libx264", form="mp4", size=SIZE, rate=RATE, times=None, noise=0, **options
):
    """A video of scenes, each a picture and how many frames it is shown.

    Args:
        times: of all frames, in seconds; None for an even pace.
        noise: levels by which each pixel of each frame differs, as a sensor's do.
        options: of the encoder, such as g (frames between whole ones).
    """
    body = io.BytesIO()
    random = np.random.default_rng(0)
    with as_scheduled_before(), av.open(body, "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.options = {name: str(value) for name, value in options.items()}
        if codec not in ("mpeg2video", "mpeg1video"):
            stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        number = 0
        for picture, count in scenes:
            fitted = np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BILINEAR))
            for _ in range(count):
                shown = fitted
                if noise:
                    shaken = fitted + random.integers(-noise, noise + 1, fitted.shape)
                    shown = shaken.clip(0, 255).astype(np.uint8)
                frame = av.VideoFrame.from_ndarray(shown, format="rgb24")
                at = number / rate if times is None else times[number]
                frame.pts, frame.time_base = round(1000 * at), Fraction(1, 1000)
                container.mux(stream.encode(frame))
                number += 1
        container.mux(stream.encode())
    return body.getvalue()


@contextmanager
def as_scheduled_before():
    """Undo what SVT-AV1 does for root: it puts the thread that encodes into real time, for good."""
    if not hasattr(os, "sched_getscheduler"):
        yield
        return
    policy, of_policy = os.sched_getscheduler(0), os.sched_getparam(0)
    yield
    os.sched_setscheduler(0, policy, of_policy)
