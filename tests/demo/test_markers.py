"""The search for a person in what was sent: it finds what is there, and only that."""

import gzip

import numpy as np
import pytest

from exposure_app.demo.markers import (
    holds,
    packings,
    picture_marker,
    template_marker,
    text_marker,
)

RANDOM = np.random.default_rng(5)
VECTOR = RANDOM.standard_normal(128).astype(np.float32)
VECTOR /= np.linalg.norm(VECTOR)
OTHER = RANDOM.standard_normal(128).astype(np.float32)
OTHER /= np.linalg.norm(OTHER)
PHOTO = RANDOM.bytes(5000)
MARKERS = [
    text_marker("name", "Marker 7f3a9c"),
    picture_marker("photo", [PHOTO]),
    template_marker(VECTOR),
]
CLEAN = (
    b"GET /pictures/a-rather-long-path-that-could-be-base64/1234567890abcdef1234567890abcdef.jpg"
    b"?x=0.12,0.5,0.9,0.33 HTTP/1.1\r\nHost: example.org\r\nAccept-Encoding: gzip, deflate\r\n"
)


def sent_with(packed):
    return CLEAN + b"X-Id: " + packed + b"\r\n\r\n"


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.kind)
def test_it_is_not_found_where_it_is_not(marker):
    assert not holds(CLEAN, marker)
    assert not holds(sent_with(RANDOM.bytes(3000)), marker)


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.kind)
def test_it_is_found_in_every_packing(marker):
    packed = list(packings(marker))
    assert len(packed) >= 7
    for one in packed:
        assert holds(sent_with(one), marker), one[:60]


@pytest.mark.parametrize("layout", ["<f4", ">f4", "<f8", ">f8", "<f2"])
def test_a_template_is_found_in_every_layout_and_not_somebody_elses(layout):
    marker = template_marker(VECTOR)
    assert holds(sent_with(VECTOR.astype(layout).tobytes().hex().encode()), marker)
    assert not holds(sent_with(OTHER.astype(layout).tobytes().hex().encode()), marker)


@pytest.mark.parametrize("decimals", [2, 3, 6])
def test_a_template_is_found_as_digits(decimals):
    digits = " ".join(f"{one:.{decimals}f}" for one in VECTOR[40:60]).encode()
    assert holds(sent_with(digits), template_marker(VECTOR))
    assert not holds(sent_with(digits), template_marker(OTHER))


def test_thirty_one_bytes_of_a_picture_are_enough_wherever_they_are_from():
    marker = picture_marker("photo", [PHOTO])
    for start in range(1000, 1016):
        assert holds(sent_with(PHOTO[start : start + 31]), marker)


def test_a_picture_is_found_in_a_compressed_body():
    assert holds(CLEAN + b"\r\n" + gzip.compress(PHOTO), picture_marker("photo", [PHOTO]))


def test_a_name_is_found_whatever_its_capitals():
    assert holds(sent_with(b"MARKER%207F3A9C"), text_marker("name", "Marker 7f3a9c"))
