"""When and where a picture was taken is read from its own file, whatever is in it.

By the real confined decoder, as an audit asks it, where nothing else is said.
"""

import io
import struct
from datetime import UTC, datetime, timedelta, timezone
from time import process_time
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exposure_app.decoder.decoder import Decoder
from exposure_app.decoder.taken import taken_of
from exposure_app.domain.context import NOT_SAID, Coordinates, Taken
from exposure_app.faces.pictures.exif import MAX_BLOCK_BYTES, said_in, time_and_place

EXIF, GPS = 0x8769, 0x8825


URL = "https://example.org/a"


@pytest.fixture(scope="module")
def taken():
    """What the confined decoder says of some bytes."""
    with Decoder() as decoder:
        yield lambda body: decoder.taken_of(body, URL)


def block(
    *,
    moment="2020:01:02 03:04:05",
    zone=None,
    gps=None,
    digitized=None,
    order="<",
    description="A picture",
):
    exif = Image.Exif()
    exif.endian = order
    exif[0x010E] = description
    exif[0x010F] = "A camera"
    inner = exif.get_ifd(EXIF)
    for tag, value in ((0x9003, moment), (0x9004, digitized), (0x9011, zone)):
        if value is not None:
            inner[tag] = value
    if gps is not None:
        place = exif.get_ifd(GPS)
        place.update(dict(zip((1, 2, 3, 4), gps, strict=True)))
    return exif.tobytes()


CALAIS = ("N", (50.0, 57.0, 0.0), "E", (1.0, 51.0, 0.0))
SOUTH_WEST = ("S", (33.0, 30.0, 36.0), "W", (70.0, 0.0, 0.0))
AT = datetime.fromisoformat("2020-01-02T03:04:05")


def encoded(kind, exif):
    body = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(body, kind, exif=exif)
    return body.getvalue()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_format_that_carries_it_is_read(taken, kind, order):
    said = taken(encoded(kind, block(gps=CALAIS, order=order)))
    assert said.at == AT
    assert said.where.latitude == pytest.approx(50.95)
    assert said.where.longitude == pytest.approx(1.85)


def test_a_png_that_says_it_behind_its_pixels_is_read(taken):
    body = encoded("PNG", b"")
    exif = block(gps=CALAIS).removeprefix(b"Exif\0\0")
    end = body.index(b"IEND") - 4
    assert taken(body[:end] + chunk(exif) + body[end:]).at == AT


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_stands_behind_a_long_description_is_read(taken, kind):
    said = taken(encoded(kind, block(gps=CALAIS, description="x" * 70_000)))
    assert said.at == AT
    assert said.where.latitude == pytest.approx(50.95)


def test_a_png_that_says_it_before_its_pixels_is_read_without_them(taken):
    body = encoded("PNG", block(gps=CALAIS))
    assert body.index(b"eXIf") < body.index(b"IDAT")
    assert taken(body[: body.index(b"IDAT") + 8]).at == AT


def test_a_jpeg_xl_says_what_the_jpeg_in_it_says_and_no_more(taken, tmp_path):
    pytest.importorskip("pillow_jxl")
    assert taken(encoded("JXL", block(gps=CALAIS))) == NOT_SAID
    (tmp_path / "a.jpg").write_bytes(encoded("JPEG", block(gps=CALAIS)))
    body = io.BytesIO()
    with Image.open(tmp_path / "a.jpg") as stored:
        stored.save(body, "JXL", lossless_jpeg=True)
    assert taken(body.getvalue()).at == AT


def test_a_heic_of_a_phone_is_read(taken):
    pytest.importorskip("av")
    from tests.media.heic import heic_bytes

    body = heic_bytes(Image.new("RGB", (64, 64)), exif=block(gps=CALAIS).removeprefix(b"Exif\0\0"))
    assert taken(body).at == AT


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP"])
def test_a_picture_that_says_nothing_says_nothing(taken, kind):
    body = io.BytesIO()
    Image.new("RGB", (64, 64)).save(body, kind)
    assert taken(body.getvalue()) == NOT_SAID


def test_a_mark_that_is_written_without_end_holds_nobody_up(taken):
    marks = 1_000_000 * b"Exif\0\0"
    began = process_time()
    assert said_in(marks) == {}
    assert process_time() - began < 1
    body = encoded("PNG", b"")
    assert taken(body[:33] + chunk(marks) + body[33:]) == NOT_SAID


def test_south_and_west_are_negative(taken):
    where = taken(encoded("JPEG", block(gps=SOUTH_WEST))).where
    assert (where.latitude, where.longitude) == (pytest.approx(-33.51), pytest.approx(-70))


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (None, None),
        ("+02:00", timezone(timedelta(hours=2))),
        ("-03:30", timezone(-timedelta(hours=3, minutes=30))),
        ("+00:00", UTC),
        ("+99:99", None),
        ("   :  ", None),
    ],
)
def test_the_clock_has_a_zone_only_if_the_camera_noted_one(taken, zone, expected):
    assert taken(encoded("JPEG", block(zone=zone))).at == AT.replace(tzinfo=expected)


@pytest.mark.parametrize(
    "moment", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2020:13:40 03:04:05", "x" * 19, "",
               "9999:01:01 00:00:00", "1700:01:01 00:00:00", "2020:01:02 03:04:05" + "x" * 90],
)  # fmt: skip
def test_a_clock_that_makes_no_sense_is_none(taken, moment):
    assert taken(encoded("JPEG", block(moment=moment))).at is None


def test_where_the_shutter_s_moment_is_missing_the_scan_s_stands_in(taken):
    assert taken(encoded("JPEG", block(moment=None, digitized="2020:01:02 03:04:05"))).at == AT


@pytest.mark.parametrize(
    "gps",
    [
        ("N", (0.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)),
        ("N", (91.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)),
        ("N", (50.0, 57.0), "E", (1.0, 51.0)),
    ],
)
def test_a_place_that_makes_no_sense_is_none(taken, gps):
    assert taken(encoded("JPEG", block(gps=gps))).where is None


def directory(entries, *, at=8, order="<"):
    body = struct.pack(f"{order}H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack(f"{order}HHII", tag, kind, count, value)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", at)
    return b"Exif\0\0" + head + body


def chunk(exif):
    """A chunk of a PNG."""
    checked = b"eXIf" + exif
    return struct.pack(">I", len(exif)) + checked + struct.pack(">I", crc32(checked))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    "entries",
    [
        [(GPS, 4, 1, 8)],  # a directory that leads to itself
        [(GPS, 4, 1, 0xFFFFFFFF)],
        [(GPS, 4, 1, 8), (1, 2, 2, 0x4E), (2, 5, 3, 0xFFFFFFF0), (3, 2, 2, 0x45), (4, 5, 3, 8)],
        [(GPS, 4, 1, 8), (1, 2, 0xFFFFFFFF, 0), (2, 5, 0xFFFFFFFF, 0)],
        [(EXIF, 4, 1, 8), (0x9003, 2, 20, 0xFFFFFF00)],
        [(EXIF, 3, 1, 8), (EXIF, 4, 2, 8)],
    ],
)
def test_a_block_made_to_mislead_says_nothing(taken, entries, order):
    for kind in ("JPEG", "PNG", "WEBP"):
        assert taken(encoded(kind, directory(entries, order=order))) == NOT_SAID


def test_a_directory_that_claims_to_be_endless_is_read_for_a_while(taken):
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 0xFFFF) + bytes(50_000)
    assert taken(encoded("JPEG", exif)) == NOT_SAID


@pytest.mark.parametrize(
    "exif",
    [
        # A directory of one entry: two million fractions, each an object once it is read.
        directory([(EXIF, 4, 1, 22)])
        + struct.pack("<HHHII", 1, 0x829A, 5, 2_000_000, 36)
        + 4_000_000 * b"\1\0\0\0",
        # The same directory twice, its entries lying over each other.
        directory([(EXIF, 4, 1, 8), (GPS, 4, 1, 8)] + [(n, 5, 1_000, 8) for n in range(5_000)]),
        directory([(EXIF, 4, 1, 8), (GPS, 4, 1, 8)] + [(n, 12, 8_000, 8) for n in range(5_000)]),
        directory([(n, 2, 5, 8) for n in range(65_000)]),
        # As many fractions as there is room for, and every directory is this one.
        directory([(EXIF, 4, 1, 8), (GPS, 4, 1, 8), (0x9003, 5, MAX_BLOCK_BYTES // 8 - 20, 100)])
        + MAX_BLOCK_BYTES * b"\1",
    ],
    ids=["many numbers", "over each other", "large ones over each other", "many entries", "full"],
)
def test_a_block_that_would_unfold_is_read_in_a_second_and_costs_no_picture(taken, exif):
    began = process_time()
    assert said_in(exif) == {}
    assert process_time() - began < 1
    body = encoded("PNG", b"")
    assert taken(body[:33] + chunk(exif.removeprefix(b"Exif\0\0")) + body[33:]) == NOT_SAID


def test_what_stands_behind_the_bound_of_a_block_is_not_needed(taken):
    exif = block(gps=CALAIS) + MAX_BLOCK_BYTES * b"\0"
    assert taken(encoded("WEBP", exif)).where.latitude == pytest.approx(50.95)


def test_a_division_by_zero_is_no_place(taken):
    body = encoded("JPEG", block(gps=CALAIS))
    fifty = struct.pack(">II", 50, 1)
    other = struct.pack("<II", 50, 1)
    bent = body.replace(fifty, struct.pack(">II", 50, 0)).replace(other, struct.pack("<II", 50, 0))
    assert bent != body
    assert taken(bent) == Taken(at=AT)


HEADS = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP", b"0000ftypheicExif\0\0II*\0", b""]


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(HEADS))
def test_no_bytes_raise(taken, rest, head):
    said = taken(head + rest)
    assert said.where is None or isinstance(said.where, Coordinates)


@given(st.binary(max_size=400), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b""]))
def test_no_block_raises(rest, head):
    assert all(isinstance(one, str | float) for one in said_in(head + rest).values())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_file_cut_anywhere_says_what_is_left_or_nothing(taken, kind):
    body = encoded(kind, block(gps=CALAIS))
    for length in range(0, len(body), 3):
        assert taken(body[:length]).at in (None, AT)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_block_cut_anywhere_says_what_is_left_or_nothing(order):
    exif = block(gps=CALAIS, order=order)
    for length in range(len(exif)):
        assert taken_of(said_in(exif[:length])).at in (None, AT)


def test_only_what_is_asked_for_is_told_and_it_is_text_and_numbers():
    said = time_and_place(encoded("JPEG", block(gps=SOUTH_WEST, zone="+02:00")))
    assert said == {
        "original": "2020:01:02 03:04:05",
        "original_zone": "+02:00",
        "latitude": pytest.approx(-33.51),
        "longitude": pytest.approx(-70),
    }
