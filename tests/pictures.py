"""Real pictures that installed packages ship: a NASA portrait (public domain) and a crowd."""

import io
import struct
import zlib
from importlib.util import find_spec
from pathlib import Path

from PIL import Image


def _folder(package: str) -> Path:
    return Path(next(iter(find_spec(package).submodule_search_locations)))


def portrait() -> Image.Image:
    """One woman looking at the camera, 512 x 512."""
    return Image.open(_folder("skimage") / "data" / "astronaut.png").convert("RGB")


def crowd() -> Image.Image:
    """Six people, none of them in the portrait, 1280 x 886."""
    return Image.open(_folder("insightface") / "data" / "images" / "t1.jpg").convert("RGB")


def coffee() -> Image.Image:
    """A cup; no face."""
    return Image.open(_folder("skimage") / "data" / "coffee.png").convert("RGB")


def jpeg_bytes(picture: Image.Image, quality: int = 92, **options) -> bytes:
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=quality, **options)
    return body.getvalue()


def double(share: float = 0.5) -> Image.Image:
    """A face between one of the crowd's and the portrait's, by `share`: nobody's, and like both."""
    # Where the crowd's fourth face from the left lies when its eyes and mouth are the portrait's.
    place = (1.0315, 0.0553, 548.86, -0.0553, 1.0315, 308.15)
    stranger = crowd().transform(
        (512, 512), Image.Transform.AFFINE, place, Image.Resampling.BILINEAR
    )
    return Image.blend(stranger, portrait(), share)


def gravel() -> Image.Image:
    """Gravel; no face, and much detail."""
    return Image.open(_folder("skimage") / "data" / "gravel.png").convert("RGB")


def mask(colour: str) -> Image.Image:
    """A mask alone, black, blue, green or white; no face."""
    name = f"mask_{colour}.jpg"
    return Image.open(_folder("insightface") / "data" / "images" / name).convert("RGB")


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header declares any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data)
        )  # fmt: skip

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(
        b"IEND", b""
    )  # fmt: skip
