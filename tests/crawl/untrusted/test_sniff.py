import io

import pytest

from exposure_app.crawl.untrusted import sniff
from tests.pictures import portrait


def encoded(form):
    body = io.BytesIO()
    portrait().resize((64, 64)).save(body, form)
    return body.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "JPEG2000"])
def test_a_picture_is_known_by_its_beginning(form):
    assert sniff.is_picture(encoded(form))


@pytest.mark.parametrize("size", [3, 12, 30])
def test_a_picture_cut_short_is_one_too(size):
    assert sniff.is_picture(encoded("JPEG")[:size])
    assert sniff.is_picture(encoded("PNG")[: max(8, size)])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xd8",
        b"BM is how this text begins, and it is no bitmap",
        b"<svg></svg>",
        b"%PDF-",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x18ftypisom",
        b"\x00" * 64,
        b"GIF",
    ],
)
def test_other_bytes_are_no_picture(body):
    assert not sniff.is_picture(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html>",
        b" \n<HTML lang=en>",
        b"\xef\xbb\xbf<p>x",
        b"<!-- x --><b>",
        b"<a href=x>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC",
        b"<img src=x>",
        b"<script>x",
    ],
)
def test_html_is_known_by_its_first_tag(body):
    assert sniff.is_html(body)


@pytest.mark.parametrize(
    "body", [b"", b"plain", b"<rss>", b"<htmlx>", b"<?xml version='1.0'?><rss>"]
)
def test_other_text_is_no_html(body):
    assert not sniff.is_html(body)


@pytest.mark.parametrize("body", [b"\x00", b"<p>" + b"x" * 100 + b"\x01", b"PK\x03\x04"])
def test_control_characters_make_it_binary(body):
    assert sniff.is_binary(body)


@pytest.mark.parametrize(
    "body", [b"", b"text\r\n\t\x0c\x1b", "é☃".encode(), b"\xff\xfe<\x00p\x00", b"\xfe\xff\x00<"]
)
def test_text_is_not_binary(body):
    assert not sniff.is_binary(body)
