"""Real files of every format we read, and what becomes of them when they are cut or altered."""

import io
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from exposure_app.faces.pictures import formats, jpeg_xl

_RAMP = np.add.outer(np.arange(600), np.arange(900))
PHOTO = Image.fromarray(
    np.stack([_RAMP // 8, _RAMP // 16 + 20, 255 - _RAMP // 7], axis=-1).astype(np.uint8)
)
_FRAMES = [PHOTO.resize((90, 60)).rotate(angle) for angle in range(0, 360, 20)]


def encoded(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _turned(kind, **options):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2020:01:02 03:04:05"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 57.0, 0.0), 3: "E", 4: (1.0, 51.0, 0.0)})
    return encoded(PHOTO, kind, exif=exif, **options)


REAL = {
    "jpeg": encoded(PHOTO, "JPEG"),
    "progressive jpeg": encoded(PHOTO, "JPEG", progressive=True),
    "turned jpeg": _turned("JPEG"),
    "gray jpeg": encoded(PHOTO.convert("L"), "JPEG"),
    "cmyk jpeg": encoded(PHOTO.convert("CMYK"), "JPEG"),
    "png": encoded(PHOTO, "PNG"),
    "palette png": encoded(PHOTO.quantize(32), "PNG"),
    "16 bit png": encoded(Image.fromarray((_RAMP * 40).astype(np.uint16)), "PNG"),
    "png with alpha": encoded(PHOTO.convert("RGBA"), "PNG"),
    "gif": encoded(PHOTO, "GIF"),
    "webp": encoded(PHOTO, "WEBP"),
    "lossless webp": encoded(PHOTO, "WEBP", lossless=True),
    "bmp": encoded(PHOTO, "BMP"),
    "avif": encoded(PHOTO, "AVIF"),
    "turned avif": _turned("AVIF"),
}
ANIMATED = {
    kind.lower(): encoded(_FRAMES[0], kind, save_all=True, append_images=_FRAMES[1:])
    for kind in ("GIF", "PNG", "WEBP", "AVIF")
}
if formats.pi_heif is not None:
    from tests.media.heic import heic_bytes

    REAL["heic"] = heic_bytes(PHOTO.resize((200, 100)))
if jpeg_xl.is_installed():
    import pillow_jxl  # noqa: F401 - it teaches Pillow to write them

    REAL["jpeg xl"] = encoded(PHOTO, "JXL")
    with tempfile.TemporaryDirectory() as folder:  # it reads the bytes anew, by their name
        (Path(folder) / "a.jpg").write_bytes(REAL["jpeg"])
        with Image.open(Path(folder) / "a.jpg") as stored:
            REAL["jpeg xl of a jpeg"] = encoded(stored, "JXL", lossless_jpeg=True)

DAMAGED = {
    "nothing": b"",
    "no picture": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 9,
    "too small": encoded(PHOTO.resize((300, 8)), "PNG"),
    "too large": encoded(Image.new("1", (9_000, 9_000)), "PNG"),
    **{f"{name}, cut": body[: len(body) // 2] for name, body in REAL.items()},
    **{f"{name}, its header only": body[:30] for name, body in REAL.items()},
}
