"""A PDF document and a video, both of one JPEG, made of nothing but bytes.

A machine that never saw Exposure has no package to make them with.
"""

import struct
from collections.abc import Iterable

FRAMES = 25
FRAME_US = 200_000


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels: the frame header, ITU-T T.81, B.2.2.

    Raises:
        ValueError: there is none.
    """
    at = 2
    while at + 9 <= len(jpeg):
        marker, length = struct.unpack_from(">HH", jpeg, at)
        # SOF0 to SOF15, without the three codes among them that mean something else.
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack_from(">HH", jpeg, at + 5)
            return width, height
        at += 2 + length
    raise ValueError("no JPEG")


def pdf_of(jpeg: bytes) -> bytes:
    """A document of one page that the picture fills (ISO 32000-1, 7.5)."""
    width, height = size_of(jpeg)
    drawn = f"{width} 0 0 {height} 0 0 cm /P Do".encode()
    picture = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] "
        "/Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>".encode(),
        _pdf_stream("", drawn),
        _pdf_stream(picture, jpeg),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()


def avi_of(jpeg: bytes) -> bytes:
    """A video of five seconds in which nothing moves: Motion JPEG in RIFF, without an index."""
    width, height = size_of(jpeg)
    # AVIMAINHEADER, AVISTREAMHEADER and BITMAPINFOHEADER of Microsoft's "AVI RIFF File Reference".
    main = struct.pack(
        "<14I", FRAME_US, 0, 0, 0, FRAMES, 0, 1, len(jpeg), width, height, 0, 0, 0, 0
    )
    stream = struct.pack(
        "<4s4sIHHIIIIIIIIhhhh", b"vids", b"MJPG", 0, 0, 0, 0, FRAME_US, 1_000_000,
        0, FRAMES, len(jpeg), 0xFFFFFFFF, 0, 0, 0, width, height,
    )  # fmt: skip
    pixels = struct.pack(
        "<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", 3 * width * height, 0, 0, 0, 0
    )
    described = _list(b"strl", [_chunk(b"strh", stream), _chunk(b"strf", pixels)])
    headers = _list(b"hdrl", [_chunk(b"avih", main), described])
    frames = _list(b"movi", [_chunk(b"00dc", jpeg)] * FRAMES)
    return _chunk(b"RIFF", b"AVI " + headers + frames)


def _pdf_stream(facts: str, body: bytes) -> bytes:
    return f"<< {facts} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _chunk(name: bytes, body: bytes) -> bytes:
    """A chunk begins at an even byte; its length does not count what fills up to that."""
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _list(kind: bytes, chunks: Iterable[bytes]) -> bytes:
    return _chunk(b"LIST", kind + b"".join(chunks))
