import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.crawl.untrusted import data_urls


@given(st.binary(max_size=50))
def test_what_is_written_as_base64_is_read(body):
    start, written = "data:image/png;base64,", base64.b64encode(body).decode()
    assert data_urls.picture(start + written) == body
    assert data_urls.picture(start + written.rstrip("=")) == body
    assert data_urls.picture(start + written.replace("+", "%2B").replace("/", "%2f")) == body


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("DATA:image/PNG;BASE64,aGk=", b"hi"),
        (" data:image/png;base64,aG\n k", b"hi"),
        ("data:image/png; base64 ,aGk=", b"hi"),
        ("data:;base64,aGk=", b"hi"),
        ("data:application/octet-stream;base64,aGk=", b"hi"),
        ("data:image/png;charset=x;base64,aGk=#fragment", b"hi"),
        ("data:image/svg+xml,%3Csvg%3E", b"<svg>"),
        ("data:,hi", b"hi"),
    ],
)
def test_a_data_url_is_read_by_the_standard(url, body):
    assert data_urls.is_data(url)
    assert data_urls.picture(url) == body


@pytest.mark.parametrize(
    "url",
    [
        "data:text/html,<img>",
        "data:video/mp4;base64,aGk=",
        "data:image/png",
        "data:",
        "data:image/png;base64,a",
        "data:image/png;base64,a===",
        "data:image/png;base64,aG k!",
    ],
)
def test_what_claims_to_be_something_else_or_is_damaged_is_no_picture(url):
    assert data_urls.is_data(url)
    assert data_urls.picture(url) is None


def test_other_urls_carry_nothing():
    assert not data_urls.is_data("https://example.org/data:image/png,x")
