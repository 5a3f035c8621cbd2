"""Nothing but a JPEG is handed to Qt's readers."""

import io

import pytest

from exposure_app.paper.jpeg import image_of
from tests.pictures import jpeg_bytes, portrait

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


def png():
    body = io.BytesIO()
    portrait().save(body, "PNG")
    return body.getvalue()


def test_a_jpeg_is_shown_as_it_is():
    image = image_of(jpeg_bytes(portrait()))
    assert (image.width(), image.height()) == portrait().size


@pytest.mark.parametrize("body", [b"", SVG, png(), b"\xff\xd8\xff" + SVG, b"\xff\xd8\xff"])
def test_what_is_no_jpeg_is_no_picture(body):
    assert image_of(body).isNull()


def test_what_begins_like_a_jpeg_is_not_tried_as_anything_else(tmp_path):
    """Qt's reader of SVG would make an object on a job's thread; see decision 25."""
    cut = jpeg_bytes(portrait())[:400]
    assert image_of(cut).isNull()
