"""Pictures of one person (a NASA portrait in the public domain), altered as pages alter them."""

from collections.abc import Callable

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from tests.pictures import jpeg_bytes, portrait

FACE = (160, 40, 304, 220)

Change = Callable[[Image.Image], Image.Image]

COPIES: dict[str, Change] = {
    "as it is": lambda picture: picture,
    "mirrored": ImageOps.mirror,
    "grey": lambda picture: ImageOps.grayscale(picture).convert("RGB"),
    "warm": lambda picture: Image.blend(picture, Image.new("RGB", picture.size, "#e0843a"), 0.25),
    "small": lambda picture: picture.resize((56, 70)).resize(picture.size),
    "soft": lambda picture: picture.filter(ImageFilter.GaussianBlur(2.2)),
    "dark": lambda picture: ImageEnhance.Brightness(picture).enhance(0.55),
    "pale": lambda picture: ImageEnhance.Color(picture).enhance(0.35),
    "tilted": lambda picture: picture.rotate(14, Image.Resampling.BICUBIC, fillcolor="#8a8f98"),
    "cold": lambda picture: Image.blend(picture, Image.new("RGB", picture.size, "#2a5fa8"), 0.25),
}


def face_jpeg(copy: str = "as it is", side: int = 200) -> bytes:
    """The face with a margin, altered."""
    face = portrait().crop(FACE)
    return jpeg_bytes(ImageOps.fit(COPIES[copy](face), (side, side), centering=(0.5, 0.35)), 88)


def context_jpeg(copy: str = "as it is") -> bytes:
    """The whole picture, altered."""
    return jpeg_bytes(COPIES[copy](portrait().resize((420, 420))), 82)
