"""Makes resources/samples: a small file of each format, which the self-check has read.

Red on the left, blue on the right. Run in a checkout: `python -m tests.media.make_samples`.
"""

from pathlib import Path

import numpy as np
import pillow_jxl  # noqa: F401 - it teaches Pillow to write them
from PIL import Image

from tests.decoder.files import encoded
from tests.media.documents import Document
from tests.media.heic import heic_bytes
from tests.media.videos import video_bytes

SIDE = 64


def picture() -> Image.Image:
    pixels = np.zeros((SIDE, SIDE, 3), np.uint8)
    pixels[:, : SIDE // 2] = 220, 30, 40
    pixels[:, SIDE // 2 :] = 40, 60, 200
    return Image.fromarray(pixels)


def document() -> bytes:
    made = Document()
    made.page((made.keep(picture()), (0, 0, SIDE, SIDE)), size=(SIDE, SIDE))
    return made.body()


def samples() -> dict[str, bytes]:
    """By the names of the files."""
    kinds = {"avif": "AVIF", "bmp": "BMP", "gif": "GIF", "jpg": "JPEG", "jxl": "JXL", "png": "PNG",
        "webp": "WEBP"}  # fmt: skip
    return {
        **{f"sample.{ending}": encoded(picture(), kind) for ending, kind in kinds.items()},
        "sample.heic": heic_bytes(picture()),
        "sample.pdf": document(),
        "sample.mp4": video_bytes([(picture(), 5)], size=(SIDE, SIDE)),
    }


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in samples().items():
        (folder / name).write_bytes(body)


if __name__ == "__main__":
    main(Path(__file__).parents[2] / "resources" / "samples")
