from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposure_app.i18n import standing_alone
from exposure_app.report.document.words import (
    AddressWords,
    DatedWords,
    OwnWords,
    StrongWords,
    filled,
)
from exposure_app.report.html.words import address, is_web_address, words_markup
from exposure_app.report.markup import element
from exposure_app.report.text import in_order
from tests.report.hostile import ADDRESSES
from tests.report.reading import Page


@given(st.text())
def test_a_gap_in_a_sentence_is_filled_with_text_not_with_tags(text):
    page = Page(element("p", words_markup(filled("a {x} & b", x=text))))
    assert [name for name, _ in page.tags] == ["p"]
    assert "".join(page.words) == f"a {in_order(standing_alone(text))} & b"


def test_each_kind_of_words_has_an_element_of_its_own():
    then = datetime(2026, 3, 1, tzinfo=UTC)
    words = filled("{name}, {day}: ", name=OwnWords("<Ada>"), day=DatedWords("March", then))
    assert words_markup((*words, StrongWords("so"))) == (
        '<bdi>&lt;Ada&gt;</bdi>, <time datetime="2026-03-01T00:00:00+00:00">March</time>: '
        "<strong>so</strong>"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://a.test/",
        "http://a.test:8080/x?y=1&z=%20#top",
        "https://xn--bcher-kva.test/",
        "https://[::1]:8000/",
        "HTTPS://A.test/x@y",
    ],
)
def test_a_web_address_is_a_link_that_tells_nobody_where_it_stood(url):
    [(tag, attributes)] = [t for t in Page(address(AddressWords(url))).tags if t[0] == "a"]
    assert tag == "a"
    assert attributes["href"] == url
    assert {"noreferrer", "noopener"} <= set(attributes["rel"].split())


@pytest.mark.parametrize("url", ADDRESSES)
def test_anything_else_is_never_a_link(url):
    assert not is_web_address(url)
    assert "a" not in [name for name, _ in Page(address(AddressWords(url))).tags]


@given(st.text())
def test_only_http_and_https_ever_become_links(text):
    for attributes in Page(address(AddressWords(text))).all("a"):
        assert attributes["href"].lower().startswith(("http://", "https://"))


def test_a_file_is_shown_as_its_path_and_an_inline_picture_in_words():
    assert Page(address(AddressWords("file:///home/ada/My%20pictures/a.jpg"))).text == (
        "/home/ada/My pictures/a.jpg"
    )
    assert Page(address(AddressWords("data:sha256-00ff"))).text == "inside the page itself"


def test_a_long_address_is_shown_short_and_linked_whole():
    url = "https://a.test/" + "x" * 5000
    page = Page(address(AddressWords(url)))
    assert len(page.text) < 200
    assert page.all("a")[0]["href"] == url


def test_an_address_with_such_marks_is_still_no_link():
    assert not is_web_address("https://a.test/\u2068b\u2069")
