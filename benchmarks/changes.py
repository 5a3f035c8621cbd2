"""What happens to pictures on their way to a page: each change as a function of one picture.

A change gets a picture, where its labelled face is, and a random generator; it returns the bytes
of the changed picture and where the middle of the face has gone.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from exposure_app.domain.faces import Face
from exposure_app.domain.images import Pixels
from exposure_app.faces.recognition.alignment import similarity_transform

Point = tuple[float, float]
Change = Callable[["Labelled", np.random.Generator], tuple[bytes, Point]]

QUALITY = 92  # of every JPEG whose quality is not itself the change

# In the recogniser's 112 x 112 template: below the eyes to under the chin; and the two glasses.
_MASK = ((18, 66), (56, 57), (94, 66), (91, 98), (74, 114), (56, 119), (38, 114), (21, 98))
_GLASSES = ((38, 52), (74, 52))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A picture as it came, and the face its label speaks of."""

    body: bytes
    pixels: Pixels
    face: Face

    @property
    def middle(self) -> Point:
        """Of the face."""
        box = self.face.box
        return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def jpeg(pixels: Pixels | Image.Image, quality: int = QUALITY) -> bytes:
    """The bytes of a picture."""
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def clean(one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """The file as it is."""
    return one.body, one.middle


def mirrored(one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """Left and right swapped."""
    return jpeg(one.pixels[:, ::-1]), (one.pixels.shape[1] - one.middle[0], one.middle[1])


def compressed(quality: int, one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """Saved again at a low quality."""
    return jpeg(one.pixels, quality), one.middle


def recoloured(
    levels: Callable[[NDArray[np.float32], np.random.Generator], NDArray[np.float32]],
    one: Labelled,
    random: np.random.Generator,
) -> tuple[bytes, Point]:
    """Each pixel's levels (0 to 255) changed, clipped where they leave the range."""
    changed = levels(one.pixels.astype(np.float32), random)
    return jpeg(changed.clip(0, 255).astype(np.uint8)), one.middle


def cut(side: str, one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """Cropped so that a fifth of the face itself is missing on one side."""
    box, pixels = one.face.box, one.pixels
    x, y = one.middle
    if side == "right":
        pixels = pixels[:, : int(box.right - 0.2 * box.width)]
    elif side == "bottom":
        pixels = pixels[: int(box.bottom - 0.2 * box.height)]
    else:
        top = int(box.top + 0.2 * box.height)
        pixels, y = pixels[top:], y - top
    return jpeg(pixels), (x, y)


def drawn(what: str, one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """A mask or sunglasses, drawn where the face's landmarks say."""
    back = cv2.invertAffineTransform(similarity_transform(one.face.landmarks))
    image = Image.fromarray(one.pixels)
    draw = ImageDraw.Draw(image)

    def placed(points: NDArray[np.float64]) -> list[Point]:
        return [(float(x), float(y)) for x, y in points @ back[:, :2].T + back[:, 2]]

    if what == "mask":
        draw.polygon(placed(np.array(_MASK, float)), fill=(150, 185, 210))
    else:
        angles = np.linspace(0, 2 * np.pi, 32)
        for centre in _GLASSES:
            glass = np.stack([15 * np.cos(angles), 12 * np.sin(angles)], axis=1) + centre
            draw.polygon(placed(glass), fill=(18, 18, 20))
        bar = np.array([[20, 48], [92, 48], [92, 51], [20, 51]], float)
        draw.polygon(placed(bar), fill=(18, 18, 20))
    return jpeg(image), one.middle


def blurred(sigma: float, one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """Gaussian blur; the faces here are some 105 pixels large."""
    return jpeg(np.asarray(cv2.GaussianBlur(one.pixels, (0, 0), sigma), np.uint8)), one.middle


def reduced(face_px: float, one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """The picture made so small that its face is `face_px` large."""
    pixels, scale = scaled(one, face_px)
    return jpeg(pixels), (one.middle[0] * scale, one.middle[1] * scale)


def scaled(one: Labelled, face_px: float) -> tuple[Pixels, float]:
    """The picture with a face of `face_px`, and its scale."""
    scale = face_px / one.face.box.side
    size = [max(round(side * scale), 16) for side in one.pixels.shape[1::-1]]
    image = Image.fromarray(one.pixels).resize((size[0], size[1]), Image.Resampling.LANCZOS)
    return np.asarray(image), scale


def tilted(degrees: float, one: Labelled, random: np.random.Generator) -> tuple[bytes, Point]:
    """Turned about the face's middle by so many degrees, to either side by lot."""
    turn = float(degrees * random.choice([-1, 1]))
    height, width, _ = one.pixels.shape
    there = cv2.getRotationMatrix2D(one.middle, turn, 1.0)
    return jpeg(np.asarray(cv2.warpAffine(one.pixels, there, (width, height)), np.uint8)), (
        one.middle
    )


def turned(quarters: int, one: Labelled, _random: np.random.Generator) -> tuple[bytes, Point]:
    """Turned clockwise by quarters, and no EXIF to say so."""
    height, width, _ = one.pixels.shape
    x, y = one.middle
    places = {1: (height - y, x), 2: (width - x, height - y), 3: (y, width - x)}
    return jpeg(np.rot90(one.pixels, -quarters)), places[quarters]


def screenshot(one: Labelled, random: np.random.Generator) -> tuple[bytes, Point]:
    """The picture within a phone's screen of 1080 x 2160, between bars, names and text."""
    dark = bool(random.integers(2))
    paper, ink = ((18, 18, 18), (230, 230, 230)) if dark else ((255, 255, 255), (20, 20, 20))
    screen = Image.new("RGB", (1080, 2160), paper)
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, 1080, 70), fill=(60, 90, 160))
    for at in range(120, 2140, 60):
        length = int(random.integers(200, 1000))
        draw.text((40, at), "the quick brown fox jumps over the lazy dog " * 3, fill=ink)
        draw.rectangle((length, at, 1080, at + 40), fill=paper)
    for at in range(3):
        draw.ellipse((40, 300 + 600 * at, 130, 390 + 600 * at), fill=(200, 120 + 40 * at, 90))
    width = int(random.integers(300, 900))
    height = width * one.pixels.shape[0] // one.pixels.shape[1]
    left, top = int(random.integers(0, 1080 - width)), int(random.integers(100, 2160 - height))
    shown = Image.fromarray(one.pixels).resize((width, height), Image.Resampling.BILINEAR)
    screen.paste(shown, (left, top))
    scale = width / one.pixels.shape[1]
    return jpeg(screen), (left + one.middle[0] * scale, top + one.middle[1] * scale)


def _gray(levels: NDArray[np.float32], _random: np.random.Generator) -> NDArray[np.float32]:
    luma = levels @ np.array([0.299, 0.587, 0.114], np.float32)
    return np.repeat(luma[..., None], 3, axis=2)


def _times(by: float, levels: NDArray[np.float32], _r: np.random.Generator) -> NDArray[np.float32]:
    return levels * np.float32(by)


def _noise(
    sigma: float, levels: NDArray[np.float32], random: np.random.Generator
) -> NDArray[np.float32]:
    return levels + random.normal(0, sigma, levels.shape).astype(np.float32)


CHANGES: dict[str, Change] = {
    "clean": clean,
    "mirrored": mirrored,
    "grayscale": partial(recoloured, _gray),
    "jpeg q20": partial(compressed, 20),
    "jpeg q10": partial(compressed, 10),
    "jpeg q5": partial(compressed, 5),
    "crop 20 % right": partial(cut, "right"),
    "crop 20 % bottom": partial(cut, "bottom"),
    "crop 20 % top": partial(cut, "top"),
    "dark": partial(recoloured, partial(_times, 0.25)),
    "bright": partial(recoloured, partial(_times, 1.5)),
    "mask": partial(drawn, "mask"),
    "sunglasses": partial(drawn, "sunglasses"),
    "blur 2": partial(blurred, 2.0),
    "blur 4": partial(blurred, 4.0),
    "noise 25": partial(recoloured, partial(_noise, 25.0)),
    "face 48 px": partial(reduced, 48),
    "face 32 px": partial(reduced, 32),
    "face 24 px": partial(reduced, 24),
    "face 16 px": partial(reduced, 16),
    "tilt 15": partial(tilted, 15),
    "tilt 30": partial(tilted, 30),
    "tilt 45": partial(tilted, 45),
    "tilt 60": partial(tilted, 60),
    "turned 90": partial(turned, 1),
    "turned 180": partial(turned, 2),
    "turned 270": partial(turned, 3),
    "screenshot": screenshot,
}
"""Changes of one picture."""
