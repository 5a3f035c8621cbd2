from hypothesis import example, given
from hypothesis import strategies as st

from exposure_app.report.markup import Markup, element, joined, listed
from exposure_app.report.text import in_order
from tests.report.hostile import TEXTS
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


def test_markup_goes_in_as_it_is_and_only_markup():
    inner = element("b", "1 < 2")
    assert inner == "<b>1 &lt; 2</b>"
    assert element("p", inner, "<i>") == "<p><b>1 &lt; 2</b>&lt;i&gt;</p>"
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
