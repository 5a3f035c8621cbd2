"""The frames of an animated picture that are worth looking at."""

import math
from collections.abc import Iterator

from PIL import Image

MAX_FRAMES = 10
"""Of one animation, the first counted: GIFs of people are short, and ten frames miss few."""

MAX_WALKED_PIXELS = 500_000_000
"""Frames of an animation are painted over each other, so one is reached through all before it.
Those beyond this many pixels, some five seconds' work, are not reached; the sample is spread over
what comes before."""


def sampled(image: Image.Image, *, max_pixels: int) -> Iterator[Image.Image]:
    """Later frames of an animation, evenly spread, each to be read before the next is asked for.

    Nothing for a still picture. It is the given image each time, moved on.

    Args:
        image: opened, and at its first frame.
        max_pixels: of all frames together, the first counted.

    Raises:
        Exception: whatever Pillow raises on damage.
    """
    if not getattr(image, "is_animated", False):
        return
    pixels = max(1, math.prod(image.size))
    reachable = min(int(getattr(image, "n_frames", 1)), max(1, MAX_WALKED_PIXELS // pixels))
    for number in spread(reachable, min(MAX_FRAMES, max_pixels // pixels))[1:]:
        image.seek(number)
        yield image


def spread(available: int, wanted: int) -> list[int]:
    """At most `wanted` of the numbers from 0 to `available` - 1, both ends among them.

    >>> spread(100, 4)
    [0, 33, 66, 99]
    """
    if wanted < 2 or available < 2:
        return [0]
    count = min(available, wanted)
    return [round(number * (available - 1) / (count - 1)) for number in range(count)]
