import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exposure_app.i18n import standing_alone
from exposure_app.report.markup import (
    Markup,
    address,
    element,
    filled,
    is_web_address,
    joined,
    listed,
)
from exposure_app.report.text import in_order, readable, shortened
from tests.report.hostile import ADDRESSES, TEXTS
from tests.report.reading import Page


@given(st.text())
@example(TEXTS[0])
@example(TEXTS[1])
@example(TEXTS[2])
@example(TEXTS[3])
def test_text_stays_text_wherever_it_is_put(text):
    page = Page(element("p", text, title=text))
    assert page.tags == [("p", {"title": in_order(text)})]
    assert "".join(page.words) == in_order(text)


@given(st.text())
def test_a_gap_in_a_sentence_is_filled_with_text_not_with_tags(text):
    page = Page(element("p", filled("a {x} & b", x=text)))
    assert [name for name, _ in page.tags] == ["p"]
    assert "".join(page.words) == f"a {in_order(standing_alone(text))} & b"


def test_markup_goes_in_as_it_is_and_only_markup():
    inner = element("b", "1 < 2")
    assert inner == "<b>1 &lt; 2</b>"
    assert element("p", inner, "<i>") == "<p><b>1 &lt; 2</b>&lt;i&gt;</p>"
    assert filled("{x}", x=inner) == inner
    assert isinstance(joined(inner, "x"), Markup)


def test_markup_that_was_cut_or_glued_is_text_again():
    glued = element("b", "x") + "<script>"
    assert not isinstance(glued, Markup)
    assert "<script>" not in element("p", glued)


def test_an_attribute_is_named_as_in_html():
    assert element("p", class_="x", aria_label="y") == '<p class="x" aria-label="y"></p>'


def test_an_empty_list_is_nothing():
    assert listed() == ""
    assert listed("a") == "<ul><li>a</li></ul>"


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
    [(tag, attributes)] = [t for t in Page(address(url)).tags if t[0] == "a"]
    assert tag == "a"
    assert attributes["href"] == url
    assert {"noreferrer", "noopener"} <= set(attributes["rel"].split())


@pytest.mark.parametrize("url", ADDRESSES)
def test_anything_else_is_never_a_link(url):
    assert not is_web_address(url)
    assert "a" not in [name for name, _ in Page(address(url)).tags]


@given(st.text())
def test_only_http_and_https_ever_become_links(text):
    for attributes in Page(address(text)).all("a"):
        assert attributes["href"].lower().startswith(("http://", "https://"))


def test_a_file_is_shown_as_its_path_and_an_inline_picture_in_words():
    assert Page(address("file:///home/ada/My%20pictures/a.jpg")).text == (
        "/home/ada/My pictures/a.jpg"
    )
    assert Page(address("data:sha256-00ff")).text == "inside the page itself"


def test_a_long_address_is_shown_short_and_linked_whole():
    url = "https://a.test/" + "x" * 5000
    page = Page(address(url))
    assert len(page.text) < 200
    assert page.all("a")[0]["href"] == url


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("plain", "plain"),
        ("a\tb\nc", "a b c"),
        ("a\u202egpj.exe", "a\ufffdgpj.exe"),
        ("\ud800", "\ufffd"),
        ("\x00\x1b", "\ufffd\ufffd"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("日本語", "日本語"),
    ],
)
def test_text_is_made_readable(untrusted, shown):
    assert readable(untrusted) == shown


@given(st.text())
def test_readable_text_can_be_written_and_is_one_line(text):
    shown = readable(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert readable(shown) == shown


def test_shortening_keeps_both_ends():
    assert shortened("abc", 10) == "abc"
    assert shortened("a" * 50 + "b" * 50, 10) == "aaaaa … bbbbb"


def test_a_sentence_keeps_the_marks_that_hold_its_parts_together():
    told = "\u2068https://a.test/\u2069 \u05d0"
    assert in_order(told) == told
    assert in_order(told + "\u2069") == readable(told + "\u2069")
    assert "\u2067" not in in_order("\u2067a\u2069")
    assert "\u202e" not in in_order("\u2068a\u202eb\u2069")


def test_an_address_with_such_marks_is_still_no_link():
    assert not is_web_address("https://a.test/\u2068b\u2069")
