"""Writes HEIC files: one picture coded as HEVC, in the boxes that ISO/IEC 23008-12 asks for.

pi-heif only reads, and the licences of what writes are another matter; a test needs few boxes.
"""

import io
import struct

import av
import numpy as np
from PIL import Image


def heic_bytes(
    picture: Image.Image, *, quarter_turns: int = 0, mirrored: int | None = None, exif: bytes = b""
) -> bytes:
    """A HEIC file of one picture, both of whose sides are even.

    Args:
        quarter_turns: by how many the viewer must turn it, anti-clockwise (`irot`).
        mirrored: about which axis it must be mirrored after that, 0 upright or 1 lying (`imir`).
        exif: a block beside the picture.
    """
    settings, coded = _coded(picture)
    properties = [
        _box(b"hvcC", settings),
        _full(b"ispe", struct.pack(">II", *picture.size)),
        _full(b"pixi", bytes((3, 8, 8, 8))),
    ]
    if quarter_turns:
        properties.append(_box(b"irot", bytes((quarter_turns,))))
    if mirrored is not None:
        properties.append(_box(b"imir", bytes((mirrored,))))
    block = struct.pack(">I", 6) + b"Exif\0\0" + exif if exif else b""
    return _file(properties, coded, block)


def _coded(picture: Image.Image) -> tuple[bytes, bytes]:
    """The decoder's settings (`hvcC`) and the one coded frame."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as container:
        stream = container.add_stream("libx265", rate=1)
        stream.width, stream.height = picture.size
        stream.pix_fmt = "yuv444p"
        # x265 guesses how many frames it may code at once, and where it has no pool of threads
        # divides by none: seen under Wine, in one run of three.
        stream.options = {
            "crf": "4",
            "preset": "ultrafast",
            "x265-params": "log-level=0:bframes=0:pools=none:frame-threads=1",
        }
        frame = av.VideoFrame.from_ndarray(np.asarray(picture.convert("RGB")), format="rgb24")
        frame.pts = 0
        for packet in [*stream.encode(frame), *stream.encode()]:
            container.mux(packet)
    body = made.getvalue()
    at = body.index(b"hvcC")
    (length,) = struct.unpack_from(">I", body, at - 4)
    with av.open(io.BytesIO(body)) as container:
        packet = next(packet for packet in container.demux(video=0) if packet.size)
        return body[at + 4 : at - 4 + length], bytes(packet)


def _file(properties: list[bytes], coded: bytes, exif: bytes) -> bytes:
    brand = _box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")
    # The lists are as long whatever the places in them say.
    meta = _meta(properties, len(coded), len(exif), at=0)
    meta = _meta(properties, len(coded), len(exif), at=len(brand) + len(meta) + 8)
    return brand + meta + _box(b"mdat", coded + exif)


def _meta(properties: list[bytes], coded: int, exif: int, at: int) -> bytes:
    items = [(1, b"hvc1", at, coded)] + ([(2, b"Exif", at + coded, exif)] if exif else [])
    entries = b"".join(
        _full(b"infe", struct.pack(">HH4sx", number, 0, kind), version=2)
        for number, kind, _at, _length in items
    )
    places = b"".join(
        struct.pack(">HHHII", number, 0, 1, where, length) for number, _kind, where, length in items
    )
    used = bytes(0x80 | number for number in range(1, len(properties) + 1))
    return _full(
        b"meta",
        _full(b"hdlr", struct.pack(">I4s12xx", 0, b"pict"))
        + _full(b"pitm", struct.pack(">H", 1))
        + _full(b"iloc", struct.pack(">BBH", 0x44, 0, len(items)) + places)
        + _full(b"iinf", struct.pack(">H", len(items)) + entries)
        + (_full(b"iref", _box(b"cdsc", struct.pack(">HHH", 2, 1, 1))) if exif else b"")
        + _box(
            b"iprp",
            _box(b"ipco", b"".join(properties))
            + _full(b"ipma", struct.pack(">IHB", 1, 1, len(properties)) + used),
        ),
    )


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _full(kind: bytes, body: bytes, version: int = 0) -> bytes:
    return _box(kind, struct.pack(">B3x", version) + body)
