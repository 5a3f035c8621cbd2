"""When and where a picture was taken is read from its own file, whatever is in it."""

import io
import struct
from datetime import UTC, datetime, timedelta, timezone
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exposure_app.domain.context import NOT_SAID, Coordinates, Taken
from exposure_app.faces.pictures.exif import exif_block, taken

EXIF, GPS = 0x8769, 0x8825


def block(*, moment="2020:01:02 03:04:05", zone=None, gps=None, digitized=None):
    exif = Image.Exif()
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


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_format_that_carries_it_is_read(kind):
    said = taken(encoded(kind, block(gps=CALAIS)))
    assert said.at == AT
    assert said.where.latitude == pytest.approx(50.95)
    assert said.where.longitude == pytest.approx(1.85)


def test_a_heic_of_a_phone_is_read():
    pytest.importorskip("av")
    from tests.media.heic import heic_bytes

    body = heic_bytes(Image.new("RGB", (64, 64)), exif=block(gps=CALAIS).removeprefix(b"Exif\0\0"))
    assert taken(body).at == AT


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP"])
def test_a_picture_that_says_nothing_says_nothing(kind):
    body = io.BytesIO()
    Image.new("RGB", (64, 64)).save(body, kind)
    assert taken(body.getvalue()) == NOT_SAID


def test_a_mark_that_is_written_without_end_holds_nobody_up():
    marks = 1_000_000 * b"Exif\0\0"
    began = process_time()
    assert (
        taken(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", len(marks), b"eXIf") + marks) == NOT_SAID
    )
    assert process_time() - began < 1


def test_south_and_west_are_negative():
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
def test_the_clock_has_a_zone_only_if_the_camera_noted_one(zone, expected):
    assert taken(encoded("JPEG", block(zone=zone))).at == AT.replace(tzinfo=expected)


@pytest.mark.parametrize(
    "moment", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2020:13:40 03:04:05", "x" * 19, "",
               "9999:01:01 00:00:00", "1700:01:01 00:00:00", "2020:01:02 03:04:05" + "x" * 90],
)  # fmt: skip
def test_a_clock_that_makes_no_sense_is_none(moment):
    assert taken(encoded("JPEG", block(moment=moment))).at is None


def test_where_the_shutter_s_moment_is_missing_the_scan_s_stands_in():
    assert taken(encoded("JPEG", block(moment=None, digitized="2020:01:02 03:04:05"))).at == AT


@pytest.mark.parametrize(
    "gps",
    [
        ("N", (0.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)),
        ("N", (91.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)),
        ("N", (50.0, 57.0), "E", (1.0, 51.0)),
    ],
)
def test_a_place_that_makes_no_sense_is_none(gps):
    assert taken(encoded("JPEG", block(gps=gps))).where is None


def directory(entries, *, at=8, order="<"):
    body = struct.pack(f"{order}H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack(f"{order}HHII", tag, kind, count, value)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", at)
    return b"Exif\0\0" + head + body


def jpeg(exif):
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xda"


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
def test_a_block_made_to_mislead_says_nothing(entries, order):
    assert taken(jpeg(directory(entries, order=order))) == NOT_SAID


def test_a_directory_that_claims_to_be_endless_is_read_for_a_while():
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 0xFFFF) + bytes(50_000)
    assert taken(jpeg(exif)) == NOT_SAID


def test_a_division_by_zero_is_no_place():
    body = encoded("JPEG", block(gps=CALAIS))
    fifty = struct.pack(">II", 50, 1)
    other = struct.pack("<II", 50, 1)
    bent = body.replace(fifty, struct.pack(">II", 50, 0)).replace(other, struct.pack("<II", 50, 0))
    assert bent != body
    assert taken(bent) == Taken(at=AT)


@given(st.binary(max_size=400), st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP",
                                                 b"0000ftypheicExif\0\0II*\0", b""]))  # fmt: skip
def test_no_bytes_raise(rest, head):
    said = taken(head + rest)
    assert said.where is None or isinstance(said.where, Coordinates)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_file_cut_anywhere_says_what_is_left_or_nothing(kind):
    body = encoded(kind, block(gps=CALAIS))
    for length in range(0, len(body), 3):
        assert taken(body[:length]).at in (None, AT)
        assert len(exif_block(body[:length])) <= length
