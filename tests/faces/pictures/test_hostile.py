"""Bytes made to break a decoder: whatever they are, the outcome is pixels or a `DecodeError`."""

import io
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_jxl import Encoder  # noqa: F401 - so that Pillow can write JPEG XL

from exposure_app.domain import errors
from exposure_app.faces.pictures.animation import MAX_FRAMES
from exposure_app.faces.pictures.decode import MAX_PIXELS, MIN_SIDE, decode, frames_of
from tests.media.heic import heic_bytes
from tests.pictures import portrait

SMALL = portrait().resize((64, 64))


def encoded(picture, kind, **options):
    body = io.BytesIO()
    picture.save(body, kind, **options)
    return body.getvalue()


def exif():
    block = Image.Exif()
    block[0x0112] = 6
    return block.tobytes()


REAL = {
    "jpeg": encoded(SMALL, "JPEG", exif=exif()),
    "progressive jpeg": encoded(SMALL, "JPEG", progressive=True),
    "cmyk jpeg": encoded(SMALL.convert("CMYK"), "JPEG"),
    "png": encoded(SMALL, "PNG", exif=exif()),
    "palette png": encoded(SMALL.quantize(16), "PNG"),
    "gray-alpha png": encoded(SMALL.convert("LA"), "PNG"),
    "animated png": encoded(SMALL, "PNG", save_all=True, append_images=[SMALL.rotate(9)]),
    "gif": encoded(SMALL, "GIF"),
    "animated gif": encoded(SMALL, "GIF", save_all=True, append_images=[SMALL.rotate(9)]),
    "webp": encoded(SMALL, "WEBP", exif=exif()),
    "lossless webp": encoded(SMALL, "WEBP", lossless=True),
    "bmp": encoded(SMALL, "BMP"),
    "avif": encoded(SMALL, "AVIF", exif=exif()),
    "alpha avif": encoded(SMALL.convert("RGBA"), "AVIF"),
    "animated webp": encoded(SMALL, "WEBP", save_all=True, append_images=[SMALL.rotate(9)]),
    "animated avif": encoded(SMALL, "AVIF", save_all=True, append_images=[SMALL.rotate(9)]),
    "heic": heic_bytes(SMALL, exif=exif()),
    "jpeg xl": encoded(SMALL, "JXL", exif=exif()),
}


IN_PROCESS = {name: body for name, body in REAL.items() if name != "heic"}
"""What may be spoilt at random here. pi-heif 1.4.0 was seen to end the whole process over a spoilt
file; the program decodes in processes that may end, and `tests/decoder/test_fuzz.py` tries HEIC
there, with all the others."""


def pixels_or_reason(body):
    try:
        frames = [frame.pixels() for frame in frames_of(body, "u")]
    except errors.DecodeError:
        return
    assert len({pixels.shape for pixels in frames}) == 1
    assert 1 <= len(frames) <= MAX_FRAMES
    assert sum(pixels.shape[0] * pixels.shape[1] for pixels in frames) <= MAX_PIXELS
    for pixels in frames:
        assert pixels.dtype == np.uint8
        assert pixels.shape[2] == 3
        assert min(pixels.shape[:2]) >= MIN_SIDE


@settings(deadline=None, max_examples=300)
@given(
    st.binary(max_size=400), st.sampled_from([b"", *(body[:40] for body in IN_PROCESS.values())])
)
def test_noise_behind_any_beginning_is_pixels_or_a_reason(noise, head):
    pixels_or_reason(head + noise)


@st.composite
def spoilt(draw):
    """A real picture with some bytes changed, put in or taken out, mostly near its beginning."""
    body = bytearray(IN_PROCESS[draw(st.sampled_from(sorted(IN_PROCESS)))])
    for _ in range(draw(st.integers(1, 8))):
        within = draw(st.sampled_from([40, 400, len(body)]))
        at = draw(st.integers(0, max(min(within, len(body)) - 1, 0)))
        change = draw(st.sampled_from(["set", "put", "take", "cut"]))
        if change == "set" and body:
            body[at] = draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFE, 0xFF, *range(0, 255, 17)]))
        elif change == "put":
            body[at:at] = draw(st.binary(min_size=1, max_size=9))
        elif change == "take":
            del body[at : at + draw(st.integers(1, 20))]
        elif draw(st.booleans()):
            del body[at:]
    return bytes(body)


# Pillow's warnings are errors here, and so come out as damage; either way there is an answer.
@settings(deadline=None, max_examples=1000)
@given(spoilt())
@example(REAL["png"])
def test_a_spoilt_picture_is_pixels_or_a_reason(body):
    pixels_or_reason(body)


@pytest.mark.parametrize("name", REAL)
def test_every_short_beginning_of_a_picture_is_a_reason(name):
    body = REAL[name]
    for length in range(min(len(body) // 2, 300)):
        with pytest.raises(errors.DecodeError):
            decode(body[:length], "u")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, *before):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(before) + pixels


def patched(body, at, layout, *values):
    body = bytearray(body)
    struct.pack_into(layout, body, at, *values)
    return bytes(body)


def jpeg(width, height):
    body = REAL["jpeg"]
    return patched(body, body.index(b"\xff\xc0") + 5, ">HH", height, width)


def webp(width, height):
    body = encoded(SMALL.convert("RGBA"), "WEBP", exif=exif())
    assert body[12:16] == b"VP8X"
    sides = (side - 1 for side in (width, height))
    return body[:24] + b"".join(side.to_bytes(3, "little") for side in sides) + body[30:]


def lossy_webp(width, height):
    body = encoded(SMALL, "WEBP")
    assert body[12:16] == b"VP8 "
    return patched(body, 26, "<HH", width, height)


def lossless_webp(width, height):
    body = REAL["lossless webp"]
    return patched(body, 21, "<I", (width - 1) | (height - 1) << 14)


def avif(width, height):
    body = REAL["avif"]
    return patched(body, body.index(b"ispe") + 8, ">II", width, height)


BOMBS = {
    "png": png(30_000, 30_000),
    "png at its limit": png(2**31 - 1, 2**31 - 1),
    "jpeg": jpeg(30_000, 30_000),
    "gif": patched(REAL["gif"], 6, "<HH", 30_000, 30_000),
    "bmp": patched(REAL["bmp"], 18, "<ii", 30_000, 30_000),
    "upside-down bmp": patched(REAL["bmp"], 18, "<ii", 30_000, -30_000),
    "avif": avif(30_000, 30_000),
    "avif below its own limit": avif(12_000, 12_000),
    "webp": webp(16_384, 16_384),
    "webp below Pillow's limit": webp(9_000, 9_000),
    "lossy webp": lossy_webp(16_383, 16_383),
    "lossless webp": lossless_webp(16_384, 16_384),
    "just over": png(7_072, 7_072),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_picture_that_declares_too_many_pixels_says_so(name):
    with pytest.raises(errors.TooManyPixels) as caught:
        decode(BOMBS[name], "u")
    assert caught.value.width * caught.value.height > MAX_PIXELS


def test_a_frame_larger_than_its_gif_is_refused():
    frame = b",\0\0\0\0" + struct.pack("<HH", 64, 64)
    assert frame in REAL["gif"]
    with pytest.raises(errors.DecodeError):
        decode(REAL["gif"].replace(frame, b",\0\0\0\0" + struct.pack("<HH", 60_000, 60_000)), "u")


def test_text_that_unpacks_to_gigabytes_is_refused():
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(64_000_000), 9))
    with pytest.raises(errors.Unreadable):
        decode(png(64, 64, text), "u")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource module")
def test_bombs_are_refused_within_a_second_and_a_hundred_megabytes(tmp_path):
    """Each bomb in a process of its own limits: what decoding adds to its memory and time."""
    code = """
import resource, sys, time
from pathlib import Path
from exposure_app.domain.errors import TooManyPixels
from exposure_app.faces.pictures.decode import decode
bodies = [path.read_bytes() for path in sorted(Path(sys.argv[1]).iterdir())]
unit = 1 if sys.platform == "darwin" else 1024
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
slowest = 0
for body in bodies:
    began = time.process_time()
    try:
        decode(body, "")
        sys.exit("decoded")
    except TooManyPixels:
        slowest = max(slowest, time.process_time() - began)
print(slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before)
"""
    folder = tmp_path / "bombs"
    folder.mkdir()
    for number, body in enumerate(BOMBS.values()):
        (folder / str(number)).write_bytes(body)
    ran = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    slowest, memory = map(float, ran.stdout.split())
    assert slowest < 1
    assert memory < 100e6
