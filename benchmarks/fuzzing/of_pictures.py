"""Parsers of pictures and media that run beside the confined decoders, and of model files.

What decodes, FFmpeg, PDFium and the picture libraries, is tried by `benchmarks/fuzz_decoder.py`.
"""

import io
import struct
from random import Random

from hypothesis import strategies as st

from benchmarks.fuzzing.made import (
    BASE,
    WORDS,
    as_json,
    bodies,
    bodies_of,
    changed,
    documents_of,
    texts,
    zips_of,
)
from benchmarks.fuzzing.parser import HERE, Parser, in_file
from exposure_app import shots, signatures
from exposure_app.confine import wire
from exposure_app.decoder import refusals, taken
from exposure_app.domain.errors import ExposureError
from exposure_app.domain.work import CancelToken
from exposure_app.faces.models import onnx_files, pack_archive, pack_folder
from exposure_app.faces.pictures import exif, formats, jpeg_xl, orientation, shot_frames
from exposure_app.session.audit import media

_TAGS = (0x0112, 0x8769, 0x8825, 0x9003, 0x9004, 0x9011, 0x9012, 1, 2, 3, 4)
_ASCII = (b"2020:01:02 03:04:05\0", b"0000:99:99 99:99:99\0", b"+14:00\0", b"-23:99\0", b"S\0")
_MAX_PIXELS = 50_000_000


def _exif(draw: Random) -> bytes:
    """A block with directories of the tags that are looked for; much of it makes sense."""
    order = draw.choice("<>")
    block = bytearray(b"II*\0" if order == "<" else b"MM\0*")
    block += struct.pack(f"{order}I", draw.choice((8, 8, 8, 4, 2**32 - 1)))
    for _ in range(draw.randrange(4)):
        tags = [draw.choice(_TAGS) for _ in range(draw.randrange(8))]
        block += struct.pack(f"{order}H", draw.choice((len(tags), len(tags), 65_535)))
        for tag in tags:
            kind = draw.choice((1, 2, 2, 3, 4, 4, 5, 5, 99))
            count, value = draw.choice((1, 1, 3, 20, 2**32 - 1)), draw.randrange(200)
            block += struct.pack(f"{order}HHII", tag, kind, count, value)
        block += draw.choice((*_ASCII, draw.randbytes(24), b""))
    return b"Exif\0\0" * draw.choice((0, 1, 1, 2)) + bytes(block)


def _with_exif(draw: Random) -> bytes:
    """The block in one of the files that carry such."""
    block = _exif(draw)
    size = len(block) + draw.choice((0, 0, 0, -1, 1, 200))
    match draw.randrange(5):
        case 0:
            return b"\xff\xd8\xff\xe0\0\x04AB\xff\xe1" + struct.pack(">H", size + 2) + block
        case 1:
            return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", size, b"eXIf") + block
        case 2:
            return b"RIFF\0\0\0\0WEBP" + struct.pack("<4sI", b"EXIF", size) + block
        case 3:
            return b"\0\0\0\x18ftypheic" + bytes(12) + b"\0\0\0\x06Exif\0\0" + block
        case _:
            return block


def _marks_without_end(count: int) -> bytes:
    """A block of nothing but the mark that stands before one."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 6 * count, b"eXIf") + count * b"Exif\0\0"


_draws = st.integers(0, 2**63).map(Random)
_exif_files = st.one_of(
    bodies, _draws.map(_with_exif), st.integers(1, 400_000).map(_marks_without_end)
)

_MEDIA = (
    "\x00\x00\x00\x0cJXL \r\n\x87\n", "jxlc", "jxlp", "\xff\n", "\x00\x00\x00\x01", "\xff" * 8,
    "\x00\x00\x00\x18ftyp", "heic", "avif", "mif1", "mp42", "ispe", "moov", "RIFF", "WEBP", "AVI ",
    "VP8X", "VP8L", "VP8 ", "OggS", "\x80theora", "\x1aE\xdf\xa3", "G" + 187 * "\x00", "%PDF-1.7",
    "\xef\xbb\xbf", "BM", "GIF89a", "\x89PNG\r\n\x1a\n", "exposure-shot-1\n", "\x01\x00\x00\x00",
)  # fmt: skip
_media = st.one_of(bodies_of(_MEDIA), bodies_of((*WORDS, *_MEDIA)))
_shots = st.tuples(
    st.sampled_from((0, 1, 2, 11, 2**32 - 1)), st.sampled_from((0, 1, 16, 48, 8_000, 2**32 - 1)),
    st.sampled_from((0, 1, 16, 48, 8_000, 2**32 - 1)), st.integers(0, 10_000),
).map(lambda one: shots.MAGIC + struct.pack("<III", *one[:3]) + bytes(one[3]))  # fmt: skip

_FACTS = (
    "page", "seconds", "is_cut", "error", "obstacle", "part", "limit", "width", "height", "last",
)  # fmt: skip
_REASONS = ("damaged", "locked", "Unreadable", "BudgetSpent", "TooManyPixels", "PartMissing", "A")
_facts = documents_of(_FACTS, _REASONS)
_times_and_places = documents_of(
    ("original", "original_zone", "digitized", "digitized_zone", "latitude", "longitude"),
    ("2020:01:02 03:04:05", "0000:99:99 99:99:99", "+14:00", "-23:99", "2020:01:02"),
)
_replies = st.tuples(
    st.sampled_from((b"EXc1", b"EXc1", b"EXc0")), st.integers(0, 6), st.integers(-2, 2),
    st.sampled_from((0, 1, 10_000, 2**32 - 1)), st.sampled_from((0, 1, 10_000, 2**32 - 1)),
    st.one_of(as_json(_facts), bodies, st.integers(1, 9_000).map(lambda n: b"[" * n)),
).map(
    lambda one: struct.pack("<4sBIII", *one[:2], max(0, len(one[5]) + one[2]), *one[3:5]) + one[5]
)  # fmt: skip

_PACK = (
    b'title = "A pack"\nembedding_length = 128\nnetwork = "yunet"\nignored = ["a.onnx"]\n'
    b'[detector]\nname = "d.onnx"\nbytes = 1\nsha256 = "00"\nlicence = "MIT"\n'
    b'licence_file = "MIT.txt"\norigin = ""\n'
    b'[recogniser]\nname = "r.onnx"\nbytes = 1\nsha256 = "00"\nlicence = "MIT"\n'
    b'licence_file = "MIT.txt"\norigin = ""\n'
)
_TOML = (
    "title = ", "[detector]\n", "name = ", "ignored = ", "bytes = ", "network = ", '"yunet"', "{",
    '"""', "'''", "\\u", "\n", "[", "]", "}", ",", '"', "1e999", "nan", "9" * 5_000, "[" * 3_000,
    "inf", "128",
)  # fmt: skip
_FILES = ("d.onnx", "LICENSE", "a/r.onnx", "\u00e9.onnx", "a\\b.onnx", 300 * "n" + ".onnx")
_pack_zips = zips_of(st.dictionaries(st.sampled_from(_FILES), bodies, max_size=4))


def _told(facts: object) -> None:
    if isinstance(facts, dict):
        refusals.error_of(facts, BASE)


def _time_and_place_told(facts: object) -> None:
    if isinstance(facts, dict):
        taken.taken_of(facts)


def _place_told(facts: object) -> None:
    if isinstance(facts, dict):
        media._checked(facts, BASE)


def _unpacked(body: bytes) -> None:
    into = HERE / "models"
    into.mkdir(exist_ok=True)
    try:
        in_file(lambda path: pack_archive.copy_models([path], into, CancelToken()), "a.zip")(body)
    finally:
        for left in into.iterdir():
            left.unlink()


PARSERS: dict[str, Parser] = {
    "EXIF orientation": Parser(
        st.one_of(bodies, _draws.map(_exif)),
        orientation.orientation,
        ("faces/pictures/orientation.py",),
    ),
    "EXIF time and place": Parser(
        st.one_of(bodies, _draws.map(_exif), _exif_files),
        lambda b: taken.taken_of({**exif.said_in(b), **exif.time_and_place(b)}),
        ("faces/pictures/exif.py", "decoder/taken.py"),
    ),
    "time and place as told by decoders": Parser(
        _times_and_places, _time_and_place_told, ("decoder/taken.py",)
    ),
    "picture formats": Parser(
        _media,
        lambda b: (formats.opener(b), formats.declared_size(b)),
        ("faces/pictures/formats.py",),
    ),
    "JPEG XL sizes": Parser(
        _media, jpeg_xl.declared_size, ("faces/pictures/jpeg_xl.py",), (struct.error,)
    ),
    "signatures of media": Parser(
        _media, lambda b: (signatures.medium(b), signatures.demuxer(b)), ("signatures.py",)
    ),
    "shots": Parser(
        st.one_of(_media, _shots),
        lambda b: (shots.declared_size(b), shots.unpacked(b)),
        ("shots.py",),
        (ValueError,),
    ),
    "frames of shots": Parser(
        st.one_of(_media, _shots),
        lambda b: shot_frames.frames_of_shot(b, BASE),
        ("faces/pictures/shot_frames.py",),
        (ExposureError,),
    ),
    "replies of decoders": Parser(
        st.one_of(bodies, _replies),
        lambda b: wire.read_reply(io.BytesIO(b), max_pixels=_MAX_PIXELS),
        ("confine/wire.py",),
        (wire.Garbled, EOFError),
    ),
    "errors of decoders": Parser(_facts, _told, ("decoder/refusals.py",)),
    "places within media": Parser(
        _facts, _place_told, ("session/audit/media.py",), (ExposureError,)
    ),
    "ONNX files": Parser(
        bodies, in_file(onnx_files.part_of), ("faces/models/onnx_files.py",), (ExposureError,)
    ),
    "pack.toml": Parser(
        st.one_of(bodies_of(_TOML), changed(_PACK)),
        in_file(lambda path: pack_folder.read_pack(path.parent), "pack/pack.toml"),
        ("faces/models/pack_folder.py",),
        (ExposureError,),
    ),
    "titles of packs": Parser(
        texts, lambda t: pack_folder.on_one_line(t, 80), ("faces/models/pack_folder.py",)
    ),
    "archives of packs": Parser(
        st.one_of(bodies, _pack_zips),
        _unpacked,
        ("faces/models/pack_archive.py",),
        (ExposureError,),
    ),
}
